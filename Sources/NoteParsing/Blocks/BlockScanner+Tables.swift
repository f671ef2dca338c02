import Characters
import NoteModel

// Tables. A header row is the last line of a paragraph; the row of hyphens below it makes it one.
extension BlockScanner {
  /// Reads the delimiter row under a paragraph's last line; the paragraph before that line ends.
  mutating func readDelimiterRow(_ byte: UInt8) -> Bool {
    guard isLeafOpen, leaf.kind == .paragraph, leaf.spanCount > 0,
      byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    else { return false }
    let columns = delimiterColumns()
    guard columns > 0 else { return false }
    let header = layout.spans[layout.spans.count - 1]
    var cells = TableCells(bytes: bytes, start: Int(header.start), end: Int(header.end))
    var count = 0
    while cells.next() != nil, count <= columns { count += 1 }
    guard count == columns else { return false }
    splitHeader(header)
    appendSpan(nonspace, trimmed: true)
    return true
  }

  /// Turns the open paragraph's last line into the first of a table.
  private mutating func splitHeader(_ header: LineSpan) {
    let headerLine = leaf.firstLine + leaf.spanCount - 1
    let lineStart = layout.lineStarts[Int(headerLine)]
    if leaf.spanCount > 1 {
      let next = leaf
      layout.spans.removeLast()
      leaf.spanCount -= 1
      finishParagraph()
      leaf = next
      leaf.spanStart = Int32(truncatingIfNeeded: layout.spans.count)
      layout.spans.append(header)
      if next.root >= 0 { leaf.root = openRoot(.table, start: Int(lineStart)) }
      isLeafOpen = true
    } else if leaf.isRoot {
      layout.roots[Int(leaf.root)].kind = .table
      layout.roots[Int(leaf.root)].start = lineStart
    }
    leaf.kind = .table
    leaf.firstLine = headerLine
    leaf.spanCount = 1
  }

  /// Returns how many columns the line delimits: cells of one hyphen or more, with colons; 0 for none.
  ///
  /// `- ` at its start is the marker of a list, which comes first, as in GFM.
  private func delimiterColumns() -> Int {
    if bytes[nonspace] == UInt8(ascii: "-"), nonspace + 1 < lineEnd, bytes[nonspace + 1].isBlank {
      return 0
    }
    var columns = 0
    var pipes = 0
    var index = nonspace
    if bytes[index] == UInt8(ascii: "|") {
      pipes += 1
      index += 1
    }
    while true {
      while index < lineEnd, bytes[index].isBlank { index += 1 }
      if index == lineEnd { break }
      if bytes[index] == UInt8(ascii: ":") { index += 1 }
      let hyphens = index
      while index < lineEnd, bytes[index] == UInt8(ascii: "-") { index += 1 }
      if index == hyphens { return 0 }
      if index < lineEnd, bytes[index] == UInt8(ascii: ":") { index += 1 }
      while index < lineEnd, bytes[index].isBlank { index += 1 }
      columns += 1
      if index == lineEnd { break }
      guard bytes[index] == UInt8(ascii: "|") else { return 0 }
      pipes += 1
      index += 1
    }
    return pipes > 0 ? columns : 0
  }
}

/// Cuts a table's row at its pipes; an escaped one belongs to its cell.
struct TableCells {
  let bytes: UnsafePointer<UInt8>
  var position: Int
  var end: Int

  init(bytes: UnsafePointer<UInt8>, start: Int, end: Int) {
    self.bytes = bytes
    let row = (start..<end).trimmed { bytes[$0].isBlank }
    (position, self.end) = (row.lowerBound, row.upperBound)
    if position < self.end, bytes[position] == UInt8(ascii: "|") { position += 1 }
  }

  /// Returns the next cell without the blanks around it.
  mutating func next() -> (start: Int, end: Int)? {
    guard position < end else { return nil }
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "|") {
      position += bytes[position] == UInt8(ascii: "\\") && position + 1 < end ? 2 : 1
    }
    let stop = min(position, end)
    position = stop + 1
    let cell = (start..<stop).trimmed { bytes[$0].isBlank }
    return (cell.lowerBound, cell.upperBound)
  }
}
