import ArgumentParser
import VaultKit

/// `vq unresolved`: lists the names that links ask for and no file has.
struct UnresolvedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unresolved",
    abstract: "List the names that links ask for and no file has, the most wanted first.",
    discussion: """
      What counts is what Obsidian shows: a link that reaches a note by its alias only, or a file of a type \
      that Obsidian hides, is listed with that remark.

        vq unresolved
      """)

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let targets = try vault.unresolved()
    if options.json {
      StandardOutput.line(
        JSON.object([("vault", .text(vault.root)), ("unresolved", .list(targets.map(\.json)))]).text
      )
    } else {
      for target in targets { print(target, PathList(vault: vault, options: options)) }
    }
    guard targets.isEmpty else { return }
    Messages.nothing("every link leads to a file", in: vault)
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }

  private func print(_ target: UnresolvedTarget, _ list: PathList) {
    let style = Style(options.color)
    let count = style.dim(" (\(target.references.count))")
    StandardOutput.line(style.bold(PlainText.safeLine(target.target)) + count)
    for link in target.references {
      let remark = link.outcome == .unresolved ? "" : " " + style.dim("(\(link.outcome.rawValue))")
      let place = list.place(link.source, line: link.line)
      StandardOutput.line("  \(place): \(PlainText.safeLine(link.written))\(remark)")
    }
  }
}

extension UnresolvedTarget {
  fileprivate var json: JSON {
    .object([
      ("target", .text(target)), ("count", .integer(references.count)),
      ("links", .list(references.map(\.json))),
    ])
  }
}
