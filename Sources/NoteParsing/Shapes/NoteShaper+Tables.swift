import NoteModel

// Tables: a cell is running text of its own.
extension NoteShaper {
  mutating func tellTable(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    assembler.inlines.isTable = true
    defer { assembler.inlines.isTable = false }
    for index in 0..<Int(leaf.spanCount) {
      let span = blocks.layout.spans[Int(leaf.spanStart) + index]
      begin(leaf, index, index == 1 ? .tableRule : .tableRow(isHead: index == 0))
      var cells = TableCells(bytes: bytes, start: Int(span.start), end: Int(span.end))
      while let cell = cells.next() {
        if index == 1 {
          shape.alignments.append(alignment(cell.start..<cell.end))
        } else {
          addCell(cell.start, cell.end)
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

  /// Adds the pieces of a cell.
  private mutating func addCell(_ first: Int, _ last: Int) {
    assembler.text.load(
      line: LineSpan(
        start: Int32(truncatingIfNeeded: first), end: Int32(truncatingIfNeeded: last)))
    var start = first
    while start < last {
      let end = TextStretch.end(bytes, from: start, to: last, most: Self.longestStretch)
      scan(start, end)
      while let piece = nextPiece() { add(piece) }
      start = end
    }
    shape.cellEnds.append(shape.pieces.count)
  }
}
