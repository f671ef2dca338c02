import Characters
import NoteModel

// The pieces of running text that is loaded, one after the other.
extension NoteShaper {
  /// Where the pieces of a stretch are told; offsets into the text that is loaded.
  struct TextCursor {
    var place = 0
    var end = 0
    /// Text up to here comes before anything else.
    var endOfText = 0
    var nextEvent = 0
    /// Whether the event before `nextEvent` is still to be told.
    var hasEvent = false
    var line = 0
  }

  /// What a line shows next.
  struct TextPiece {
    var piece: LineShape.Piece
    /// Whether a blank parts it from what stood before the markup in whose place it is.
    var isGap = false
    /// The line of the text that is loaded.
    var line: Int
  }

  /// Scans a stretch of the text that is loaded.
  mutating func scan(_ start: Int, _ end: Int) {
    assembler.inlines.scan(assembler.text.base(bytes), start, end)
    pieces.begin(assembler.inlines)
    cursor = TextCursor(
      place: start, end: end, endOfText: start, line: assembler.text.lineIndex(of: start))
  }

  /// Returns the next piece of the stretch that was scanned; its literal is among those of the scanner.
  mutating func nextPiece() -> TextPiece? {
    while true {
      if cursor.place < cursor.endOfText {
        if let piece = nextText() { return piece }
      } else if cursor.hasEvent {
        cursor.hasEvent = false
        let event = assembler.inlines.events[cursor.nextEvent - 1]
        cursor.place = max(cursor.place, Int(event.end))
        cursor.endOfText = cursor.place
        if event.literalCount > 0 || event.isGap { return literal(of: event) }
      } else if cursor.nextEvent < assembler.inlines.events.count {
        let start = Int(assembler.inlines.events[cursor.nextEvent].start)
        cursor.nextEvent += 1
        if start < cursor.place { continue }
        cursor.endOfText = min(start, cursor.end)
        cursor.hasEvent = true
      } else if cursor.place < cursor.end {
        cursor.endOfText = cursor.end
      } else {
        return nil
      }
    }
  }

  /// Returns the text of one style and line that stands at the cursor; nil between two lines.
  private mutating func nextText() -> TextPiece? {
    moveLine(to: cursor.place)
    let line = assembler.text.lines[cursor.line]
    let start = max(cursor.place, Int(line.start))
    let end = min(cursor.endOfText, Int(line.end))
    guard start < end else {
      let next = cursor.line + 1
      cursor.place =
        next < assembler.text.lines.count
        ? min(cursor.endOfText, Int(assembler.text.lines[next].start)) : cursor.endOfText
      return nil
    }
    let (stretchEnd, style) = pieces.stretch(from: start, to: end)
    cursor.place = stretchEnd
    let shift = assembler.text.lineSource(cursor.line) - Int(line.start)
    return TextPiece(
      piece: LineShape.Piece(
        source: start + shift..<stretchEnd + shift, style: style,
        target: target(at: start, style)), line: cursor.line)
  }

  /// Returns what stands in the place of markup.
  private mutating func literal(of event: InlineEvent) -> TextPiece {
    let place = Int(event.start)
    let source = assembler.text.source(place)
    let style = pieces.styleOfLiteral(at: place)
    let first = Int(event.literal)
    moveLine(to: place)
    return TextPiece(
      piece: LineShape.Piece(
        source: source..<source + max(0, Int(event.end) - place),
        literal: first..<first + Int(event.literalCount), style: style,
        target: target(at: place, style)), isGap: event.isGap, line: cursor.line)
  }

  /// Adds a piece to the line at hand.
  mutating func add(_ piece: TextPiece) {
    var added = piece.piece
    if let literal = added.literal {
      let start = shape.literals.count
      if piece.isGap { shape.literals.append(.space) }
      shape.literals += assembler.inlines.literals[literal]
      added.literal = start..<shape.literals.count
    }
    shape.pieces.append(added)
  }

  private mutating func target(at place: Int, _ style: LineShape.Style) -> LineShape.Target? {
    guard style.contains(.link) || style.contains(.address), let link = pieces.link(at: place)
    else { return nil }
    if link.marks.contains(.isDefined) {
      return LineShape.Target(
        source: assembler.inlines.definitions.destination(link.target.lowerBound), form: link.form)
    }
    let source = assembler.text.source(link.target.lowerBound)
    return LineShape.Target(source: source..<source + link.target.count, form: link.form)
  }

  /// Moves to the line that a place lies on, or behind.
  private mutating func moveLine(to place: Int) {
    while cursor.line + 1 < assembler.text.lines.count,
      Int(assembler.text.lines[cursor.line + 1].start) <= place
    {
      cursor.line += 1
    }
  }
}
