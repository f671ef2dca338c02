import ArgumentParser
import Reports
import VaultKit

/// `vq watch`: keeps the index warm and prints what changes.
struct WatchCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Keep the index up to date and print a line for each change, until interrupted.",
    discussion: """
      Nothing depends on it: every command looks at the vault by itself. While it runs, on Linux, they need not \
      as long as nothing has changed, so that questions about large vaults take a fraction of the time.

        vq watch
        vq watch --format '{{kind}} {{path}}'
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    try vault.watch(
      isStopped: { StandardOutput.isUnread },
      isReady: { hasEvents in
        let how = hasEvents ? "" : ", looking at most once a second"
        Messages.line("vq: watching \(vault.name)\(how)")
      },
      onBlock: { Messages.report($0) },
      onChange: { report in
        Messages.report(report)
        try options.print(.changes(report), in: vault)
        StandardOutput.flush()
      })
  }
}
