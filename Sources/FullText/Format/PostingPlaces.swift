/// Where a term stands in a row, in FTS5's form: for each column the distances from place to place.
@usableFromInline package enum PostingPlaces {
  /// Calls `body` with each column that has a place, and how many.
  @inlinable @inline(__always)
  package static func forEachCount(
    in bytes: UnsafeRawBufferPointer, _ body: (_ column: Int, _ count: Int) -> Void
  ) {
    var column = 0
    var count = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == SegmentFormat.columnMark {
        if count > 0 { body(column, count) }
        count = 0
        place += 1
        column = Varint.read(bytes, &place, end: bytes.count) ?? .max
        continue
      }
      if !Varint.isLast(byte) {
        while place < bytes.count, !Varint.isLast(bytes[place]) { place += 1 }
      }
      place += 1
      count += 1
      while place + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if hasMark(word) { break }
        count += (~word & highBits).nonzeroBitCount
        place += 8
        if !Varint.isLast(bytes[place - 1]) {
          // The rest of the number is counted by its last byte.
          while place < bytes.count, !Varint.isLast(bytes[place]) { place += 1 }
          place += 1
          count += 1
        }
      }
    }
    if count > 0 { body(column, count) }
  }

  @usableFromInline static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// Whether one of eight bytes may be the mark of a column; it may also be the end of a number.
  @inlinable @inline(__always)
  static func hasMark(_ word: UInt64) -> Bool {
    let marks = word ^ 0x0101_0101_0101_0101
    return (marks &- 0x0101_0101_0101_0101) & ~marks & highBits != 0
  }

  // MARK: Keys

  static var columnShift: UInt64 { 30 }
  static var rowShift: UInt64 { 33 }
  static var mostPlaces: Int { 1 << 30 - 1 }

  /// The row of a key.
  static func row(of key: UInt64) -> Int { Int(key >> rowShift) }

  /// A number for a place, which orders by row, column, and place in it.
  @inline(__always)
  static func key(_ row: Int, _ column: Int, _ position: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: row) << rowShift | UInt64(truncatingIfNeeded: column) << columnShift
      | UInt64(truncatingIfNeeded: position)
  }

  /// Calls `body` with each place until it returns false; it ends where the bytes make no sense.
  @inline(__always)
  static func forEachPlace(
    in bytes: UnsafeRawBufferPointer, _ body: (_ column: Int, _ position: Int) -> Bool
  ) {
    var (column, position, place) = (0, 0, 0)
    while place < bytes.count {
      var number = Int(bytes[place])
      if Varint.isLast(bytes[place]) {
        place &+= 1
      } else {
        guard let long = Varint.read(bytes, &place, end: bytes.count) else { return }
        number = long
      }
      if number == SegmentFormat.columnMark {
        guard let next = Varint.read(bytes, &place, end: bytes.count), next < 8
        else { return }
        (column, position) = (next, 0)
      } else {
        guard number >= SegmentFormat.placeOffset, number < mostPlaces else { return }
        position = min(mostPlaces, position &+ number &- SegmentFormat.placeOffset)
        if !body(column, position) { return }
      }
    }
  }

  /// Appends the keys of all places.
  package static func appendKeys(
    of bytes: UnsafeRawBufferPointer, row: Int, to keys: inout [UInt64]
  ) {
    forEachPlace(in: bytes) {
      keys.append(key(row, $0, $1))
      return true
    }
  }

  /// Most bytes that `store` writes for a key: a mark, a column and a number.
  static let longest = 2 + 5

  /// Writes the places of one row, which ascend, in FTS5's form after `count` bytes of `target`; equal ones as one.
  static func store(
    _ keys: UnsafeBufferPointer<UInt64>, at target: UnsafeMutableRawPointer, _ count: inout Int
  ) {
    var column = 0
    var position = 0
    var last: UInt64?
    for place in keys {
      if place == last { continue }
      last = place
      let key = Int(truncatingIfNeeded: place)
      let own = key & mostPlaces
      if key &>> Int(columnShift) & 7 != column {
        column = key &>> Int(columnShift) & 7
        position = 0
        Varint.store(Int(SegmentFormat.columnMark), at: target, &count)
        Varint.store(column, at: target, &count)
      }
      Varint.store(own &- position &+ SegmentFormat.placeOffset, at: target, &count)
      position = own
    }
  }
}
