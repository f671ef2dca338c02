// A terminal shows a note line for line, as Obsidian does: what the note's text leaves out or joins stays apart here.
// The blocks and the running text are those of `NoteParser`; this adds the lines that belong to no leaf, the markers
// before the text, and what emphasis says.

import Characters
import NoteModel

/// Tells how the lines of a note are shown where Markdown is rendered.
///
/// Some blocks are in memory at a time, and of a long paragraph a stretch.
package struct NoteShaper: ~Copyable {
  private var frontMatter = FrontMatterReader()
  var blocks = BlockScanner()
  var assembler = NoteAssembler()
  var bytes = ByteClass.table
  var count = 0
  /// The line in the making.
  var shape = LineShape(kind: .blank, line: 0)
  var pieces = InlinePieces()
  var cursor = TextCursor()
  /// 0-based number of the next line.
  var next = 0
  /// The leaf that was told last, which lines after it may belong to.
  private var last: Leaf?
  /// The byte and the length of the fence above the code at hand.
  private var fence: (byte: UInt8, length: Int) = (0, 0)

  /// Running text is read in stretches of at most so many bytes: what is told of them takes many times that.
  static let longestStretch = 1 << 17
  private static let leaves = 256

  package init() {}

  /// Calls `body` with each line in order; a long line comes in parts.
  ///
  /// - Parameter hasFrontMatter: Whether properties may stand at the start, which are left out.
  package mutating func forEachLine(
    of file: UnsafeRawBufferPointer, hasFrontMatter: Bool, _ body: (LineShape) throws -> Void
  ) rethrows {
    guard let base = file.bindMemory(to: UInt8.self).baseAddress, !file.isEmpty else { return }
    bytes = base
    count = min(file.count, 1 << 29 - 1)
    blocks.layout.removeAll()
    var note = Note(path: VaultPath(""), title: "")
    var start = 0
    if hasFrontMatter {
      if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { start = 3 }
      start = frontMatter.read(
        base, start, count, isValid: true, into: &note, lineStarts: &blocks.layout.lineStarts)
    }
    assembler.begin(base, count, isValid: true)
    assembler.keepsDefinitions = false
    assembler.inlines.keepsStyles = true
    assembler.inlines.keepsQueries = true
    assembler.inlines.allowsFields = false
    readDefinitions(from: start, into: &note)
    last = nil
    next = blocks.layout.lineStarts.count
    blocks.begin(base, count: count, from: start)
    var isDone = false
    while !isDone {
      isDone = blocks.scan(leaves: Self.leaves)
      for index in 0..<blocks.layout.leaves.count {
        try tell(blocks.layout.leaves[index], body)
      }
      if isDone { break }
      blocks.forgetLeaves(keepsBlocks: false)
      _ = blocks.makeRoom(from: start)
    }
    try tellLines(before: lineCount, nextLeaf: nil, body)
  }

  /// How many lines there are; a line break at the end begins none.
  private var lineCount: Int {
    let starts = blocks.layout.lineStarts
    return count > 0 && bytes[count - 1] == 0x0A && starts.last == Int32(truncatingIfNeeded: count)
      ? starts.count - 1 : starts.count
  }

  /// Reads what references are defined by, since a link may stand before it.
  private mutating func readDefinitions(from start: Int, into note: inout Note) {
    let lines = blocks.layout.lineStarts.count
    var place = start
    while place + 1 < count,
      bytes[place] != UInt8(ascii: "]") || bytes[place + 1] != UInt8(ascii: ":")
    {
      place += 1
    }
    if place + 1 < count {
      blocks.begin(bytes, count: count, from: start)
      while !blocks.scan(leaves: Self.leaves) { blocks.forgetLeaves(keepsBlocks: false) }
    }
    assembler.readDefinitions(blocks.layout, into: &note)
    blocks.layout.removeBlocks()
    blocks.layout.lineStarts.removeSubrange(lines...)
  }

  // MARK: Lines

  // What is called for each line is `mutating` though it changes nothing: else all of the shaper is copied for the call.

  /// The bytes of a line without its end.
  mutating func line(_ index: Int) -> Range<Int> {
    let start = Int(blocks.layout.lineStarts[index])
    var end =
      index + 1 < blocks.layout.lineStarts.count
      ? Int(blocks.layout.lineStarts[index + 1]) - 1 : findNewline(bytes, start, count)
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// Tells the lines of a leaf, and those before it that belong to none.
  private mutating func tell(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    if leaf.isHidden { return }
    let first = Int(leaf.firstLine)
    try tellLines(before: first, nextLeaf: leaf, body)
    last = leaf
    switch leaf.kind {
    case .code, .html, .comment, .math: try tellVerbatim(leaf, body)
    case .table: try tellTable(leaf, body)
    default: try tellText(leaf, body)
    }
    next = max(next, first + Int(leaf.spanCount))
  }

  private mutating func tellLines(
    before end: Int, nextLeaf: Leaf?, _ body: (LineShape) throws -> Void
  ) rethrows {
    while next < end {
      if beginsOutside(next, nextLeaf: nextLeaf) { try body(shape) }
      next += 1
    }
  }

  /// Begins a line that is in no leaf; returns false for one that says nothing by itself.
  private mutating func beginsOutside(_ index: Int, nextLeaf: Leaf?) -> Bool {
    let line = line(index)
    shape.begin(.blank, line: index + 1)
    var markers = MarkerReader(bytes, line)
    markers.read(to: line.upperBound, into: &shape.markers)
    let text = markers.place..<line.upperBound
    guard !text.isEmpty else { return true }
    let bytes = bytes
    let byte = bytes[text.lowerBound]
    let run = text.prefix { bytes[$0] == byte }.count
    let rest = trimmed(text.lowerBound + run..<text.upperBound)
    if let last, index == Int(last.firstLine + last.spanCount) {
      if last.kind == .heading, rest.isEmpty,
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-"),
        !isATX(last)
      {
        return false
      }
      if last.isFencedCode, byte == fence.byte, run >= fence.length, rest.isEmpty {
        return false
      }
    }
    if let nextLeaf, nextLeaf.isFencedCode, index + 1 == Int(nextLeaf.firstLine), run >= 3 {
      fence = (byte, run)
      shape.kind = .codeStart(language: rest)
      return true
    }
    let isBreak = text.allSatisfy { bytes[$0] == byte || bytes[$0].isBlank }
    if isBreak, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
    {
      shape.kind = .thematicBreak
      return true
    }
    shape.kind = .markup
    shape.pieces.append(LineShape.Piece(source: text, style: .anchor))
    return true
  }

  mutating func trimmed(_ range: Range<Int>) -> Range<Int> {
    range.trimmed { bytes[$0].isBlank }
  }

  /// Whether a heading begins with hashes, and is not made one by the line below it.
  private mutating func isATX(_ leaf: Leaf) -> Bool {
    let span = blocks.layout.spans[Int(leaf.spanStart)]
    var place = Int(span.start)
    let start = line(Int(leaf.firstLine)).lowerBound
    while place > start, bytes[place - 1].isBlank { place -= 1 }
    return place > start && bytes[place - 1] == UInt8(ascii: "#")
  }

  /// Begins a line of a leaf with what stands before its text.
  mutating func begin(_ leaf: Leaf, _ index: Int, _ kind: LineShape.Kind) {
    let number = Int(leaf.firstLine) + index
    shape.begin(kind, line: number + 1)
    // What ends a comment or a formula leaves the rest of its line to the next leaf.
    shape.isContinued = number < next
    if shape.isContinued { return }
    var markers = MarkerReader(bytes, line(number))
    markers.read(
      to: Int(blocks.layout.spans[Int(leaf.spanStart) + index].start), into: &shape.markers)
  }

  // MARK: Verbatim

  private mutating func tellVerbatim(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    let kind: LineShape.Kind =
      switch leaf.kind {
      case .math: .math
      case .html: .html
      case .comment: .comment
      default: .code
      }
    let isDelimited = leaf.kind == .math || leaf.kind == .comment
    for index in 0..<Int(leaf.spanCount) {
      let span = blocks.layout.spans[Int(leaf.spanStart) + index]
      begin(leaf, index, kind)
      var range = Int(span.start)..<Int(span.end)
      if isDelimited { range = withDelimiters(range, isFirst: index == 0) }
      if span.pad > 0 { shape.markers.append(.blanks(span.pad)) }
      if !range.isEmpty { shape.pieces.append(LineShape.Piece(source: range, style: [])) }
      try body(shape)
      next = max(next, Int(leaf.firstLine) + index + 1)
    }
  }

  /// A line of a formula or comment with the signs that begin and end it.
  private func withDelimiters(_ range: Range<Int>, isFirst: Bool) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    if isFirst { start = max(0, start - 2) }
    if end + 1 < count, bytes[end] == bytes[end + 1],
      bytes[end] == UInt8(ascii: "$") || bytes[end] == UInt8(ascii: "%")
    {
      end += 2
    }
    return start..<end
  }
}
