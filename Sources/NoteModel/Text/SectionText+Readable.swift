// What of a text a person reads: no pictures, badges, tags, bare addresses, template marks. A line of nothing else
// answers no question.

import Characters

extension SectionText {
  /// Fewest letters and digits of a line that has content.
  package static let leastLetters = 3

  /// Counts the letters and digits of a stretch that a person reads, up to `most`.
  ///
  /// It walks over the stretch once and finds the marks in it by halving.
  ///
  /// - Parameter first: A mark before which none reaches into the stretch; nil if unknown.
  package static func readableLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ marks: [TextMark], from first: Int? = nil,
    in range: Range<Int>, most: Int
  ) -> Int {
    var mark = first ?? firstMark(marks, reaching: range.lowerBound)
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound, count < most {
      while mark < marks.count, marks[mark].end <= index { mark += 1 }
      if mark < marks.count, marks[mark].start <= index {
        if marks[mark].kind.isSkipped {
          index = marks[mark].end
          continue
        }
        // A link may hold a picture.
        mark += 1
        continue
      }
      if let end = skipped(bytes, index, range.upperBound) {
        index = end
        continue
      }
      if isLetter(bytes, index) { count += 1 }
      index += 1
    }
    return count
  }

  /// Most marks that nest in each other.
  private static let deepest = 16

  /// The first mark that may reach beyond a place.
  package static func firstMark(_ marks: [TextMark], reaching place: Int) -> Int {
    max(0, BinarySearch.firstIndex(below: marks.count) { marks[$0].start < place } - deepest)
  }

  /// Where a bare address or a template's mark ends that begins at `index`; nil where there is none.
  private static func skipped(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "w"), UInt8(ascii: "o"):
      if index > 0, bytes[index - 1].isOfWord { return nil }
      return addressEnd(bytes, index, end)
    case UInt8(ascii: "{") where index + 1 < end && bytes[index + 1] == UInt8(ascii: "{"):
      return markEnd(bytes, index + 2, end, UInt8(ascii: "}"), UInt8(ascii: "}"))
    case UInt8(ascii: "<") where index + 1 < end && bytes[index + 1] == UInt8(ascii: "%"):
      return markEnd(bytes, index + 2, end, UInt8(ascii: "%"), UInt8(ascii: ">"))
    default: return nil
    }
  }

  /// Where an address ends that begins at `start`: `scheme://…` or `www.…` up to the next blank.
  package static func addressEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var index = start
    while index < end, index - start < 12, bytes[index].isLetter { index += 1 }
    let hasScheme =
      index + 2 < end && bytes[index] == UInt8(ascii: ":") && bytes[index + 1] == UInt8(ascii: "/")
      && bytes[index + 2] == UInt8(ascii: "/")
    let isWorldWide =
      index == start + 3 && index < end && bytes[index] == UInt8(ascii: ".")
      && (start..<index).allSatisfy { bytes[$0] | 0x20 == UInt8(ascii: "w") }
    guard hasScheme || isWorldWide else { return nil }
    while index < end, !bytes[index].isBlankOrControl, bytes[index] != UInt8(ascii: "|") {
      index += 1
    }
    return index
  }

  /// Behind the two closing bytes on the same line; nil where there are none near.
  private static func markEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ first: UInt8, _ second: UInt8
  ) -> Int? {
    var index = start
    while index + 1 < end, index - start < 400, bytes[index] != .lineFeed {
      if bytes[index] == first, bytes[index + 1] == second { return index + 2 }
      index += 1
    }
    return nil
  }

  /// Whether a letter or digit begins at `index`, punctuation and arrows beyond ASCII left aside.
  private static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte.isASCII { return byte.isOfWord }
    if byte.isContinuation { return false }
    guard index + 1 < bytes.count else { return true }
    switch byte {
    case 0xC2: return false
    // General punctuation, arrows, boxes and dingbats.
    case 0xE2: return bytes[index + 1] >= 0xB0
    case 0xE3: return bytes[index + 1] > 0x80
    case 0xEF: return bytes[index + 1] != 0xBC || index + 2 < bytes.count && bytes[index + 2] > 0x8F
    // Emoji.
    case 0xF0: return bytes[index + 1] != 0x9F
    default: return true
    }
  }
}
