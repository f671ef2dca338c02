/// What is known of a term of a `PostingBuffer`. Behind it lie the bytes of the term, then its first slice.
struct PostingEntry {
  /// What addresses count in: four bytes, so that they reach 16 GiB, more than the largest note can need.
  static let unit = 4
  /// The address of the next slice, which stands after the data of each.
  static let link = MemoryLayout<UInt32>.size
  /// The largest size class of a slice.
  static let largestSlice: UInt8 = 9
  /// Most bytes of a row's places whose size is stored in one byte.
  private static let mostShort: UInt8 = 63
  private static let flag: UInt8 = 0x80
  static let size = MemoryLayout<PostingEntry>.size

  /// Where its last slice ends, in units.
  var end: UInt32
  /// Bytes that are free in its last slice.
  var room: UInt16
  var length: UInt8
  /// The column of the last place below, the size of the last slice in the upper half.
  private var columnAndSize: UInt8
  var row: Int32 = 0
  var position: UInt32 = 0
  /// Where the size of the places of the last row belongs; 0 where that is too far away to be told.
  private var sizePlace: UInt32 = 0
  /// Bytes of these places in the lower bits, `hasLongRow` in the highest.
  private var countAndFlag: UInt8 = 0

  /// An entry whose first slice ends at an address.
  init(length: Int, end: Int) {
    self.length = UInt8(truncatingIfNeeded: length)
    self.end = UInt32(truncatingIfNeeded: end / Self.unit)
    room = UInt16(truncatingIfNeeded: Self.bytes(ofSlice: 0))
    columnAndSize = 0
  }

  var column: UInt8 {
    get { columnAndSize & 0x0F }
    set { columnAndSize = columnAndSize & 0xF0 | newValue }
  }

  var sliceSize: UInt8 { columnAndSize >> 4 }

  /// Where the next byte goes, if there is room.
  var nextPlace: Int { Int(end) * Self.unit - Int(room) }

  /// The size of the slice that comes next.
  var nextSlice: UInt8 { min(sliceSize + 1, Self.largestSlice) }

  /// Goes on with a slice that ends at an address.
  mutating func addSlice(_ size: UInt8, end: Int) {
    columnAndSize = size << 4 | column
    self.end = UInt32(truncatingIfNeeded: end / Self.unit)
    room = UInt16(truncatingIfNeeded: Self.bytes(ofSlice: size))
  }

  // MARK: The places of a row

  /// Starts the places of a row, after the byte for their size.
  mutating func startPlaces(behind place: Int) {
    position = 0
    column = 0
    sizePlace = UInt32(exactly: place - 1) ?? 0
    countAndFlag &= Self.flag
  }

  /// Counts bytes of places, as far as they count for a short size.
  mutating func addPlaces(_ count: Int) {
    // A count that is too large already may stay; a token has less bytes than would reach the flag from below.
    if countAndFlag & ~Self.flag <= Self.mostShort {
      countAndFlag &+= UInt8(truncatingIfNeeded: count)
    }
  }

  /// What goes in front of the places of the last row, and where; nil where a byte is not enough.
  var shortSize: (place: Int, size: UInt8)? {
    let count = countAndFlag & ~Self.flag
    if count > Self.mostShort || sizePlace == 0 { return nil }
    // Twice the size, since the lowest bit would say that the row is deleted.
    return (Int(sizePlace), count * 2)
  }

  /// Whether a row has a 0 instead of the size of its places.
  var hasLongRow: Bool {
    get { countAndFlag & Self.flag != 0 }
    set { countAndFlag = countAndFlag & ~Self.flag | (newValue ? Self.flag : 0) }
  }

  // MARK: Slices

  /// The bytes for data in a slice: 12, 28, 60 … 8,188, so that with the address of the next it is a power of 2.
  static func bytes(ofSlice size: UInt8) -> Int { 16 << Int(size) - link }

  /// Where the first slice of an entry begins whose term has so many bytes.
  static func firstSlice(_ entry: Int, _ count: Int) -> Int {
    (entry + size + count + unit - 1) / unit * unit
  }
}

/// Where the next byte of an entry goes, while some are appended.
struct PostingEnd {
  var place: Int
  /// Bytes that are free in the slice.
  var room: Int

  init(_ entry: PostingEntry) {
    place = entry.nextPlace
    room = Int(entry.room)
  }
}
