import Characters

/// The box of a task: `- [x] text`.
package enum TaskBox {
  /// Returns the part of a task's range behind the box.
  package static func text(of range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] != UInt8(ascii: "]") { start += 1 }
    // `- []] x` has a bracket for its sign.
    if start + 1 < range.upperBound, start > range.lowerBound,
      bytes[start - 1] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "]")
    {
      start += 1
    }
    start = min(start + 1, range.upperBound)
    while start < range.upperBound, bytes[start].isBlank { start += 1 }
    return start..<range.upperBound
  }

  private static let bracket = ByteFinder([
    ByteFinder.Mark(offset: 0, one: UInt8(ascii: "]"), other: UInt8(ascii: "]"))
  ])
  /// Bytes between the brackets of the longest sign: a character with its selector.
  private static let longestSign = 7

  /// Whether some bytes can hold a box: a sign between brackets, with a blank or the end of a line behind it.
  package static func mayStand(in bytes: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while let end = bracket.place(in: bytes, from: start, to: bytes.count) {
      let first = max(0, end - 1 - longestSign)
      if end > 1, end + 1 == bytes.count || bytes[end + 1].isSpace,
        (first..<(end - 1)).contains(where: { bytes[$0] == UInt8(ascii: "[") })
      {
        return true
      }
      start = end + 1
    }
    return false
  }
}
