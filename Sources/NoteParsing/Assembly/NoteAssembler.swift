import Characters
import NoteModel

// Turns the blocks of a note into what the note says: its headings, links and tags, and the plain text of
// each section.

/// Puts a note together from its blocks.
struct NoteAssembler: ~Copyable {
  var bytes = ByteClass.table
  var count = 0
  var inlines = InlineScanner()
  var writer = PlainTextWriter()
  var sections = SectionBuilder()
  var text = LeafText()
  var limits = ReadingLimits() {
    didSet {
      sections.limits = limits
      text.mostLines = limits.mostLines
    }
  }
  /// Whether links to places outside of the vault are kept too; only tests look at them.
  var keepsExternalLinks = false {
    didSet { inlines.showsAsRendered = keepsExternalLinks }
  }
  /// Whether the lists that the index does not keep are wanted.
  var keepsLists = true
  /// Whether what fragments of links can name is wanted.
  var keepsFragments = true
  var keepsDefinitions = true
  var keepsHeadings = true
  /// Whether links, tags and the like are wanted.
  var keepsFindings = true
  /// Whether fields are wanted, which headings may name.
  var keepsFields = true
  /// The sections whose leaves are read, but for headings; nil for all.
  ///
  /// A note is cut at its headings, so the numbers of its sections are known without the texts; but see `lacksText`.
  var wanted: Set<Int>?
  /// Whether the leaves of other sections are passed over.
  var passesOver = true
  private var hasPassedOver = false
  /// Whether a heading has marks of templates, which may name a field in a leaf that was passed over.
  private var lacksFields = false
  /// Whether leaves that were passed over have to be read after all.
  var lacksText: Bool { lacksFields || hasPassedOver && sections.hasLongUnwanted }
  /// Whether the problems of too many sections and too many fields are reported already.
  private var toldSections = false
  var toldFields = false
  var inlineFootnotes = 0

  static func emptySection(at offset: Int, line: Int) -> Section {
    Section(
      kind: .lead, level: 0, headingPath: [], range: SourceRange(offset, offset), line: line,
      endLine: line, text: SectionText(firstLine: line))
  }

  /// Gets ready for a note's bytes.
  mutating func begin(_ source: UnsafePointer<UInt8>, _ count: Int, isValid: Bool) {
    bytes = source
    self.count = count
    inlineFootnotes = 0
    inlines.addressRoom = count
    inlines.file = source
    toldSections = false
    toldFields = false
    hasPassedOver = false
    lacksFields = false
    writer.repairs = !isValid
    writer.begin()
  }

  /// Begins with the lead, once the first lines of the body are known.
  mutating func beginBody(at bodyStart: Int, _ layout: borrowing BlockLayout) {
    sections.begin(bytes, count, at: bodyStart, firstLine: firstBodyLine(layout, bodyStart))
  }

  /// Reads the leaves that the layout holds.
  mutating func readLeaves(_ layout: borrowing BlockLayout, into note: inout Note) {
    for index in 0..<layout.leaves.count {
      read(layout.leaves[index], layout, into: &note)
      sections.cutLongText(&writer, into: &note)
    }
  }

  /// Takes over all else once the leaves are read.
  mutating func finish(
    _ layout: inout BlockLayout, bodyStart: Int, into note: inout Note
  ) {
    let endsWithBreak = count > bodyStart && bytes[count - 1] == .lineFeed
    let lastLine = layout.lineStarts.count - (endsWithBreak ? 1 : 0)
    sections.finish(&writer, at: count, line: lastLine, into: &note)
    note.sections.texts = writer.take()
    note.lines = LineTable(starts: layout.lineStarts.taken())
    addBlocks(&layout, into: &note)
    note.tasks = layout.tasks
    note.links.sort()
    note.footnotes.sort()
    if note.title.isEmpty { note.title = title(of: note) }
  }

  private func firstBodyLine(_ layout: borrowing BlockLayout, _ bodyStart: Int) -> Int {
    var line = 1
    while line < layout.lineStarts.count, Int(layout.lineStarts[line - 1]) < bodyStart { line += 1 }
    return line
  }

  private func title(of note: Note) -> String {
    if !sections.title.isEmpty { return sections.title }
    return String(note.path.stem)
  }

  // MARK: Leaves

  private mutating func read(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    if isContent(leaf, layout) { sections.addContent() }
    if isPassedOver(leaf, note) {
      hasPassedOver = true
      return
    }
    switch leaf.kind {
    case .heading where leaf.isRoot: readHeading(leaf, layout, into: &note)
    case .paragraph where leaf.isLabel: readLabel(leaf, layout, into: &note)
    case .paragraph where leaf.isHidden: return
    case .comment: readComment(leaf, layout, into: &note)
    case .table: readTable(leaf, layout, into: &note)
    case .code, .math: writeVerbatim(leaf, layout, into: &note)
    case .html:
      text.load(leaf, layout, bytes)
      readHTML(leaf, layout, into: &note)
    default:
      text.load(leaf, layout, bytes)
      readText(leaf, layout, leaf.textKind, into: &note)
    }
  }

  /// Whether a leaf stands in a section that is not needed.
  private func isPassedOver(_ leaf: Leaf, _ note: borrowing Note) -> Bool {
    guard passesOver, let wanted else { return false }
    let opensSection = leaf.isLabel || leaf.kind == .heading && leaf.isRoot
    return !opensSection && !wanted.contains(note.sections.count)
  }

  /// Whether a leaf that is not a heading shows something: comments do not.
  private func isContent(_ leaf: Leaf, _ layout: borrowing BlockLayout) -> Bool {
    switch leaf.kind {
    case .comment: return false
    case .paragraph: return !leaf.isLabel && !leaf.isHidden
    case .heading: return !leaf.isRoot
    case .html:
      guard leaf.spanCount > 0 else { return false }
      let span = layout.spans[Int(leaf.spanStart)]
      var start = Int(span.start)
      while start < Int(span.end), bytes[start].isBlank { start += 1 }
      return start + 4 > Int(span.end) || bytes[start] != UInt8(ascii: "<")
        || bytes[start + 1] != UInt8(ascii: "!") || bytes[start + 2] != UInt8(ascii: "-")
        || bytes[start + 3] != UInt8(ascii: "-")
    default: return true
    }
  }

  /// Reads the block of HTML that is loaded, and writes what it shows.
  private mutating func readHTML(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    writer.beginLeaf()
    var position = text.start
    var line = 0
    repeat {
      let end = TextStretch.end(
        text.base(bytes), from: position, to: text.end, most: limits.longestHTML)
      inlines.scanHTML(text.base(bytes), position, end)
      line = writeText(leaf, layout, position, end, from: line)
      position = end
      writer.endStretch()
      sections.cutLongText(&writer, in: .html, into: &note)
      if position >= text.end, !loadNext(leaf, layout, &position, &line) { break }
    } while true
    writer.endLeaf(.html)
  }

  /// Reads the running text that is loaded, and writes it.
  private mutating func readText(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ kind: Block.Kind, into note: inout Note
  ) {
    writer.beginLeaf()
    var position = text.start
    var line = 0
    repeat {
      let end = TextStretch.end(
        text.base(bytes), from: position, to: text.end, most: limits.longestStretch)
      scanText(leaf, position, end)
      collect(into: &note)
      if position == text.start, text.firstLine == 0, leaf.kind == .callout, leaf.level == 1 {
        capitalizeType()
      }
      let runs = writer.beginMarks()
      line = writeText(leaf, layout, position, end, from: line)
      if !inlines.marks.isEmpty { writer.add(inlines.marks, from: runs) { text.source($0) } }
      position = end
      if position >= text.end, !loadNext(leaf, layout, &position, &line) { break }
      writer.endStretch()
      sections.cutLongText(&writer, in: kind, into: &note)
      if !text.isJoined {
        let part = Double(position) / Double(count)
        writer.makeRoom(after: part)
        note.makeRoom(after: part)
      }
    } while true
    writer.endLeaf(kind)
  }

  private mutating func scanText(_ leaf: Leaf) { scanText(leaf, text.start, text.end) }

  private mutating func scanText(_ leaf: Leaf, _ start: Int, _ end: Int) {
    inlines.isTable = false
    inlines.keepsQueries = leaf.kind == .heading || leaf.isLabel
    inlines.allowsFields = leaf.kind == .paragraph && !leaf.isLabel && !leaf.isInList
    inlines.scan(text.base(bytes), start, end)
  }

  /// Writes the type of a callout before the title it has of its own: `Warning: `.
  mutating func writeType(_ leaf: Leaf, _ layout: borrowing BlockLayout) {
    let lineStart = Int(layout.lineStarts[Int(leaf.firstLine)])
    var start = text.source(text.start)
    while start > lineStart + 1,
      bytes[start - 1] != UInt8(ascii: "!") || bytes[start - 2] != UInt8(ascii: "[")
    {
      start -= 1
    }
    var end = start
    while end < count, !bytes[end].isBlankOrControl, bytes[end] != UInt8(ascii: "]"),
      bytes[end] != UInt8(ascii: "|")
    {
      end += 1
    }
    guard end > start, end - start < 40 else { return }
    var type = Array(UnsafeBufferPointer(start: bytes + start, count: end - start))
    type += [UInt8(ascii: ":"), .space]
    if type[0].isSmallLetter { type[0] -= 0x20 }
    let file = bytes
    type.withUnsafeBufferPointer { writer.write($0, file: file) }
  }

  /// Shows a callout's type as its title, the first letter in upper case.
  private mutating func capitalizeType() {
    let first = bytes[text.start]
    guard first.isSmallLetter else { return }
    inlines.literals.append(first - 0x20)
    inlines.replace(text.start, text.start + 1, literalsFrom: inlines.literals.count - 1)
  }

  private mutating func readHeading(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    text.load(leaf, layout, bytes)
    if opensNoSection(leaf, &note) { return readText(leaf, layout, .paragraph, into: &note) }
    let root = layout.roots[Int(leaf.root)]
    let range = SourceRange(Int(root.start), Int(root.end))
    scanText(leaf)
    collect(into: &note)
    let heading = Heading(level: Int(leaf.level), text: text.joined(bytes), range: range)
    if keepsHeadings { note.headings.append(heading) }
    // A block id on a heading belongs to `heading` but is nothing to read.
    let end = leaf.idStart > 0 ? Int(leaf.idStart) - 1 : text.end
    sections.open(
      &writer, kind: .heading, level: heading.level,
      text: shownText(to: end, raw: heading.text, note), at: range.start,
      line: Int(leaf.firstLine) + 1, into: &note)
  }

  /// The text of a heading or label as it is shown.
  private mutating func shownText(to end: Int, raw: String, _ note: borrowing Note) -> String {
    let plain = plainText(to: end, raw: raw)
    guard TemplateMarks.stand(in: raw) else { return plain }
    if hasPassedOver { lacksFields = true }
    return TemplateMarks(note.properties).removed(from: plain, raw: raw)
  }

  /// Whether a heading or label is read as text: where the note has all the sections it can have, and where
  /// it would be a heading of megabytes.
  private mutating func opensNoSection(_ leaf: Leaf, _ note: inout Note) -> Bool {
    let isFull = note.sections.count >= limits.mostSections - 1
    guard isFull || text.end - text.start > limits.longestStretch || !text.isWhole(leaf) else {
      return false
    }
    if !toldSections {
      toldSections = true
      let message =
        isFull
        ? "the note has more than \(limits.mostSections) sections; reading this heading and "
          + "those after it as text"
        : "the heading is longer than \(limits.longestStretch >> 20) MiB; reading it as text"
      note.problems.append(
        Problem(
          kind: .beyondLimits, position: Position(line: Int(leaf.firstLine) + 1, column: 1),
          message: message))
    }
    return true
  }

  private mutating func readLabel(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    text.load(leaf, layout, bytes)
    if opensNoSection(leaf, &note) { return readText(leaf, layout, .paragraph, into: &note) }
    let start = Int(layout.lineStarts[Int(leaf.firstLine)])
    var end = findNewline(bytes, start, count)
    if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
    scanText(leaf)
    collect(into: &note)
    let label = Label(text: text.joined(bytes), range: SourceRange(start, end))
    if keepsLists { note.labels.append(label) }
    sections.open(
      &writer, kind: .label, level: 7, text: shownText(to: text.end, raw: label.text, note),
      at: start,
      line: Int(leaf.firstLine) + 1, into: &note)
  }

  /// Reads the links and tags of a comment, code in it left aside; nothing of it is shown.
  private mutating func readComment(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    var fence: UInt8 = 0
    for index in 0..<Int(leaf.spanCount) {
      let span = layout.spans[Int(leaf.spanStart) + index]
      var start = Int(span.start)
      while start < Int(span.end), bytes[start].isBlank { start += 1 }
      if start + 3 <= Int(span.end), bytes[start] == bytes[start + 1],
        bytes[start] == bytes[start + 2],
        fence == 0
          ? bytes[start] == UInt8(ascii: "`") || bytes[start] == UInt8(ascii: "~")
          : bytes[start] == fence
      {
        fence = fence == 0 ? bytes[start] : 0
        continue
      }
      if fence != 0 || start == Int(span.end) { continue }
      text.load(line: span)
      inlines.isTable = false
      inlines.keepsQueries = false
      inlines.allowsFields = false
      repeat {
        let end = TextStretch.end(
          bytes, from: start, to: Int(span.end), most: limits.longestStretch)
        inlines.scan(bytes, start, end)
        collect(into: &note)
        start = end
      } while start < Int(span.end)
    }
  }

  private mutating func readTable(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    inlines.allowsFields = false
    inlines.keepsQueries = false
    for row in 0..<Int(leaf.spanCount) where row != 1 {
      let span = layout.spans[Int(leaf.spanStart) + row]
      writer.beginLeaf()
      beginLine(leaf, layout, row)
      var cells = TableCells(bytes: bytes, start: Int(span.start), end: Int(span.end))
      var isFirst = true
      while let cell = cells.next() {
        if !isFirst { writer.write(" | ", file: bytes) }
        isFirst = false
        if cell.start == cell.end { continue }
        inlines.isTable = true
        text.load(
          line: LineSpan(
            start: Int32(truncatingIfNeeded: cell.start), end: Int32(truncatingIfNeeded: cell.end)))
        var start = cell.start
        repeat {
          let end = TextStretch.end(bytes, from: start, to: cell.end, most: limits.longestStretch)
          inlines.scan(bytes, start, end)
          collect(into: &note)
          let runs = writer.beginMarks()
          writeCell(start, end)
          if !inlines.marks.isEmpty { writer.add(inlines.marks, from: runs) { $0 } }
          start = end
        } while start < cell.end
      }
      writer.endLeaf(.table)
      sections.cutLongText(&writer, into: &note)
    }
  }
}

extension Leaf {
  /// What the plain text of running text is.
  var textKind: Block.Kind {
    if kind == .callout { return .callout }
    return isInList ? .list : isInFootnote ? .footnoteDefinition : .paragraph
  }
}
