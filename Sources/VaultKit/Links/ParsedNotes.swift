import NoteLinks
import NoteModel
import NoteParsing

/// What fragments of links can name, each note read and parsed once.
final class ParsedNotes {
  private let vault: Vault
  private var notes: [VaultPath: NoteFragments?] = [:]

  init(vault: Vault) {
    self.vault = vault
  }

  /// Tells whether a fragment names something; nil if it is not a note, or cannot be read.
  func holds(_ fragment: Substring, in path: VaultPath) -> Bool? {
    guard path.isNote, let note = note(path) else { return nil }
    return note.holds(fragment)
  }

  private func note(_ path: VaultPath) -> NoteFragments? {
    if let known = notes[path] { return known }
    let note = try? vault.parse(path, for: .fragments).note
    let fragments = note.map { NoteFragments($0) }
    notes[path] = .some(fragments)
    return fragments
  }
}
