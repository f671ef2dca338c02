import SQLite

/// Where a term stands in a row, in FTS5's form: for each column the distances from place to place.
enum PostingPlaces {
  /// Calls `body` with each column that has a place, and how many.
  @inline(__always)
  static func forEachCount(
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
        column = SegmentFormat.number(bytes, &place, end: bytes.count) ?? .max
        continue
      }
      if byte >= 0x80 {
        // All bytes of a number but the last one have the top bit set.
        while place < bytes.count, bytes[place] >= 0x80 { place += 1 }
      }
      place += 1
      count += 1
      while place + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if hasMark(word) { break }
        count += (~word & highBits).nonzeroBitCount
        place += 8
        if bytes[place - 1] >= 0x80 {
          // The rest of the number is counted by its last byte.
          while place < bytes.count, bytes[place] >= 0x80 { place += 1 }
          place += 1
          count += 1
        }
      }
    }
    if count > 0 { body(column, count) }
  }

  /// Bytes behind the places of a cursor's row that can be read, though they mean nothing.
  static let padding = 16

  /// Counts the places in the first column and in all others; there have to be bytes of padding behind them.
  @inline(__always)
  static func counts(in bytes: UnsafeRawBufferPointer) -> (first: Int, others: Int) {
    guard bytes.count <= 16, let start = bytes.baseAddress else { return longCounts(in: bytes) }
    #if _endian(little)
      // Most rows hold a term a few times. What lies behind its places is made to look like the middle of a number.
      let low = start.loadUnaligned(as: UInt64.self) | behind(bytes.count)
      let high =
        start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) | behind(max(0, bytes.count &- 8))
      if hasMark(low) || hasMark(high) { return longCounts(in: bytes) }
      return ((~low & highBits).nonzeroBitCount &+ (~high & highBits).nonzeroBitCount, 0)
    #else
      return longCounts(in: bytes)
    #endif
  }

  @inline(never)
  private static func longCounts(in bytes: UnsafeRawBufferPointer) -> (first: Int, others: Int) {
    var counts = (first: 0, others: 0)
    forEachCount(in: bytes) { column, count in
      if column == 0 { counts.first += count } else { counts.others += count }
    }
    return counts
  }

  /// All bits of eight bytes but those of the first `count` ones.
  @inline(__always)
  private static func behind(_ count: Int) -> UInt64 {
    count < 8 ? UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count) : 0
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of eight bytes may be the mark of a column; it may also be the end of a number.
  @inline(__always)
  private static func hasMark(_ word: UInt64) -> Bool {
    let marks = word ^ 0x0101_0101_0101_0101
    return (marks &- 0x0101_0101_0101_0101) & ~marks & highBits != 0
  }

  // MARK: Keys

  private static let columnShift: UInt64 = 30
  private static let rowShift: UInt64 = 33
  private static let mostPlaces = 1 << 30 - 1

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
      if number < 0x80 {
        place &+= 1
      } else {
        guard let long = SegmentFormat.number(bytes, &place, end: bytes.count) else { return }
        number = long
      }
      if number == SegmentFormat.columnMark {
        guard let next = SegmentFormat.number(bytes, &place, end: bytes.count), next < 8
        else { return }
        (column, position) = (next, 0)
      } else {
        guard number >= SegmentFormat.placeOffset, number < mostPlaces else { return }
        position = min(mostPlaces, position &+ number &- SegmentFormat.placeOffset)
        if !body(column, position) { return }
      }
    }
  }

  /// A bit for each place, counted modulo 64, in whatever column; there have to be bytes of padding behind them.
  @inline(__always)
  static func mask(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    #if _endian(little)
      if bytes.count <= 8, let start = bytes.baseAddress {
        let word = start.loadUnaligned(as: UInt64.self) & ~behind(bytes.count)
        if word & highBits == 0, !hasMark(word) { return mask(ofSmall: word, bytes.count) }
      }
    #endif
    return longMask(of: bytes)
  }

  /// The same of numbers of one byte: all eight are reckoned, since a loop that ends where they do costs more.
  @inline(__always)
  private static func mask(ofSmall word: UInt64, _ count: Int) -> UInt64 {
    var (mask, position, rest) = (UInt64(0), UInt64(0), word)
    for place in 0..<8 {
      position = position &+ (rest & 0xFF) &- UInt64(SegmentFormat.placeOffset)
      mask |= (place < count ? 1 : 0) &<< position
      rest &>>= 8
    }
    return mask
  }

  @inline(never)
  private static func longMask(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var mask: UInt64 = 0
    forEachPlace(in: bytes) { _, position in
      mask |= 1 &<< UInt64(truncatingIfNeeded: position)
      return true
    }
    return mask
  }

  /// Appends the keys of all places.
  static func appendKeys(
    of bytes: UnsafeRawBufferPointer, row: Int, to keys: inout [UInt64]
  ) {
    forEachPlace(in: bytes) {
      keys.append(key(row, $0, $1))
      return true
    }
  }

  /// Returns a cursor over the rows of places, which ascend.
  static func cursor(of keys: [UInt64]) throws(SQLiteError) -> PostingCursor {
    var rows = RowList()
    var places: [UInt8] = []
    var next = 0
    while next < keys.count {
      let row = Int(keys[next] >> rowShift)
      let start = next
      while next < keys.count, Int(keys[next] >> rowShift) == row { next += 1 }
      places.removeAll(keepingCapacity: true)
      append(keys[start..<next], to: &places)
      places.withUnsafeBytes { rows.add(row, $0) }
    }
    return try rows.cursor()
  }

  /// Writes the places of one row, which ascend, in FTS5's form; equal ones as one.
  static func append(_ keys: some Sequence<UInt64>, to places: inout [UInt8]) {
    var column = 0
    var position = 0
    var last: UInt64?
    for place in keys {
      if place == last { continue }
      last = place
      let key = Int(truncatingIfNeeded: place)
      if key >> Int(columnShift) & 7 != column {
        column = key >> Int(columnShift) & 7
        position = 0
        places += [SegmentFormat.columnMark, UInt8(column)]
      }
      let own = key & mostPlaces
      SegmentFormat.append(own - position + SegmentFormat.placeOffset, to: &places)
      position = own
    }
  }
}
