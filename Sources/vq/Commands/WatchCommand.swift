import ArgumentParser
import VaultKit

/// `vq watch`: keeps the index warm and prints what changes.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Keep the index up to date and print a line for each change, until interrupted.",
    discussion: """
      Nothing depends on it: every command looks at the vault by itself. It makes the first question after \
      many changes a quick one.
      """)

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    let style = Style(options.color)
    try vault.watch(
      isStopped: { StandardOutput.isUnread },
      isReady: { hasEvents in
        let how = hasEvents ? "" : ", looking at most once a second"
        Messages.line("vq: watching \(vault.name)\(how)")
      },
      onBlock: { Messages.report($0) },
      onChange: { report in
        Messages.report(report)
        if options.json {
          StandardOutput.line(report.changesJSON.text)
        } else if report.rebuilt != nil {
          StandardOutput.line(report.sentence)
        } else {
          for change in report.changes {
            let kind = change.kind.rawValue
            let padding = String(repeating: " ", count: max(0, 8 - kind.count))
            StandardOutput.line("\(style.dim(kind))\(padding)\(PlainText.safeName(change.path))")
          }
        }
        StandardOutput.flush()
      })
  }
}

extension RefreshReport {
  fileprivate var changesJSON: JSON {
    .object([
      (
        "changes",
        .list(
          changes.map {
            .object([("kind", .text($0.kind.rawValue)), ("path", .text($0.path))])
          })
      ), ("refresh", json),
    ])
  }
}
