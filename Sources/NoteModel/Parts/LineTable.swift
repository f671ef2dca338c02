/// The place of a byte as a person counts it: line and column, both from 1.
///
/// The column counts UTF-8 bytes from the start of the line, as `offset` does from the start of the file.
package struct Position: Sendable, Hashable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where each line of a file starts.
///
/// A line ends with LF; a CR before it belongs to the line. Line 1 starts after a byte order mark.
package struct LineTable: Sendable, Hashable {
  /// The byte offset of each line's first byte, ascending; never empty.
  package var starts: [Int32]

  package init(starts: [Int32] = [0]) {
    self.starts = starts
  }

  /// Returns the 1-based line that holds the byte at `offset`.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Returns the line and column of the byte at `offset`.
  package func position(at offset: Int) -> Position {
    let line = line(at: offset)
    return Position(line: line, column: max(0, offset - Int(starts[line - 1])) + 1)
  }
}
