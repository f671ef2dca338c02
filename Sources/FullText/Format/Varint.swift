/// SQLite's numbers: seven bits a byte, the highest first, and all eight of a ninth byte.
@usableFromInline enum Varint {
  /// Most bytes that `store` writes.
  static let longest = 10

  /// Whether a byte is the last one of its number: all others have the highest bit set.
  @inlinable @inline(__always)
  static func isLast(_ byte: UInt8) -> Bool { byte < 0x80 }

  /// Whether a number takes one byte.
  @inline(__always)
  static func isShort(_ number: UInt32) -> Bool { number < 0x80 }

  /// The last byte of a number.
  @inline(__always)
  static func lastByte(of number: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: number) & 0x7F }

  /// Reads a number.
  ///
  /// Returns nil where it does not end before `end`, or does not fit.
  @inlinable @inline(__always)
  static func read(
    _ bytes: UnsafeRawBufferPointer, _ place: inout Int, end: Int
  ) -> Int? {
    guard place >= 0, end <= bytes.count, place < end else { return nil }
    let first = bytes[place]
    // Nearly all numbers of a page are of one byte.
    if first < 0x80 {
      place += 1
      return Int(first)
    }
    return readLong(bytes, &place, end: end)
  }

  @usableFromInline static func readLong(
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

  /// Reads a number, most often of one byte, without a look at where the bytes end: it ends after nine of them.
  @inlinable @inline(__always)
  static func readUnchecked(_ bytes: UnsafeRawPointer, _ place: inout Int) -> UInt64 {
    let byte = bytes.load(fromByteOffset: place, as: UInt8.self)
    place &+= 1
    return byte < 0x80 ? UInt64(byte) : readLong(byte, bytes, &place)
  }

  @inlinable @inline(__always)
  static func readLong(
    _ first: UInt8, _ bytes: UnsafeRawPointer, _ place: inout Int
  ) -> UInt64 {
    var value = UInt64(first & 0x7F)
    for count in 2...9 {
      let byte = bytes.load(fromByteOffset: place, as: UInt8.self)
      place &+= 1
      if count == 9 { return value << 8 | UInt64(byte) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return value }
    }
    return value
  }

  /// Moves past a number that ends, as each one does that this program has written.
  @inline(__always)
  static func skip(_ bytes: UnsafeRawPointer, _ place: inout Int) {
    while bytes.load(fromByteOffset: place, as: UInt8.self) >= 0x80 { place += 1 }
    place += 1
  }

  /// Appends a number; it must not be negative.
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

  /// Calls `body` with the bytes of a number of two bytes or more, but for the last one; returns how many these are.
  @inline(__always)
  static func forEachUpperByte(of number: UInt32, _ body: (UInt8) -> Void) -> Int {
    let count = number >> 14 == 0 ? 1 : number >> 21 == 0 ? 2 : number >> 28 == 0 ? 3 : 4
    var shift = UInt32(truncatingIfNeeded: 7 * count)
    while shift > 0 {
      body(UInt8(truncatingIfNeeded: number &>> shift) | 0x80)
      shift &-= 7
    }
    return count
  }

  /// Writes a number after `place` bytes of `target`, and moves `place` past it.
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
