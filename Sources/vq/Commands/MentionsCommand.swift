import ArgumentParser
import Reports
import VaultKit

/// `vq mentions`: lists the places that name a note without linking to it.
struct MentionsCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "mentions",
    abstract: "List the places that name a note, or an alias of it, without a link.",
    discussion: """
      Whole words count, in any letter case; in scripts without blanks, characters. Code is searched; front \
      matter, links and files that Obsidian's settings exclude are not. A line is printed once; --json has \
      each place in it.

        vq mentions 'Ann Lee'
        vq mentions Falcon --files
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(.mentions(of: note, in: vault), in: vault)
  }
}
