import Characters

/// Reads one character of UTF-8 that may be broken.
///
/// A byte that begins no well-formed character is read as U+FFFD and one byte long, so that a scan goes on
/// behind it. The limits of the second byte are those of the Unicode standard, table 3-7.
enum ScalarReader {
  @inline(__always)
  static func read(
    _ bytes: UnsafePointer<UInt8>, at index: Int, end: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = bytes[index]
    if first.isASCII { return (UInt32(first), 1) }
    let rest = end - index
    if first >= 0xC2, first < 0xE0, rest > 1, bytes[index + 1].isContinuation {
      return (UInt32(first & 0x1F) << 6 | payload(bytes[index + 1]), 2)
    }
    if first >= 0xE0, first < 0xF0, rest > 2, bytes[index + 1].isContinuation,
      bytes[index + 2].isContinuation
    {
      let scalar =
        UInt32(first & 0x0F) << 12 | payload(bytes[index + 1]) << 6 | payload(bytes[index + 2])
      if scalar >= 0x800, scalar &- 0xD800 >= 0x800 { return (scalar, 3) }
    }
    if first >= 0xF0, first < 0xF5, rest > 3, bytes[index + 1].isContinuation,
      bytes[index + 2].isContinuation, bytes[index + 3].isContinuation
    {
      let high = UInt32(first & 0x07) << 18 | payload(bytes[index + 1]) << 12
      let scalar = high | payload(bytes[index + 2]) << 6 | payload(bytes[index + 3])
      if scalar >= 0x10000, scalar < 0x110000 { return (scalar, 4) }
    }
    return (0xFFFD, 1)
  }

  /// Writes `scalar` as UTF-8 and returns its length in bytes.
  @inline(__always)
  static func write(_ scalar: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 0x80 {
      out[0] = UInt8(scalar)
      return 1
    }
    if scalar < 0x800 {
      out[0] = 0xC0 | UInt8(scalar >> 6)
      out[1] = trail(scalar)
      return 2
    }
    if scalar < 0x10000 {
      out[0] = 0xE0 | UInt8(scalar >> 12)
      out[1] = trail(scalar >> 6)
      out[2] = trail(scalar)
      return 3
    }
    out[0] = 0xF0 | UInt8(scalar >> 18)
    out[1] = trail(scalar >> 12)
    out[2] = trail(scalar >> 6)
    out[3] = trail(scalar)
    return 4
  }

  @inline(__always)
  private static func payload(_ byte: UInt8) -> UInt32 { UInt32(byte & 0x3F) }

  @inline(__always)
  private static func trail(_ scalar: UInt32) -> UInt8 { 0x80 | UInt8(scalar & 0x3F) }
}
