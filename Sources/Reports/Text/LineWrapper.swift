/// Breaks lines at blanks so that they fit a terminal.
struct LineWrapper {
  /// Columns of the terminal; nil leaves lines as they are.
  let columns: Int?
  /// Columns that stand in front of every line.
  let indent: Int

  private static let leastWidth = 20

  /// Returns the rows that a line takes; following rows hang below the first one's text.
  func wrap(_ spans: [Span]) -> [[Span]] {
    guard let columns else { return [spans] }
    let width = max(Self.leastWidth, columns - indent)
    let hang = min(Self.hang(spans), width / 2)
    var rows: [[Span]] = []
    var row: [Span] = []
    var used = 0
    var pending = ""
    for word in Self.words(spans) {
      if word.isBlank {
        pending += word.spans[0].text
        continue
      }
      if used > 0, used + pending.count + word.width > width {
        rows.append(row)
        row = [Span(text: String(repeating: " ", count: hang), isMatch: false)]
        used = hang
        pending = ""
      }
      if !pending.isEmpty { row.append(Span(text: pending, isMatch: false)) }
      row += word.spans
      used += pending.count + word.width
      pending = ""
    }
    rows.append(row)
    return rows
  }

  /// Stretches of blanks, and of everything between them.
  private struct Word {
    var spans: [Span]
    var width: Int
    var isBlank: Bool
  }

  private static func words(_ spans: [Span]) -> [Word] {
    var words: [Word] = []
    for span in spans {
      for character in span.text {
        let isBlank = character == " "
        let width = PlainText.width(String(character))
        // Scripts without blanks break between any two wide characters.
        let isWide = width == 2
        if words.last?.isBlank != isBlank || (isWide && !isBlank) {
          words.append(Word(spans: [], width: 0, isBlank: isBlank))
        }
        append(character, width, span, to: &words[words.count - 1])
      }
    }
    return words
  }

  private static func append(
    _ character: Character, _ width: Int, _ look: Span, to word: inout Word
  ) {
    word.width += width
    if let last = word.spans.last, last.isLike(look) {
      word.spans[word.spans.count - 1].text.append(character)
    } else {
      var span = look
      span.text = String(character)
      word.spans.append(span)
    }
  }

  /// Columns before a line's text: its blanks and list marker.
  private static func hang(_ spans: [Span]) -> Int {
    let text = Array(spans.map(\.text).joined().utf8.prefix(40))
    var offset = 0
    while offset < text.count, text[offset] == 0x20 { offset += 1 }
    let digits = text[offset...].prefix { $0 &- 0x30 < 10 }.count
    if digits > 0, offset + digits + 1 < text.count, text[offset + digits + 1] == 0x20 {
      return offset + digits + 2
    }
    if offset + 1 < text.count, [0x2D, 0x2A, 0x2B].contains(text[offset]), text[offset + 1] == 0x20
    {
      return offset + 2
    }
    return offset
  }
}
