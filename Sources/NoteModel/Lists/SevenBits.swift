/// Numbers as bytes of seven bits, the lowest bits first; the highest bit of a byte says that another one follows.
package enum SevenBits {
  /// Calls `body` with the bytes of a number, at most ten.
  @inlinable @inline(__always)
  package static func forEachByte(of number: Int, _ body: (UInt8) -> Void) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      body(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    body(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads a number from the bytes that `next` returns; nil if it does not end within ten bytes.
  @inlinable @inline(__always)
  package static func read<Failure: Error>(
    _ next: () throws(Failure) -> UInt8
  ) throws(Failure) -> Int? {
    var value: UInt = 0
    var shift: UInt = 0
    while shift < 64 {
      let byte = try next()
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: value) }
      shift += 7
    }
    return nil
  }
}
