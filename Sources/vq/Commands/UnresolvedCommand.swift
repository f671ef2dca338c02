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
    var isFound = false
    if options.json {
      StandardOutput.beginList([("vault", .text(vault.root))], list: "unresolved")
      try printJSON(vault, &isFound)
      StandardOutput.endList()
    } else {
      try printText(vault, &isFound)
    }
    guard !isFound else { return }
    Messages.nothing("every link leads to a file", in: vault)
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }

  private func printText(_ vault: Vault, _ isFound: inout Bool) throws {
    let list = PathLines(vault: vault, options: options)
    let style = Style(options.color)
    try vault.forEachUnresolved(
      { target, count in
        isFound = true
        StandardOutput.line(
          style.bold(PlainText.safeName(target)) + style.dim(" (\(count))"))
      },
      { link in
        let remark =
          link.outcome == .unresolved ? "" : " " + style.dim("(\(link.outcome.rawValue))")
        let place = list.place(link.source, line: link.line)
        StandardOutput.line("  \(place): \(PlainText.safeName(link.written))\(remark)")
      })
  }

  /// Prints the objects of the list; the links of a name are a list in its object, which is left open meanwhile.
  private func printJSON(_ vault: Vault, _ isFound: inout Bool) throws {
    var isFirstLink = true
    try vault.forEachUnresolved(
      { target, count in
        let head = JSON.object([("target", .text(target)), ("count", .integer(count))]).text
        StandardOutput.write((isFound ? "]}," : "") + head.dropLast() + ",\"links\":[")
        isFound = true
        isFirstLink = true
      },
      { link in
        StandardOutput.write((isFirstLink ? "" : ",") + link.json.text)
        isFirstLink = false
      })
    if isFound { StandardOutput.write("]}") }
  }
}
