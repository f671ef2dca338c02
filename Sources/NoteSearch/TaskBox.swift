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
}
