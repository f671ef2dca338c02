import Characters

// Text is taken piece by piece, so that of a line of megabytes a row is in memory at a time.

/// Breaks running text into rows that fit a terminal.
struct LineWrapper {
  /// Widest word in columns that is kept whole; only this much of a word is in memory.
  private static let longestWord = 1 << 12
  /// Fewest columns for the text, however wide the margin is.
  static let leastRoom = 10

  private let room: Int?
  private let breaksWords: Bool
  private let least: Int
  private let emit: (StyledText) -> Void

  /// Columns of a row; more than there is room for where the margins are too wide.
  private var columns = 0
  private var rest = StyledText()
  /// The row with the word at hand at its end.
  private var row = StyledText()
  /// Whether a word stands on the row before the one at hand.
  private var hasText = false
  /// Where the word before the one at hand ends on the row.
  private var textEnd = StyledText.Place()
  /// Where the word at hand begins on the row, after its blanks.
  private var wordStart = StyledText.Place()
  /// The word on its way to another row.
  private var moved = StyledText()
  /// The sign before the one at hand, and its width; nil after a blank.
  private var last: (sign: Unicode.Scalar, width: Int)?

  /// - Parameters:
  ///   - columns: Columns of a row, with its margin; nil leaves lines as they are.
  ///   - first: What stands before the first row.
  ///   - rest: What stands before the others.
  ///   - least: Columns that are left to the text.
  ///   - breaksWords: Whether a word that is longer than a row is broken; else it reaches beyond the terminal, unless it
  ///     is as long as many rows.
  ///   - emit: Takes the rows.
  init(
    columns: Int?, first: StyledText = StyledText(), rest: StyledText = StyledText(),
    breaksWords: Bool = false, least: Int = leastRoom, emit: @escaping (StyledText) -> Void
  ) {
    room = columns
    self.breaksWords = breaksWords
    self.least = least
    self.emit = emit
    begin(columns: columns, first: first, rest: rest)
  }

  /// Begins another line.
  mutating func begin(columns: Int?, first: StyledText, rest: StyledText) {
    row.removeAll()
    row.add(first)
    self.rest.removeAll()
    self.rest.add(rest)
    self.columns = max(columns ?? 0, max(first.width, rest.width) + least)
    beginText()
  }

  /// Adds text of the line.
  mutating func add(_ span: Span) {
    if span.text.isEmpty { return }
    if room == nil { return row.add(span) }
    if span.isWhole {
      row.add(span)
      breakLongWord()
      last = nil
      return
    }
    var text = span.text
    let isASCII = text.withUTF8 { text in
      guard text.allSatisfy({ $0.isASCII }) else { return false }
      addASCII(text, of: span)
      return true
    }
    if isASCII { return }
    PlainText.forEachSign(text) { add($0, $1, $2, of: span) }
  }

  /// Ends the line; nothing may be added before another one begins.
  mutating func finish() {
    if room != nil {
      endWord()
      // Blanks that no word follows.
      row.remove(behind: textEnd)
    }
    emit(row)
  }

  private mutating func beginText() {
    hasText = false
    textEnd = row.end
    wordStart = textEnd
    last = nil
  }

  private mutating func addASCII(_ text: UnsafeBufferPointer<UInt8>, of span: Span) {
    if row.width + text.count <= columns, text[0] != .space, last == nil || last?.width == 1 {
      addFitting(text, of: span)
      return
    }
    var start = 0
    while start < text.count {
      let isBlank = text[start] == .space
      var end = start + 1
      while end < text.count, (text[end] == .space) == isBlank { end += 1 }
      let piece = UnsafeBufferPointer(rebasing: text[start..<end])
      if isBlank {
        endWord()
        addBlanks(piece, of: span)
      } else {
        if let last, last.width == 2, mayBreak(before: Unicode.Scalar(text[start]), 1) {
          endWord()
        }
        row.add(piece, span.roles, address: span.address, width: piece.count)
        breakLongWord()
        last = (Unicode.Scalar(text[end - 1]), 1)
      }
      start = end
    }
  }

  /// Adds text that the row has room for, which begins with the word at hand or another.
  private mutating func addFitting(_ text: UnsafeBufferPointer<UInt8>, of span: Span) {
    guard let blank = text.lastIndex(of: .space) else {
      row.add(text, span.roles, address: span.address, width: text.count)
      last = (Unicode.Scalar(text[text.count - 1]), 1)
      return
    }
    var start = blank
    while text[start - 1] == .space { start -= 1 }
    row.add(
      UnsafeBufferPointer(rebasing: text[..<start]), span.roles, address: span.address,
      width: start)
    endWord()
    addBlanks(UnsafeBufferPointer(rebasing: text[start...blank]), of: span)
    if blank + 1 == text.count { return }
    row.add(
      UnsafeBufferPointer(rebasing: text[(blank + 1)...]), span.roles, address: span.address,
      width: text.count - blank - 1)
    last = (Unicode.Scalar(text[text.count - 1]), 1)
  }

  private mutating func addBlanks(_ blanks: UnsafeBufferPointer<UInt8>, of span: Span) {
    row.add(blanks, span.roles, address: span.address, width: blanks.count)
    wordStart = row.end
    last = nil
  }

  private mutating func add(
    _ sign: UnsafeBufferPointer<UInt8>, _ scalar: Unicode.Scalar, _ width: Int, of span: Span
  ) {
    if scalar == " ", sign.count == 1 {
      endWord()
      addBlanks(sign, of: span)
      return
    }
    if mayBreak(before: scalar, width) { endWord() }
    row.add(sign, span.roles, address: span.address, width: width)
    breakLongWord()
    last = (scalar, width)
  }

  private mutating func breakLongWord() {
    if row.width - wordStart.column > Self.longestWord { endWord() }
  }

  /// Whether a row may end between two signs: scripts without blanks break beside any wide sign, but no row begins with
  /// what closes, and none ends with what opens.
  private func mayBreak(before sign: Unicode.Scalar, _ width: Int) -> Bool {
    guard let last, last.width == 2 || width == 2, width > 0 else { return false }
    return !Self.closing.contains(sign) && !Self.opening.contains(last.sign)
  }

  private static let closing: Set<Unicode.Scalar> = Set(
    "，。、．：；？！）】」』》〉〕］｝〗〙’”…—～·・ーゝゞ々〻ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ％‰℃,.:;?!)]}%»›"
      .unicodeScalars)
  private static let opening: Set<Unicode.Scalar> = Set(
    "（【「『《〈〔［｛〖〘‘“￥＄([{«‹".unicodeScalars)

  /// Leaves the word on the row, or takes it to a new one if it does not fit.
  private mutating func endWord() {
    let end = row.end
    if end == wordStart { return }
    let isBroken = breaksWords || end.column - wordStart.column > Self.longestWord
    if end.column > columns, hasText || isBroken {
      moved.removeAll()
      moved.add(row, wordStart, end)
      row.remove(behind: hasText ? textEnd : wordStart)
      if hasText { breakRow() }
      if isBroken, row.width + moved.width > columns {
        placeBroken()
      } else {
        row.add(moved)
      }
    }
    hasText = true
    textEnd = row.end
    wordStart = textEnd
  }

  private mutating func placeBroken() {
    for span in moved.spans {
      PlainText.forEachSign(span.text) { sign, _, width in
        if row.width + width > columns, row.width > rest.width { breakRow() }
        row.add(sign, span.roles, address: span.address, width: width)
      }
    }
  }

  private mutating func breakRow() {
    emit(row)
    row.removeAll()
    row.add(rest)
  }

  /// Returns the rows that a line takes; those after the first hang below its text.
  static func rows(_ line: [Span], columns: Int?, indent: Int) -> [StyledText] {
    var rows: [StyledText] = []
    let room = columns.map { max(leastRoom, $0 - indent) }
    let hang = min(hang(line), (room ?? 0) / 2)
    var wrapper = LineWrapper(
      columns: room, rest: StyledText(hang > 0 ? [Span(blanks: hang)] : [])
    ) { rows.append($0) }
    for span in line { wrapper.add(span) }
    wrapper.finish()
    return rows
  }

  /// Columns before a line's text: its blanks and list marker.
  private static func hang(_ spans: [Span]) -> Int {
    let text = Array(spans.map(\.text).joined().utf8.prefix(40))
    var offset = 0
    while offset < text.count, text[offset] == .space { offset += 1 }
    let digits = text[offset...].prefix { $0.isDigit }.count
    if digits > 0, offset + digits + 1 < text.count, text[offset + digits + 1] == .space {
      return offset + digits + 2
    }
    if offset + 1 < text.count, [0x2D, 0x2A, 0x2B].contains(text[offset]),
      text[offset + 1] == .space
    {
      return offset + 2
    }
    return offset
  }
}
