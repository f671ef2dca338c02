/// Characters of text in bytes that need not be UTF-8.
package enum TextBytes {
  /// Returns the character that begins at a place, and the place after it; nil where none does.
  package static func scalar(
    at start: Int, of bytes: UnsafeRawBufferPointer
  ) -> (scalar: Unicode.Scalar, next: Int)? {
    guard start < bytes.count else { return nil }
    let first = bytes[start]
    if first.isASCII { return (Unicode.Scalar(first), start + 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, start + count <= bytes.count else { return nil }
    var value = UInt32(first) & (0xFF >> UInt32(count + 1))
    for index in start + 1..<start + count {
      guard bytes[index].isContinuation else { return nil }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, start + count) }
  }

  /// Returns the character that ends at a place, which is not the first one; nil where none does.
  package static func scalar(
    before end: Int, of bytes: UnsafeRawBufferPointer
  ) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, start > end - 4, bytes[start].isContinuation { start -= 1 }
    return start < 0 ? nil : scalar(at: start, of: bytes)?.scalar
  }
}
