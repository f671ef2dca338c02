package import SQLite

/// Postings, rows with their places, in FTS5's form, as they are put together one after the other.
package struct PostingList: ~Copyable {
  /// Bytes of the two numbers before the places of a row, at most.
  private static let longestNumbers = 20

  private var list = GrowingBytes(room: 256)
  private var last = 0

  package init() {}

  /// Puts the postings of keys together, which ascend; see `PostingPlaces.key`.
  package init(_ keys: [UInt64]) {
    keys.withUnsafeBufferPointer { keys in
      var next = 0
      while next < keys.count {
        let row = PostingPlaces.row(of: keys[next])
        let start = next
        while next < keys.count, PostingPlaces.row(of: keys[next]) == row { next += 1 }
        add(row, keys: UnsafeBufferPointer(rebasing: keys[start..<next]))
      }
    }
  }

  /// Adds a row, which must come after the last one.
  package mutating func add(_ row: Int, _ places: UnsafeRawBufferPointer) {
    list.makeRoom(for: places.count &+ Self.longestNumbers)
    Varint.store(row &- last, at: list.start, &list.count)
    Varint.store(places.count &<< 1, at: list.start, &list.count)
    if let start = places.baseAddress {
      (list.start + list.count).copyMemory(from: start, byteCount: places.count)
    }
    list.count &+= places.count
    last = row
  }

  /// Adds a row with the places of keys, which ascend; it must come after the last one.
  mutating func add(_ row: Int, keys: UnsafeBufferPointer<UInt64>) {
    list.makeRoom(for: keys.count &* PostingPlaces.longest &+ 2 &* Self.longestNumbers)
    // How long they are stands before them: they are written further back first.
    let start = list.count &+ Self.longestNumbers
    var end = start
    PostingPlaces.store(keys, at: list.start, &end)
    Varint.store(row &- last, at: list.start, &list.count)
    Varint.store((end &- start) &<< 1, at: list.start, &list.count)
    (list.start + list.count).copyMemory(from: list.start + start, byteCount: end &- start)
    list.count &+= end &- start
    last = row
  }

  /// Returns a cursor over what was added, at its first row.
  package consuming func cursor() throws(SQLiteError) -> PostingCursor {
    let cursor = PostingCursor(list.bytes)
    try cursor.rewind()
    return cursor
  }
}
