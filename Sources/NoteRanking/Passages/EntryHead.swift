import Characters

/// The words at the beginning of a list item or a row that name what it is about: `Git: backs up a vault`.
package enum EntryHead {
  /// Bytes in which it ends at the latest.
  private static let longest = 80

  /// Where the words before a colon or a dash end; nil where a range has none.
  package static func end(in range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let limit = min(range.upperBound, range.lowerBound + longest)
    for index in range.lowerBound..<limit {
      // Most bytes are letters, and beyond ASCII few begin like a dash or a wide colon.
      let byte = bytes[index]
      let mayEnd =
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == 0xE2 || byte == 0xEF
      if !mayEnd { continue }
      let isBlankNext = index + 1 == range.upperBound || bytes[index + 1].isBlankOrControl
      if byte == UInt8(ascii: ":"), isBlankNext { return index }
      if byte == UInt8(ascii: "-"), isBlankNext, index > range.lowerBound,
        bytes[index - 1].isBlankOrControl
      {
        return index
      }
      let isColonOrDash =
        index + 2 < limit
        && (byte == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0x94
          || byte == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x93
          || byte == 0xEF && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A)
      if isColonOrDash { return index }
    }
    return nil
  }
}
