import Characters

/// Character references: `&amp;`, `&#38;`, `&#x26;`.
enum Entity {
  /// Appends what the reference at `start` stands for; returns the offset after it, or nil.
  static func decode(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into text: inout [UInt8]
  ) -> Int? {
    var index = start + 1
    guard index < end else { return nil }
    if bytes[index] == UInt8(ascii: "#") { return decodeNumber(bytes, index + 1, end, into: &text) }
    while index < end, index - start < 33, bytes[index].isLetterOrDigit {
      index += 1
    }
    guard index < end, index > start + 1, bytes[index] == UInt8(ascii: ";") else { return nil }
    let name = UnsafeBufferPointer(start: bytes + start + 1, count: index - start - 1)
    guard let value = EntityNames.value(of: name) else { return nil }
    text.append(contentsOf: value)
    return index + 1
  }

  private static func decodeNumber(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into text: inout [UInt8]
  ) -> Int? {
    var index = start
    let isHexadecimal = index < end && bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let first = index
    var value: UInt32 = 0
    while index < end, index - first < (isHexadecimal ? 6 : 7) {
      guard let digit = bytes[index].hexValue, isHexadecimal || digit < 10 else { break }
      value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
      index += 1
    }
    guard index > first, index < end, bytes[index] == UInt8(ascii: ";") else { return nil }
    let scalar = value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return index + 1
  }
}
