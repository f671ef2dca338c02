import Characters

/// The box of a task: `- [x] text`.
package enum TaskBox {
  /// Returns the part of a task's range behind the box.
  package static func text(of range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var start = min(close(of: range, in: bytes) + 1, range.upperBound)
    while start < range.upperBound, bytes[start].isBlank { start += 1 }
    return start..<range.upperBound
  }

  /// Returns the sign between the brackets.
  package static func sign(of range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let close = close(of: range, in: bytes)
    let open = range.prefix { bytes[$0] != UInt8(ascii: "[") }.endIndex
    return open < close ? open + 1..<close : close..<close
  }

  /// The bracket that ends the box; the end of the range where there is none.
  private static func close(of range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] != UInt8(ascii: "]") { place += 1 }
    // `- []] x` has a bracket for its sign.
    if place + 1 < range.upperBound, place > range.lowerBound,
      bytes[place - 1] == UInt8(ascii: "["), bytes[place + 1] == UInt8(ascii: "]")
    {
      place += 1
    }
    return place
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
