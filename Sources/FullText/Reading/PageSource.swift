import Platform
import SQLite

/// The pages of one full-text table: all of it that another thread may use, at the same time as others.
///
/// SQLite does not guard a connection that two threads read over. So each page is read under a lock, and who reads
/// anything else over that connection meanwhile takes the same one.
final class PageSource: @unchecked Sendable {
  // Guarded by the lock.
  private let statement: Statement
  private let lock: Monitor

  init(_ statement: Statement, _ lock: Monitor) {
    self.statement = statement
    self.lock = lock
  }

  convenience init(
    of table: String, _ lock: Monitor,
    _ prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) {
    self.init(try prepare("SELECT block FROM \(table)_data WHERE id = ?1"), lock)
  }

  /// Reads which segments the table has.
  func segments() throws(SQLiteError) -> SegmentList {
    try withBlock(SegmentFormat.structureID) { (list) throws(SQLiteError) in
      try SegmentList.read(list)
    }
  }

  private static let missing = SQLiteError(corruption: "a page of the full-text index is missing")

  /// Calls `body` with the bytes of a page, which are gone afterwards.
  func withPage<Result>(
    _ number: Int, of segment: Segment,
    _ body: (UnsafeRawBufferPointer) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try withBlock(SegmentFormat.page(number, of: segment.id), body)
  }

  /// The same for a blob of any kind.
  func withBlock<Result>(
    _ id: Int64, _ body: (UnsafeRawBufferPointer) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try lock.withLock { () throws(SQLiteError) in
      statement.bind(id, at: 1)
      defer { statement.reset() }
      guard try statement.step() else { throw Self.missing }
      return try body(statement.bytes(0))
    }
  }
}
