import ArgumentParser
import Reports
import VaultKit

/// `vq related`: lists the notes that have most to do with a note.
struct RelatedCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "related",
    abstract: "List the notes that share links, tags and rare words with a note.",
    discussion: """
      The score is a sum: 1 for each direction in which the two are linked; 1 / log2(2 + n) for each file \
      that both link to, each note that links to both, and each tag of both, where n notes have it in \
      common; and up to 2 for the share of the note's 24 rarest words that the other one has. Notes in \
      Obsidian's "Excluded files" are not listed, though their links count.

        vq related Falcon --limit 5
        vq related Falcon --fields score,path,tags
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(name: .long, parsing: .unconditional, help: "How many notes.")
  var limit = 10

  @Flag(name: .long, help: "Also notes that Obsidian's \"Excluded files\" name.")
  var excluded = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 on, not \(limit)") }
  }

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(
      .related(to: note, limit: limit, includesExcluded: excluded, in: vault), in: vault)
  }
}
