// FTS5 keeps an index as segments: sorted terms with the rows that hold them, cut into pages that lie as blobs in
// the table `…_data`. The form is that of version 4, written down at the head of fts5_index.c in SQLite's source. It is
// the file format of every FTS5 since 2015; a database of another form does not pass as an index of ours.

/// Names and numbers of FTS5's segments.
enum SegmentFormat {
  /// The blob that lists the segments.
  static let structureID: Int64 = 10
  /// The blob with the sums over all rows.
  static let averagesID: Int64 = 1
  /// The first byte of every term: there are no other indexes than the main one.
  static let mainIndex = UInt8(ascii: "0")
  /// Bytes at the beginning of a page: where its first row is, and where its footer begins.
  static let headerSize = 4
  /// Stands before the number of a column among the places of a row.
  static let columnMark: UInt8 = 1
  /// What is added to the distance between two places, so that none is a mark.
  static let placeOffset = 2
  /// So many pages without a term give the term before them an index of its rows.
  static let leastIndexedPages = 4

  /// Bytes at which a page ends, give or take a few; with SQLite's own a page of the database is just full.
  static let pageSize = 8100
  /// The level of a segment that was written in bulk.
  static let bulkLevel = 8

  /// The id of a page of terms and rows.
  static func page(_ number: Int, of segment: Int) -> Int64 {
    Int64(segment) << 37 | Int64(number)
  }

  /// The id of a page of the index over the rows of one term that begins on page `number`.
  static func rowIndexPage(_ number: Int, height: Int, of segment: Int) -> Int64 {
    Int64(segment) << 37 | 1 << 36 | Int64(height) << 31 | Int64(number)
  }

  /// What `…_idx` says of a page: its number, and whether its last term has an index of its rows.
  static func entry(page number: Int, hasRowIndex: Bool) -> Int64 {
    Int64(number) << 1 | (hasRowIndex ? 1 : 0)
  }

  /// Reads one of SQLite's numbers: seven bits a byte, the highest first, and all eight of a ninth byte.
  ///
  /// Returns nil where it does not end before `end`, or does not fit.
  @inline(__always)
  static func number(
    _ bytes: UnsafeRawBufferPointer, _ place: inout Int, end: Int
  ) -> Int? {
    guard place >= 0, end <= bytes.count, place < end else { return nil }
    let first = bytes[place]
    // Nearly all numbers of a page are of one byte.
    if first < 0x80 {
      place += 1
      return Int(first)
    }
    return longNumber(bytes, &place, end: end)
  }

  private static func longNumber(
    _ bytes: UnsafeRawBufferPointer, _ place: inout Int, end: Int
  ) -> Int? {
    var value: UInt64 = 0
    for count in 1...9 {
      guard place < end else { return nil }
      let byte = UInt64(bytes[place])
      place += 1
      if count == 9 { return Int(exactly: value << 8 | byte) }
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { return Int(value) }
    }
    return nil
  }

  /// Appends a number as SQLite writes it; it must not be negative.
  @inline(__always)
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: number))
      return
    }
    let value = UInt64(bitPattern: Int64(number))
    guard value >> 56 == 0 else {
      for place in 0..<8 { bytes.append(UInt8(value >> (57 - 7 * UInt64(place)) & 0x7F) | 0x80) }
      bytes.append(UInt8(truncatingIfNeeded: value))
      return
    }
    var shift: UInt64 = 7
    while value >> (shift + 7) != 0 { shift += 7 }
    while shift > 0 {
      bytes.append(UInt8(value >> shift & 0x7F) | 0x80)
      shift -= 7
    }
    bytes.append(UInt8(value & 0x7F))
  }

  /// Writes a number as SQLite does behind `place` bytes of `target`, and goes on behind it.
  @inline(__always)
  static func store(_ number: Int, at target: UnsafeMutableRawPointer, _ place: inout Int) {
    // As bits, so that it ends for a negative number too, which only damage can bring.
    let number = UInt64(bitPattern: Int64(number))
    var shift: UInt64 = 0
    while number >> (shift + 7) != 0 { shift += 7 }
    while shift > 0 {
      target.storeBytes(
        of: UInt8(truncatingIfNeeded: number >> shift) | 0x80, toByteOffset: place, as: UInt8.self)
      shift -= 7
      place += 1
    }
    target.storeBytes(
      of: UInt8(truncatingIfNeeded: number) & 0x7F, toByteOffset: place, as: UInt8.self)
    place += 1
  }
}
