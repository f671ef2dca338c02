import ArgumentParser
import Reports
import VaultKit

/// `vq tags`: lists the tags of the vault, or the notes with one.
struct TagsCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "tags",
    abstract: "List the tags with their counts, or the notes with a tag.",
    discussion: """
      The first count is of notes that carry the tag or one below it, the one in brackets of notes that \
      carry just this tag. Files that Obsidian's settings exclude do not count.

        vq tags
        vq tags web
      """)

  @Argument(help: "A tag, with or without #; tags below it count as well.")
  var tag: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(tag.map { .notes(tagged: $0, in: vault) } ?? .tags(of: vault), in: vault)
  }
}
