import SQLite

/// Rows with their places, in FTS5's form, as they are put together one after the other.
///
/// Plain memory: the rows of common words are many.
struct RowList: ~Copyable {
  /// Bytes of the two numbers before the places of a row, at most.
  private static let longestNumbers = 20

  private var bytes: UnsafeMutableRawPointer
  private var capacity: Int
  private var count = 0
  private var last = 0

  init() {
    capacity = 256
    bytes = .allocate(byteCount: capacity, alignment: 1)
  }

  deinit { bytes.deallocate() }

  /// Adds a row, which must come after the last one.
  @inline(__always)
  mutating func add(_ row: Int, _ places: UnsafeRawBufferPointer) {
    let most = places.count &+ Self.longestNumbers
    if most > capacity &- count { grow(by: most) }
    SegmentFormat.store(row &- last, at: bytes, &count)
    SegmentFormat.store(places.count &<< 1, at: bytes, &count)
    if let start = places.baseAddress {
      (bytes + count).copyMemory(from: start, byteCount: places.count)
    }
    count &+= places.count
    last = row
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    larger.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Returns a cursor over what was added, at its first row.
  consuming func cursor() throws(SQLiteError) -> PostingCursor {
    let cursor = PostingCursor(UnsafeRawBufferPointer(start: bytes, count: count))
    try cursor.rewind()
    return cursor
  }
}
