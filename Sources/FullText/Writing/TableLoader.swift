package import SQLite

/// Fills one full-text table of an empty index with all its rows.
///
/// A bulk load knows that nothing of it is read before its end, so it gathers everything, sorts it once and writes
/// each page once, where FTS5 by itself would write, read and merge pieces of it over and over.
package final class TableLoader {
  private let table: TableForm
  private var buffer: PostingBuffer
  /// Beside this file go postings that are more than memory should hold; it is empty where memory holds all.
  private let indexPath: String
  private var runs: PostingRuns?
  private var rows = 0
  @exclusivity(unchecked) private var tokens: [Int]

  package init(_ table: TableForm, indexPath: String) {
    self.table = table
    buffer = PostingBuffer(hasPlaces: table.hasPlaces)
    self.indexPath = indexPath
    tokens = Array(repeating: 0, count: table.columns)
  }

  /// Adds a row, whose number is higher than those of all rows before.
  package func add(
    _ columns: [ColumnTape], _ bytes: UnsafeRawBufferPointer, row: Int
  ) throws(SQLiteError) {
    let size = columns.reduce(0) { $0 + $1.tape.count }
    // A row of many different words would fill many times its size before the next one comes. Its terms are added
    // some at a time, those with one of so many hashes, so that none is in two runs for one row. Where nothing goes
    // to a file that would only be reading the row over and over.
    let parts =
      size > Self.largestRow && !indexPath.isEmpty ? size / Self.largestRow + 1 : 1
    for part in 0..<parts {
      for (column, text) in columns.enumerated() {
        buffer.add(
          UnsafeRawBufferPointer(rebasing: bytes[text.tape]), column: UInt8(column),
          row: Int32(row), part: UInt32(part), of: UInt32(parts))
      }
      if buffer.byteCount > table.memory, !indexPath.isEmpty { try spill() }
    }
    for (column, text) in columns.enumerated() { tokens[column] += text.length }
    rows += 1
  }

  /// Most bytes of tokens that are added at once.
  private static let largestRow = 1 << 20

  /// Gives the memory of what was gathered away, if it can go to a file.
  package func giveMemory() throws(SQLiteError) {
    if indexPath.isEmpty || buffer.isEmpty { return }
    try spill()
    buffer = PostingBuffer(hasPlaces: table.hasPlaces)
  }

  private func spill() throws(SQLiteError) {
    let runs = if let runs { runs } else { try PostingRuns(path: "\(indexPath)-\(table.name)") }
    self.runs = runs
    try runs.append(buffer)
    buffer.removeAll()
  }

  /// Writes the table, which FTS5 fills from now on.
  package func finish(_ connection: Connection) throws(SQLiteError) {
    var writer = try SegmentWriter(table, connection)
    if let runs {
      if !buffer.isEmpty { try spill() }
      buffer = PostingBuffer(hasPlaces: table.hasPlaces)
      try runs.merge(into: &writer)
    } else {
      try buffer.forEachTerm { (term, postings) throws(SQLiteError) -> Void in
        try writer.begin(term)
        try writer.append(postings.bytes, last: postings.last)
      }
    }
    try writer.finish(rows: rows, tokens: tokens)
    // Not before: when FTS5 stores a setting it reads what segments a table has, and believes it to the end.
    try connection.execute(table.settings)
  }
}
