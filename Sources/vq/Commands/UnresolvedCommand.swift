import ArgumentParser
import Reports
import VaultKit

/// `vq unresolved`: lists the names that links ask for and no file has.
struct UnresolvedCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "unresolved",
    abstract: "List the names that links ask for and no file has, the most wanted first.",
    discussion: """
      What counts is what Obsidian shows: a link that reaches a note by its alias only, or a file of a type \
      that Obsidian hides, is listed with that remark.

        vq unresolved
        vq unresolved --fields target,source,line
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(.unresolved(in: vault), in: vault)
  }
}
