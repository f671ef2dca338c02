import Characters

/// Lines of a list item that stands in quotes or callouts, without the signs of those.
enum QuotedLines {
  /// Appends a part of a note that begins after the marker of an item. Its other lines lose as many `>` as stand before it.
  static func append(
    _ range: Range<Int>, of bytes: UnsafeRawBufferPointer, to text: inout [UInt8]
  ) {
    var depth = 0
    var place = range.lowerBound
    while place > 0, bytes[place - 1] != .lineFeed {
      place -= 1
      if bytes[place] == quote { depth += 1 }
    }
    if depth == 0 {
      text += bytes[range]
      return
    }
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: .lineFeed) ?? range.upperBound - 1
      text += bytes[start...end]
      start = behindSigns(end + 1, range.upperBound, bytes, depth)
    }
  }

  private static let quote = UInt8(ascii: ">")

  /// Where a line begins after the signs of its quotes; one that goes on without them has fewer.
  private static func behindSigns(
    _ start: Int, _ end: Int, _ bytes: UnsafeRawBufferPointer, _ depth: Int
  ) -> Int {
    var place = start
    for _ in 0..<depth {
      var next = place
      while next < end, bytes[next].isBlank { next += 1 }
      guard next < end, bytes[next] == quote else { break }
      place = next + 1
      if place < end, bytes[place] == UInt8(ascii: " ") { place += 1 }
    }
    return place
  }
}
