import NoteModel
import NoteText

/// Tells what a note is written in: its `lang` or `language` property, else its text.
///
/// Nothing but the note itself decides, so that the order of edits makes no difference.
enum NoteLanguage {
  private static let detector = LanguageDetector()

  /// Returns the language of a note; English where nothing tells.
  ///
  /// A long note that is read for the index says of its first blocks and its first prose where they are, no more.
  static func of(_ note: Note) -> Language {
    for property in note.properties where property.origin == .frontMatter {
      // The length tells most properties apart without a key.
      let count = property.key.utf8.count
      guard count == 4 || count == 8 else { continue }
      let key = NameKey(property.key).text
      if key == "lang" || key == "language", case .text(let name) = property.value,
        let language = Language(named: name)
      {
        return language
      }
    }
    var sample = detector.sample()
    for section in note.sections.indices {
      let leaves = note.sections.leaves(at: section)
      let isEnough = note.sections.withText(at: section) { bytes in
        for leaf in leaves where leaf.kind.isProse {
          let range = leaf.start..<min(leaf.end, bytes.count)
          if sample.read(UnsafeRawBufferPointer(rebasing: bytes[range])) { return true }
        }
        return false
      }
      if isEnough { break }
    }
    return sample.language
  }
}
