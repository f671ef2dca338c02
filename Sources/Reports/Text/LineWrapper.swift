import Characters

// Text is taken piece by piece, so that of a line of megabytes a row is in memory at a time.

/// Breaks running text into rows that fit a terminal.
struct LineWrapper {
  /// What stands before the text of a row.
  struct Margin {
    var spans: [Span] = []
    var width: Int { spans.width }

    init(_ spans: [Span] = []) { self.spans = spans }
  }

  /// Columns of a word that is broken in any case, so that no more than that of it is in memory.
  private static let longestWord = 1 << 12
  /// Fewer columns are not left to the text, however long the margin is.
  static let leastRoom = 10

  private let columns: Int?
  private let rest: Margin
  private let restWidth: Int
  private let breaksWords: Bool
  private let emit: ([Span]) -> Void

  private var row: [Span]
  private var used: Int
  /// Whether the row has text.
  private var hasText = false
  private var blanks: [Span] = []
  private var blankWidth = 0
  private var word: [Span] = []
  private var wordWidth = 0
  /// The sign before the one at hand, and its width; nil behind a blank.
  private var last: (sign: Character, width: Int)?

  /// - Parameters:
  ///   - columns: Columns of a row, with its margin; nil leaves lines as they are.
  ///   - first: What stands before the first row.
  ///   - rest: What stands before the others.
  ///   - least: Columns that are left to the text.
  ///   - breaksWords: Whether a word that is longer than a row is broken; else it reaches beyond the terminal, unless it
  ///     is as long as many rows.
  ///   - emit: Takes the rows.
  init(
    columns: Int?, first: Margin = Margin(), rest: Margin = Margin(), breaksWords: Bool = false,
    least: Int = leastRoom, emit: @escaping ([Span]) -> Void
  ) {
    let (width, hang) = (first.width, rest.width)
    restWidth = hang
    self.columns = columns.map { max($0, max(width, hang) + least) }
    self.rest = rest
    self.breaksWords = breaksWords
    self.emit = emit
    row = first.spans
    used = width
  }

  /// Adds text of the line.
  mutating func add(_ span: Span) {
    guard columns != nil else { return row.add(span) }
    if span.isWhole {
      append(span.text, PlainText.width(span.text), of: span)
      last = nil
      return
    }
    if span.text.utf8.allSatisfy({ $0.isASCII }) {
      addASCII(span)
    } else {
      for sign in span.text { add(sign, of: span) }
    }
  }

  /// Ends the line.
  mutating func finish() {
    placeWord()
    emit(row)
    row = rest.spans
    used = restWidth
    (hasText, blanks, blankWidth, last) = (false, [], 0, nil)
  }

  private mutating func addASCII(_ span: Span) {
    var text = span.text[...]
    while let first = text.utf8.first {
      let isBlank = first == 0x20
      let end = text.utf8.firstIndex { ($0 == 0x20) != isBlank } ?? text.endIndex
      let piece = text[..<end]
      text = text[end...]
      if isBlank {
        addBlanks(String(piece), piece.utf8.count, of: span)
      } else if let sign = piece.first {
        if mayBreak(before: sign, 1) { placeWord() }
        append(String(piece), piece.utf8.count, of: span)
        last = (piece.last ?? sign, 1)
      }
    }
  }

  private mutating func add(_ sign: Character, of span: Span) {
    if sign == " " { return addBlanks(" ", 1, of: span) }
    let width = PlainText.width(String(sign))
    if mayBreak(before: sign, width) { placeWord() }
    append(String(sign), width, of: span)
    last = (sign, width)
  }

  private mutating func addBlanks(_ text: String, _ width: Int, of span: Span) {
    placeWord()
    var piece = span
    piece.text = text
    blanks.add(piece)
    blankWidth += width
    last = nil
  }

  private mutating func append(_ text: String, _ width: Int, of span: Span) {
    var piece = span
    piece.text = text
    word.add(piece)
    wordWidth += width
    if wordWidth > Self.longestWord { placeWord() }
  }

  /// Whether a row may end between two signs: scripts without blanks break beside any wide sign, but no row begins with
  /// what closes, and none ends with what opens.
  private func mayBreak(before sign: Character, _ width: Int) -> Bool {
    guard let last, last.width == 2 || width == 2, width > 0 else { return false }
    return !Self.closing.contains(sign) && !Self.opening.contains(last.sign)
  }

  private static let closing: Set<Character> = Set(
    "，。、．：；？！）】」』》〉〕］｝〗〙’”…—～·・ーゝゞ々〻ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ％‰℃,.:;?!)]}%»›")
  private static let opening: Set<Character> = Set("（【「『《〈〔［｛〖〘‘“￥＄([{«‹")

  /// Puts the word on the row, or on a new one if it does not fit.
  private mutating func placeWord() {
    guard !word.isEmpty, let columns else { return }
    if hasText, used + blankWidth + wordWidth > columns {
      breakRow()
    }
    for span in blanks { row.add(span) }
    used += blankWidth
    if breaksWords || wordWidth > Self.longestWord, used + wordWidth > columns {
      placeBroken(columns)
    } else {
      for span in word { row.add(span) }
      used += wordWidth
    }
    (word, wordWidth, blanks, blankWidth, hasText) = ([], 0, [], 0, true)
  }

  private mutating func placeBroken(_ columns: Int) {
    for span in word {
      for sign in span.text {
        let width = PlainText.width(String(sign))
        if used + width > columns, used > restWidth { breakRow() }
        var piece = span
        piece.text = String(sign)
        row.add(piece)
        used += width
      }
    }
  }

  private mutating func breakRow() {
    emit(row)
    row = rest.spans
    used = restWidth
    (blanks, blankWidth) = ([], 0)
  }

  /// Returns the rows that a line takes; those behind the first hang below its text.
  static func rows(_ line: [Span], columns: Int?, indent: Int) -> [[Span]] {
    var rows: [[Span]] = []
    let room = columns.map { max(leastRoom, $0 - indent) }
    let hang = min(hang(line), (room ?? 0) / 2)
    var wrapper = LineWrapper(columns: room, rest: Margin(hang > 0 ? [Span(blanks: hang)] : [])) {
      rows.append($0)
    }
    for span in line { wrapper.add(span) }
    wrapper.finish()
    return rows
  }

  /// Columns before a line's text: its blanks and list marker.
  private static func hang(_ spans: [Span]) -> Int {
    let text = Array(spans.map(\.text).joined().utf8.prefix(40))
    var offset = 0
    while offset < text.count, text[offset] == 0x20 { offset += 1 }
    let digits = text[offset...].prefix { $0.isDigit }.count
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
