import ArgumentParser
import Reports
import VaultKit

/// `vq deadends`: lists the notes that link to nothing.
struct DeadEndsCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "deadends",
    abstract: "List the notes that have no link to another file.",
    discussion: """
      A link that leads nowhere, or back to its own note, is none.

        vq deadends
        vq deadends --excluded --fields path,modified
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Also notes that Obsidian's \"Excluded files\" name.")
  var excluded = false

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(.deadEnds(of: vault, includesExcluded: excluded), in: vault)
  }
}
