import ArgumentParser
import Reports
import VaultKit

/// `vq orphans`: lists the notes that nothing links to.
struct OrphansCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "orphans",
    abstract: "List the notes that no other note and no canvas links to.",
    discussion: """
      A link of a note to itself does not count.

        vq orphans
        vq orphans --isolated
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Only notes that link to nothing either.")
  var isolated = false

  @Flag(name: .long, help: "Also notes that Obsidian's \"Excluded files\" name.")
  var excluded = false

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(
      .orphans(of: vault, isIsolated: isolated, includesExcluded: excluded), in: vault)
  }
}
