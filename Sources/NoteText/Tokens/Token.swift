/// One word as the index knows it, with its place in the text.
///
/// Offsets are UTF-8 bytes; they cover the word as written, before folding and stemming.
package struct Token {
  /// How a token was cut out of the text.
  package enum Kind: UInt8, Sendable {
    /// A word, a number, or a mixture of both.
    case word
    /// A part of a run in a script that puts no blanks between words.
    case unspaced
    /// A character that is a word by itself, as an emoji.
    case single
    /// Two words with a hyphen between them as one, `wifi` for `Wi-Fi`, or a number with commas, `1000` for
    /// `1,000`. Always colocated.
    case joined
    /// A part of a word with capitals inside, whose term ends in `Tokenizer.partMark`. Always colocated.
    case part
    /// A word with its accents, in a language that tells words apart by them. Always colocated.
    case accented
  }

  /// The folded and stemmed word; valid only while the token is being handed over.
  package var term: UnsafeRawBufferPointer
  package var start: Int
  package var end: Int
  /// Whether this is a further form of the token before, at the same position.
  package var isColocated: Bool
  package var kind: Kind

  package init(
    term: UnsafeRawBufferPointer, start: Int, end: Int, isColocated: Bool = false,
    kind: Kind = .word
  ) {
    self.term = term
    self.start = start
    self.end = end
    self.isColocated = isColocated
    self.kind = kind
  }

  /// The term as a string.
  package var text: String { String(decoding: term, as: UTF8.self) }

  /// The term as a string, without the mark of a part.
  package var bareText: String {
    kind == .part ? String(decoding: term.dropLast(), as: UTF8.self) : text
  }
}
