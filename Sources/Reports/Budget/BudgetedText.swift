import Characters

/// The part of a long text that a budget has room for, cut where a reader would cut it.
package struct BudgetedText: Hashable {
  /// Bytes of the text.
  package let range: Range<Int>
  /// How many bytes the text has.
  package let total: Int

  /// Where to go on; nil at the end of the text.
  package var next: Int? { range.upperBound < total ? range.upperBound : nil }

  /// Cuts Markdown between blocks; in a block too long for that between lines, and in a line between words.
  ///
  /// - Parameters:
  ///   - start: Where to begin; a place inside of a character means its beginning.
  ///   - tokens: Most tokens; there is always something.
  package init(_ text: [UInt8], from start: Int, tokens: Int) {
    self.init(text, from: start, quarters: 4 * max(1, tokens), isPrinted: false)
  }

  /// The same for quarters of a token.
  ///
  /// - Parameter isPrinted: Whether it is counted as it is printed.
  init(_ text: [UInt8], from start: Int, quarters: Int, isPrinted: Bool) {
    total = text.count
    var begin = max(0, min(start, text.count))
    while begin > 0, begin < text.count, text[begin].isContinuation { begin -= 1 }
    var room = TokenCount.end(of: text, from: begin, quarters: quarters, isPrinted: isPrinted)
    if room == begin {
      // Not even one character fits: it comes all the same, or the reader would never get past it.
      room = begin < text.count ? begin + 1 : begin
      while room < text.count, text[room].isContinuation { room += 1 }
    }
    range = begin..<(room == text.count ? room : Self.cut(text, begin, room))
  }

  private static func cut(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var block: Int?
    var line: Int?
    var fence: UInt8?
    var place = start
    while place < end {
      let lineEnd = text[place..<end].firstIndex(of: .lineFeed)
      let content = text[place..<(lineEnd ?? end)]
      if let mark = Self.fence(content), fence == nil || fence == mark {
        fence = fence == nil ? mark : nil
      }
      guard let lineEnd else { break }
      line = lineEnd + 1
      // Behind a blank line a block begins, but not inside of code.
      if fence == nil, content.allSatisfy(\.isSpace) { block = lineEnd + 1 }
      place = lineEnd + 1
    }
    let least = start + (end - start) / 4
    if let block, block > least { return block }
    if let line, line > least { return line }
    let word = text[start..<end].lastIndex(where: \.isSpace).map { $0 + 1 }
    return word ?? end
  }

  /// The sign that a line of code's beginning or end is made of; nil for any other line.
  private static func fence(_ line: ArraySlice<UInt8>) -> UInt8? {
    let content = line.drop { $0 == .space }
    guard let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
      content.prefix(while: { $0 == mark }).count >= 3
    else { return nil }
    return mark
  }

  /// Returns a text of at most so many tokens, with a mark where it is cut.
  static func shortened(_ text: String, tokens: Int) -> String {
    // So few bytes are so few tokens whatever they are.
    if text.utf8.count <= tokens { return text }
    if tokens <= 0 { return "…" }
    let bytes = Array(text.utf8)
    let piece = BudgetedText(bytes, from: 0, tokens: tokens)
    guard piece.next != nil else { return text }
    return String(decoding: bytes[piece.range], as: UTF8.self) + "…"
  }
}
