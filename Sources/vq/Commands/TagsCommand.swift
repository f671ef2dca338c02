import ArgumentParser
import VaultKit

/// `vq tags`: lists the tags of the vault, or the notes with one.
struct TagsCommand: ParsableCommand {
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

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let isEmpty = try tag.map { try printNotes($0, vault) } ?? printTags(vault)
    StandardOutput.flush()
    if isEmpty { throw ExitCode.nothingFound }
  }

  private func printTags(_ vault: Vault) throws -> Bool {
    var isEmpty = true
    let style = Style(options.color)
    if options.json { StandardOutput.beginList([("vault", .text(vault.root))], list: "tags") }
    try vault.forEachTag { tag in
      isEmpty = false
      if options.json { return StandardOutput.element(tag.json) }
      // A tag stands below its parent, as far to the right as it is deep.
      let depth = tag.name.utf8.split(separator: UInt8(ascii: "/")).count
      let indent = String(repeating: "  ", count: max(0, depth - 1))
      let own = tag.own == tag.total ? "" : style.dim(" (\(tag.own))")
      StandardOutput.line("\(indent)#\(PlainText.safeName(tag.name)) \(tag.total)\(own)")
    }
    if options.json { StandardOutput.endList() }
    if isEmpty { Messages.nothing("no note has a tag", in: vault) }
    return isEmpty
  }

  private func printNotes(_ tag: String, _ vault: Vault) throws -> Bool {
    let notes = try vault.notes(tagged: tag)
    if options.json {
      StandardOutput.line(
        JSON.object([("tag", .text(tag)), ("notes", .list(notes.map(\.json)))]).text)
    }
    let list = PathLines(vault: vault, options: options)
    for note in notes where !options.json {
      StandardOutput.line(
        "\(list.place(note.path, line: note.line)): #\(PlainText.safeName(note.tag))")
    }
    if notes.isEmpty {
      Messages.nothing("no note has the tag '\(tag)'", near: try vault.tags(near: tag))
    }
    return notes.isEmpty
  }
}

extension TagCount {
  fileprivate var json: JSON {
    .object([("tag", .text(name)), ("own", .integer(own)), ("total", .integer(total))])
  }
}

extension TaggedNote {
  fileprivate var json: JSON {
    .object([("path", .text(path)), ("line", .integer(line)), ("tag", .text(tag))])
  }
}
