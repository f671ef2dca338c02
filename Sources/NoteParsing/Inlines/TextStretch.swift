import Characters

/// Where running text is cut that is too long to be read at once.
enum TextStretch {
  /// Returns where the stretch that begins at `start` ends: all of the text, or a place where little is cut.
  ///
  /// The best place is the end of a line, then a blank outside of brackets, then one between two links; they are
  /// looked for in the last quarter of what is allowed.
  static func end(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, most: Int
  ) -> Int {
    guard end - start > most else { return end }
    let limit = start + most
    var ends = (line: 0, blank: 0, bracket: 0)
    var isInBrackets = false
    for index in limit - most / 4..<limit {
      switch bytes[index] {
      case 0x0A: ends.line = index + 1
      case 0x20 where !isInBrackets: ends.blank = index + 1
      case UInt8(ascii: "["):
        if !isInBrackets {
          ends.bracket = bytes[index - 1] == UInt8(ascii: "!") ? index - 1 : index
        }
        isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      default: break
      }
    }
    for place in [ends.line, ends.blank, ends.bracket] where place > start { return place }
    var place = limit
    while place > start + 1, bytes[place].isContinuation { place -= 1 }
    return place
  }
}
