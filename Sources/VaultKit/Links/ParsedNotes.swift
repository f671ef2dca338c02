import NoteModel

/// What fragments of links can name, each note read and parsed once.
final class ParsedNotes {
  /// One note, without its text.
  private struct Entry {
    var note: Note
    /// What a fragment of one piece can name.
    var headings: Set<HeadingKey>
    var blocks: Set<NameKey>

    init(_ note: Note) {
      self.note = note
      self.note.sections.removeTexts()
      headings = Set(note.headings.map { HeadingKey(heading: $0.text) })
      blocks = Set(note.blockIDs.map { NameKey($0.id) })
    }
  }

  private let vault: Vault
  private var entries: [VaultPath: Entry?] = [:]

  init(vault: Vault) {
    self.vault = vault
  }

  /// Tells whether a fragment names something; nil for what is no note, or cannot be read.
  func holds(_ fragment: Substring, in path: VaultPath) -> Bool? {
    guard path.isNote, let entry = entry(path) else { return nil }
    let pieces = fragment.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }
    guard pieces.count == 1, let piece = pieces.first?.trimmed(), !piece.hasPrefix("[^") else {
      return entry.note.resolveSubpath(fragment) != nil
    }
    if piece.hasPrefix("^") { return entry.blocks.contains(NameKey(piece.dropFirst())) }
    return entry.headings.contains(HeadingKey(piece))
  }

  private func entry(_ path: VaultPath) -> Entry? {
    if let known = entries[path] { return known }
    let entry = (try? vault.parse(path).note).map(Entry.init)
    entries[path] = .some(entry)
    return entry
  }
}

extension Substring {
  /// The text without white space at its ends.
  fileprivate func trimmed() -> Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
