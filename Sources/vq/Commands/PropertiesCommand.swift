import ArgumentParser
import Reports
import VaultKit

/// `vq properties`: lists the properties of the vault, or the notes with one.
struct PropertiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "properties",
    abstract: "List the properties with their counts, or the values of one.",
    discussion: """
      Files that Obsidian's settings exclude do not count.

        vq properties
        vq properties due
      """)

  @Argument(help: "The name of a property; letter case does not matter.")
  var name: String?

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(
      name.map { .properties(named: $0, in: vault) } ?? .properties(of: vault), in: vault)
  }
}
