import NoteModel

/// What tells in a few nanoseconds that two words are not near: their length and their letters.
struct WordShape {
  var count: Int
  /// One bit for each of 64 classes of bytes.
  var letters: UInt64 = 0
  var isASCII = true

  init(_ word: UnsafeRawBufferPointer) {
    count = word.count
    for byte in word {
      letters |= 1 << UInt64(byte & 63)
      if byte >= 0x80 { isASCII = false }
    }
  }
}

/// A word that is in no note, and the nearest ones of those that were looked at.
struct NearWords {
  let token: String
  let first: Unicode.Scalar
  private let scalars: [UInt32]
  private let shape: WordShape
  /// The slips that are allowed; as many as the nearest words have where there are some.
  private var limit: Int
  private(set) var rivals: Set<String> = []

  /// Returns nil for a word that is too short to be corrected.
  init?(of token: String) {
    self.token = token
    scalars = token.unicodeScalars.map(\.value)
    limit = Self.limit(scalars)
    guard limit > 0, let first = token.unicodeScalars.first else { return nil }
    self.first = first
    var text = token
    shape = text.withUTF8 { WordShape(UnsafeRawBufferPointer($0)) }
  }

  /// The slips of the nearest words, `Int.max` where none is near.
  var edits: Int { rivals.isEmpty ? .max : limit }

  /// How many slips a word of this length may have. Codes and numbers are never corrected: another
  /// number is another thing.
  private static func limit(_ scalars: [UInt32]) -> Int {
    if scalars.contains(where: { $0 &- 0x30 < 10 }) { return 0 }
    switch scalars.count {
    case ..<4: return 0
    case ..<8: return 1
    default: return 2
    }
  }

  /// Looks at a word of the vault.
  ///
  /// - Parameter isThere: Tells of a word that is near whether a note has it.
  @inline(__always)
  mutating func look(
    at word: UnsafeRawBufferPointer, _ other: WordShape,
    isThere: (String) throws -> Bool = { _ in true }
  ) rethrows {
    // An edit changes the length by one letter, of up to four bytes, and the set of letters by two.
    let isASCII = shape.isASCII && other.isASCII
    if abs(other.count - shape.count) > (isASCII ? limit : limit * 4) { return }
    if (other.letters ^ shape.letters).nonzeroBitCount > limit * (isASCII ? 2 : 8) { return }
    try compare(with: word, isThere)
  }

  @inline(never)
  private mutating func compare(
    with word: UnsafeRawBufferPointer, _ isThere: (String) throws -> Bool
  ) rethrows {
    let text = String(decoding: word, as: UTF8.self)
    let other = text.unicodeScalars.map(\.value)
    guard let edits = EditDistance.edits(from: scalars, to: other, limit: limit),
      !rivals.contains(text), try isThere(text)
    else { return }
    if edits < limit { rivals.removeAll() }
    limit = edits
    rivals.insert(text)
  }

  // MARK: The first letter

  /// Fewest letters of a word whose first letter may be wrong: of short words each has many that rhyme with it.
  private static let leastLetters = 5

  /// Words that differ in the first letter alone: it is another one, missing, one too many, or behind the second.
  var wordsWithOtherFirstLetter: [String] {
    let letters = Array(token.unicodeScalars)
    if letters.count < Self.leastLetters { return [] }
    var words = [letters[1...].map { $0 }]
    words.append([letters[1], letters[0]] + letters[2...])
    for letter in Self.alphabet(of: first) where letter != first {
      words.append([letter] + letters[1...])
      words.append([letter] + letters)
    }
    return words.map { scalars in
      var word = ""
      word.unicodeScalars += scalars
      return word
    }
  }

  /// The letters of a script, or of a part of it: of so many as a slip of the finger can come from.
  private static func alphabet(of letter: Unicode.Scalar) -> [Unicode.Scalar] {
    if letter.isASCII { return "abcdefghijklmnopqrstuvwxyz".unicodeScalars.map { $0 } }
    let start = letter.value & ~127
    return (start..<start + 128).compactMap { value in
      guard let letter = Unicode.Scalar(value), letter.properties.isAlphabetic,
        !letter.properties.isUppercase
      else { return nil }
      return letter
    }
  }
}
