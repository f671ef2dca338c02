import NoteModel

extension Vault {
  /// Returns the one of a few words that is most like a mistyped one; nil where none is near.
  ///
  /// One slip is forgiven in a word of four or five letters, two in a longer one.
  ///
  /// - Parameters:
  ///   - most: The most slips.
  ///   - shortest: The fewest letters that a word has in which a slip is forgiven.
  public static func nearestWord(
    to typed: String, among words: [String], edits most: Int = 2, shortest: Int = 4
  ) -> String? {
    let scalars = NameKey(typed).text.unicodeScalars.map(\.value)
    guard (shortest...40).contains(scalars.count) else { return nil }
    var best: (word: String, edits: Int)?
    for word in words {
      let other = word.unicodeScalars.map(\.value)
      let limit = min(most, scalars.count < 6 ? 1 : 2)
      if abs(other.count - scalars.count) > limit { continue }
      let edits = EditDistance.edits(from: scalars, to: other, limit: limit)
      if let edits, edits < best?.edits ?? .max { best = (word, edits) }
    }
    return best?.word
  }
}
