import Characters
import NoteModel

/// Cuts a note at its headings and labels.
struct SectionBuilder: ~Copyable {
  var limits = ReadingLimits()
  /// Numbers of the sections whose texts are wanted; nil for all.
  var wanted: Set<Int>?
  /// Whether the text of a section that is not wanted can be so long that it is cut.
  private(set) var hasLongUnwanted = false
  private var bytes = ByteClass.table
  private var count = 0
  private var kind = Section.Kind.lead
  private var level = 0
  private var heading = ""
  private var parent: Int?
  /// Levels of the headings around what is being read, and their sections, from the top down.
  private var headings: [(level: Int, section: Int)] = []
  private var start = 0
  /// 1-based line of the heading; in the lead of the body's start.
  private var line = 1
  /// Whether the open section goes on with one whose text was too long.
  private var isPiece = false
  /// The plain text of the level-1 heading that is the note's first content, and how many such headings it has.
  private var firstTitle = ""
  private var topHeadings = 0
  /// Whether anything to read came before.
  private var hasContent = false

  /// The heading that names the whole note; empty where none does.
  ///
  /// Where several stand on the first level, each names a part; one after other text, as a badge, mostly is a
  /// heading of a template.
  var title: String { topHeadings == 1 ? firstTitle : "" }

  /// Begins with the lead.
  mutating func begin(
    _ source: UnsafePointer<UInt8>, _ count: Int, at bodyStart: Int, firstLine: Int
  ) {
    bytes = source
    self.count = count
    hasLongUnwanted = false
    kind = .lead
    level = 0
    isPiece = false
    heading = ""
    parent = nil
    headings.removeAll(keepingCapacity: true)
    start = bodyStart
    line = firstLine
    firstTitle = ""
    topHeadings = 0
    hasContent = false
  }

  /// Ends the section that is open and opens the one below a heading or label.
  mutating func open(
    _ writer: inout PlainTextWriter, kind: Section.Kind, level: Int, text: String, at offset: Int,
    line: Int, into note: inout Note
  ) {
    // A lead that shows nothing but blank lines is not a section of its own.
    if self.kind != .lead || !isBlank(start, offset) {
      finish(&writer, at: offset, line: line - 1, into: &note)
      start = offset
    }
    self.kind = kind
    self.level = level
    self.line = line
    while let last = headings.last, last.level >= level { headings.removeLast() }
    parent = headings.last?.section
    heading = text
    headings.append((level, note.sections.count))
    if level == 1 {
      topHeadings += 1
      if !hasContent { firstTitle = text }
    }
    hasContent = true
  }

  /// Says that something to read follows that is not a heading.
  mutating func addContent() { hasContent = true }

  /// Ends the section that is open; `line` is the 1-based line that ends before `offset`.
  mutating func finish(
    _ writer: inout PlainTextWriter, at offset: Int, line lastLine: Int, into note: inout Note
  ) {
    var end = offset
    var endLine = lastLine
    while end > start, isBlank(at: end - 1) {
      end -= 1
      // The break that ends the last line does not make another one.
      if bytes[end] == .lineFeed, end + 1 < offset { endLine -= 1 }
    }
    var first = line
    if kind == .lead, !isPiece {
      var index = start
      while index < end, isBlank(at: index) {
        if bytes[index] == .lineFeed { first += 1 }
        index += 1
      }
    }
    cut(&writer, before: offset, line: first, in: nil, into: &note)
    let text = writer.finish(line: isPiece ? line : first)
    if !isWanted(note.sections.count) {
      writer.removeText(from: text.place)
      // A bar of a table is shown as three bytes, and so is a byte that is not UTF-8.
      if (offset - start) * 3 > limits.longestText { hasLongUnwanted = true }
    }
    note.sections.append(
      level: level, parent: parent, title: heading, SourceRange(start, offset),
      line: isPiece ? line : first, endLine: max(isPiece ? line : first, endLine),
      firstLine: text.firstLine, text: text.place,
      isPiece: isPiece)
    isPiece = false
  }

  /// Ends the section that is open where its text is too long by much, and goes on in another one.
  ///
  /// - Parameter leaf: The leaf that is being written, if one is.
  mutating func cutLongText(
    _ writer: inout PlainTextWriter, in leaf: Block.Kind? = nil, into note: inout Note
  ) {
    if writer.count > 2 * limits.longestText {
      cut(&writer, before: count, line: line, in: leaf, into: &note)
    }
  }

  /// Cuts the text of the open section into pieces; the last one stays open.
  private mutating func cut(
    _ writer: inout PlainTextWriter, before offset: Int, line firstLine: Int,
    in leaf: Block.Kind?, into note: inout Note
  ) {
    guard writer.count > limits.longestText else { return }
    var pieceLine = isPiece ? line : firstLine
    let first = note.sections.count
    for piece in writer.cut(most: limits.longestText, in: leaf, keeps: { isWanted(first + $0) }) {
      let next = max(start, min(piece.source ?? start, offset))
      note.sections.append(
        level: level, parent: parent, title: heading, SourceRange(start, next),
        line: pieceLine,
        endLine: max(pieceLine, piece.endLine), firstLine: piece.firstLine, text: piece.place,
        isPiece: isPiece)
      (start, pieceLine, isPiece) = (next, piece.nextLine, true)
    }
    line = pieceLine
  }

  private func isWanted(_ section: Int) -> Bool { wanted?.contains(section) ?? true }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where !isBlank(at: index) { return false }
    return true
  }

  /// Whether a byte shows nothing; a CR does only as part of a line break.
  private func isBlank(at index: Int) -> Bool {
    switch bytes[index] {
    case 0x20, 0x09, 0x0A: true
    case 0x0D: index + 1 < count && bytes[index + 1] == .lineFeed
    default: false
    }
  }
}
