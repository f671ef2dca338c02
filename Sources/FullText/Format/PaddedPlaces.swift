/// The places of a term in a row, as `PostingPlaces` writes them, followed by bytes that may be read and mean nothing.
///
/// Eight bytes are read at once without a look at the end, so only `PaddedStorage` makes them.
@usableFromInline package struct PaddedPlaces {
  /// Bytes after the places.
  @usableFromInline static var padding: Int { 16 }

  @usableFromInline let start: UnsafeRawPointer
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  init(_ start: UnsafeRawPointer, count: Int) {
    self.start = start
    self.count = count
  }

  /// Whether there is no place: the row is gone.
  @inlinable package var isEmpty: Bool { count == 0 }

  /// The places alone.
  @inlinable package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: count)
  }

  /// How many places are in the first column and in all others.
  @inlinable @inline(__always)
  package var counts: (first: Int, others: Int) {
    #if _endian(little)
      guard count <= 16 else { return longCounts }
      // Most rows hold a term a few times. What lies after its places is made to look like the middle of a number.
      let low = start.loadUnaligned(as: UInt64.self) | Self.behind(count)
      let high =
        start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) | Self.behind(max(0, count &- 8))
      if PostingPlaces.hasMark(low) || PostingPlaces.hasMark(high) { return longCounts }
      let highBits = PostingPlaces.highBits
      return ((~low & highBits).nonzeroBitCount &+ (~high & highBits).nonzeroBitCount, 0)
    #else
      return longCounts
    #endif
  }

  @usableFromInline @inline(never)
  var longCounts: (first: Int, others: Int) {
    var counts = (first: 0, others: 0)
    PostingPlaces.forEachCount(in: bytes) { column, count in
      if column == 0 { counts.first += count } else { counts.others += count }
    }
    return counts
  }

  /// All bits of eight bytes but those of the first `count` ones.
  @inlinable @inline(__always)
  static func behind(_ count: Int) -> UInt64 {
    count < 8 ? UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count) : 0
  }

  /// A bit for each place, counted modulo 64, in whatever column.
  @inline(__always)
  var mask: UInt64 {
    #if _endian(little)
      if count <= 8 {
        let word = start.loadUnaligned(as: UInt64.self) & ~Self.behind(count)
        if word & PostingPlaces.highBits == 0, !PostingPlaces.hasMark(word) {
          return Self.mask(ofSmall: word, count)
        }
      }
    #endif
    return longMask
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
  private var longMask: UInt64 {
    var mask: UInt64 = 0
    PostingPlaces.forEachPlace(in: bytes) { _, position in
      mask |= 1 &<< UInt64(truncatingIfNeeded: position)
      return true
    }
    return mask
  }
}

/// Memory that ends in padding, in which places lie.
@usableFromInline struct PaddedStorage {
  @usableFromInline let start: UnsafeRawPointer
  @usableFromInline let count: Int

  /// Returns nil for memory that is shorter than its padding.
  ///
  /// - Parameter memory: Its last `PaddedPlaces.padding` bytes are no content.
  @inlinable @inline(__always)
  init?(_ memory: UnsafeRawBufferPointer) {
    guard let start = memory.baseAddress, memory.count >= PaddedPlaces.padding else { return nil }
    self.start = start
    count = memory.count - PaddedPlaces.padding
  }

  /// Returns the places that lie at a place of the memory, before its padding.
  @inlinable @inline(__always)
  func places(at place: Int, count: Int) -> PaddedPlaces {
    assert(place >= 0 && count >= 0 && place + count <= self.count)
    return PaddedPlaces(start + place, count: count)
  }
}
