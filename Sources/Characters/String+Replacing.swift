extension String {
  /// Appends the text with something else in the place of some scalars.
  ///
  /// Text of notes can be many megabytes, and most of it is plain, so that is copied in stretches.
  ///
  /// - Parameter replacement: Returns what stands for a scalar, nil for itself. It is not asked about printable ASCII
  ///   but `"` and `\`.
  package func append(to bytes: inout [UInt8], replacement: (Unicode.Scalar) -> String?) {
    var text = self
    text.withUTF8 { text in
      var start = 0
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
          index += 1
          continue
        }
        let (scalar, next) = Self.scalar(text, index)
        if let other = replacement(scalar) {
          bytes.append(contentsOf: text[start..<index])
          bytes.append(contentsOf: other.utf8)
          start = next
        }
        index = next
      }
      bytes.append(contentsOf: text[start...])
    }
  }

  /// The scalar that begins at a place of a string's bytes, and where the next one begins.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (Unicode.Scalar, next: Int) {
    let first = bytes[start]
    if first.isASCII { return (Unicode.Scalar(first), start + 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0xFF >> UInt32(count + 1))
    for index in start + 1..<start + count { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", start + count)
  }
}
