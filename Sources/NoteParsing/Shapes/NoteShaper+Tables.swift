import NoteModel

// Tables: a cell is running text of its own.
extension NoteShaper {
  mutating func tellTable(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    assembler.inlines.isTable = true
    defer { assembler.inlines.isTable = false }
    for index in 0..<Int(leaf.spanCount) {
      let span = blocks.layout.spans[Int(leaf.spanStart) + index]
      var shape = shape(leaf, index, index == 1 ? .tableRule : .tableRow(isHead: index == 0))
      var cells = TableCells(bytes: bytes, start: Int(span.start), end: Int(span.end))
      while let cell = cells.next() {
        if index == 1 {
          shape.alignments.append(alignment(cell.start..<cell.end))
        } else {
          shape.cells.append(pieces(of: cell.start..<cell.end))
        }
      }
      try body(shape)
      next = max(next, Int(leaf.firstLine) + index + 1)
    }
  }

  private func alignment(_ cell: Range<Int>) -> LineShape.Alignment {
    guard let last = cell.last, bytes[last] == UInt8(ascii: ":") else { return .left }
    return bytes[cell.lowerBound] == UInt8(ascii: ":") && cell.count > 1 ? .center : .right
  }

  /// The pieces of text that stands on one line.
  private mutating func pieces(of range: Range<Int>) -> [LineShape.Piece] {
    assembler.text.load(
      line: LineSpan(
        start: Int32(truncatingIfNeeded: range.lowerBound),
        end: Int32(truncatingIfNeeded: range.upperBound)))
    var all: [LineShape.Piece] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = TextStretch.end(
        bytes, from: start, to: range.upperBound, most: Self.longestStretch)
      forEachPiece(start, end) { piece, _ in all.append(piece) }
      start = end
    }
    return all
  }
}
