import NoteModel

/// Notes read and parsed, each once, without the text of their sections.
final class ParsedNotes {
  private let vault: Vault
  private var notes: [VaultPath: Note?] = [:]

  init(vault: Vault) {
    self.vault = vault
  }

  /// Returns the note at a path, nil where it cannot be read.
  func note(_ path: VaultPath) -> Note? {
    if let known = notes[path] { return known }
    var note = try? vault.parse(path).note
    if let count = note?.sections.count {
      for index in 0..<count { note?.sections[index].text = SectionText() }
    }
    notes[path] = .some(note)
    return note
  }

  /// Returns what a fragment of a note names; nil where nothing does.
  func target(_ fragment: Substring, in path: VaultPath) -> SubpathTarget? {
    note(path)?.resolveSubpath(fragment)
  }

  /// Tells whether a fragment names something; nil for what is no note, or cannot be read.
  func holds(_ fragment: Substring, in path: VaultPath) -> Bool? {
    guard path.isNote, let note = note(path) else { return nil }
    return note.resolveSubpath(fragment) != nil
  }
}
