// YAML 1.1 ended lines at U+0085, U+2028 and U+2029 too, and libyaml still does. YAML 1.2 takes them for
// ordinary characters, so libyaml is given others of the same length in their place.

/// A copy of YAML in which nothing but LF and CR LF ends a line for libyaml.
struct BreakStandIns {
  private(set) var bytes: [UInt8]
  /// Last bytes of the two characters that stand for U+2028 and U+2029, after `EF B7`: noncharacters.
  private let separators: (UInt8, UInt8)
  /// The character that stands for U+0085.
  private let next: (UInt8, UInt8)

  /// Copies `source[start..<end]`; nil where there is nothing to stand in for.
  init?(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    guard Self.hasBreaks(source, start, end) else { return nil }
    bytes = Array(UnsafeBufferPointer(start: source + start, count: end - start))
    var free = (0x90...0xAF).lazy.map { UInt8($0) }
      .filter { [bytes] in !Self.holds(bytes, 0xEF, 0xB7, $0) }.makeIterator()
    // Unassigned characters of two bytes, U+07FB and U+0378 among them.
    let unassigned: [(UInt8, UInt8)] = [
      (0xDF, 0xBB), (0xDF, 0xBC), (0xCD, 0xB8), (0xCD, 0xB9), (0xCE, 0x80), (0xD4, 0xB0),
    ]
    guard let first = free.next(), let second = free.next(),
      let next = unassigned.first(where: { [bytes] in !Self.holds(bytes, $0.0, $0.1, nil) })
    else { return nil }
    separators = (first, second)
    self.next = next
    for index in bytes.indices.dropLast() {
      if bytes[index] == 0xC2, bytes[index + 1] == 0x85 {
        (bytes[index], bytes[index + 1]) = next
      } else if bytes[index] == 0xE2, bytes[index + 1] == 0x80, index + 2 < bytes.count,
        bytes[index + 2] & 0xFE == 0xA8
      {
        bytes[index + 2] = bytes[index + 2] == 0xA8 ? first : second
        (bytes[index], bytes[index + 1]) = (0xEF, 0xB7)
      }
    }
  }

  /// Puts what was stood in for back into a text.
  func restore(_ text: inout ArraySlice<UInt8>) {
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == next.0, text[index + 1] == next.1 {
        (text[index], text[index + 1]) = (0xC2, 0x85)
      } else if text[index] == 0xEF, text[index + 1] == 0xB7, index + 2 < text.endIndex,
        text[index + 2] == separators.0 || text[index + 2] == separators.1
      {
        text[index + 2] = text[index + 2] == separators.0 ? 0xA8 : 0xA9
        (text[index], text[index + 1]) = (0xE2, 0x80)
      }
      index += 1
    }
  }

  private static func hasBreaks(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index + 1 < end {
      if bytes[index] == 0xC2, bytes[index + 1] == 0x85 { return true }
      if bytes[index] == 0xE2, bytes[index + 1] == 0x80, index + 2 < end,
        bytes[index + 2] & 0xFE == 0xA8
      {
        return true
      }
      index += 1
    }
    return false
  }

  private static func holds(_ bytes: [UInt8], _ first: UInt8, _ second: UInt8, _ third: UInt8?)
    -> Bool
  {
    bytes.indices.dropLast().contains { index in
      bytes[index] == first && bytes[index + 1] == second
        && (third == nil || (index + 2 < bytes.count && bytes[index + 2] == third))
    }
  }
}
