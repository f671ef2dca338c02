/// Cuts a question at its blanks and quotes.
///
/// A `-` excludes and a quote opens a phrase only after a blank or at the very start, so that `well-known` and
/// `5"` stay text.
struct QuestionPieces {
  /// A word with its punctuation, or what stands between two quotes.
  struct Piece {
    var text: String
    var isPhrase = false
    var isExcluded = false
    /// 1-based byte column of a quote that is never closed.
    var unclosedQuote: Int?

    /// The text without blanks at its ends.
    var trimmedText: String {
      var bytes = Substring(text).utf8
      while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
      while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
      return String(Substring(bytes))
    }
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Returns the next piece, nil at the end.
  mutating func next() -> Piece? {
    while index < bytes.count {
      let blank = blankLength(at: index)
      if blank > 0 {
        index += blank
        continue
      }
      let isExcluded = opensExclusion(at: index)
      if isExcluded { index += 1 }
      if let quote = Self.quotes.first(where: { starts(with: $0, at: index) }) {
        return phrase(quote, isExcluded)
      }
      let start = index
      while index < bytes.count, blankLength(at: index) == 0 { index += 1 }
      return Piece(text: text(start..<index), isExcluded: isExcluded)
    }
    return nil
  }

  private mutating func phrase(_ quote: [UInt8], _ isExcluded: Bool) -> Piece {
    let column = index + 1
    index += quote.count
    let start = index
    while index < bytes.count {
      if let close = Self.quotes.first(where: { starts(with: $0, at: index) }) {
        let piece = Piece(text: text(start..<index), isPhrase: true, isExcluded: isExcluded)
        index += close.count
        return piece
      }
      index += 1
    }
    let rest = text(start..<index)
    // A curly quote is pasted or put there by a keyboard; alone it means nothing.
    guard quote.count == 1 else {
      index = start
      return Piece(text: "", isExcluded: isExcluded)
    }
    return Piece(text: rest, isPhrase: true, isExcluded: isExcluded, unclosedQuote: column)
  }

  /// Straight and curly quotes; they close each other, as keyboards mix them.
  private static let quotes = ["\"", "\u{201C}", "\u{201D}", "\u{201E}"].map { Array($0.utf8) }

  private func opensExclusion(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    return next == UInt8(ascii: "\"") || next >= 0x80 || next &- 0x30 < 10
      || (next | 0x20) &- 0x61 < 26
  }

  private func starts(with prefix: [UInt8], at index: Int) -> Bool {
    guard bytes.count - index >= prefix.count else { return false }
    for offset in prefix.indices where bytes[index + offset] != prefix[offset] { return false }
    return true
  }

  /// The length of the blank at `index`, 0 where there is none; all of Unicode's spaces count.
  private func blankLength(at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 < 5 ? 1 : 0 }
    guard index + 1 < bytes.count else { return 0 }
    let second = bytes[index + 1]
    if byte == 0xC2 { return second == 0xA0 || second == 0x85 ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    switch (byte, second, bytes[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xE1, 0x9A, 0x80):
      return 3
    default: return 0
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
