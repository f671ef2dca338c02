/// Eight bytes of text as one number, of which the first ones may be ASCII letters.
///
/// A word is then read in a few steps, where one byte at a time takes ten for each.
enum ASCIILetters {
  /// The bit by which a small letter differs from a capital, in each of eight bytes.
  static let small: UInt64 = 0x2020_2020_2020_2020

  /// Returns the eight bytes at an offset, the first one lowest.
  @inline(__always)
  static func eight(_ bytes: UnsafeRawPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Returns the eight bytes at an offset with all letters in small ones.
  @inline(__always)
  static func small(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian | small
  }

  /// Returns the eight bytes at an offset, or all four to eight of a shorter text: some of them twice.
  @inline(__always)
  static func upToEight(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    if bytes.count >= 8 {
      return bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }
    let first = bytes.loadUnaligned(as: UInt32.self).littleEndian
    let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self).littleEndian
    return UInt64(last) << 32 | UInt64(first)
  }

  /// Returns the highest bit of each of eight bytes that is no small letter.
  @inline(__always)
  static func others(_ bytes: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = bytes & ~high
    // No byte takes anything from its neighbour: all below have the highest bit, none above has.
    let below = ~((low | high) &- 0x6161_6161_6161_6161)
    let above = low &+ 0x0505_0505_0505_0505
    return (below | above | bytes) & high
  }

  /// How many of eight bytes are small letters before the first that is none.
  @inline(__always)
  static func count(_ bytes: UInt64) -> Int { others(bytes).trailingZeroBitCount >> 3 }

  /// All bits of the first bytes, 8 at most.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count == 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
  }
}
