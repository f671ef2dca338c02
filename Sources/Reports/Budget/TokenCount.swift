import Characters

/// How many tokens of a language model a text has, about: no two models cut text alike.
///
/// Four characters of ASCII are one, and each other character is one by itself. That is rather too many than too few:
/// English prose and code have about four characters a token, Cyrillic two to three, Chinese about one.
package enum TokenCount {
  /// Counts the tokens of a text.
  package static func of(_ text: some StringProtocol) -> Int {
    (quarters(Array(text.utf8)) + 3) / 4
  }

  /// Counts bytes of text in quarters of a token, so that counts of parts can be added.
  static func quarters(_ bytes: some Sequence<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      if byte.isASCII { count += 1 } else if byte & 0xC0 == 0xC0 { count += 4 }
    }
    return count
  }

  /// Counts bytes of text in quarters, as they stand in JSON or, if that is more, in a line of text.
  static func printedQuarters(_ bytes: some Collection<UInt8>) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in bytes {
      count += printed(byte, behind: last)
      last = byte
    }
    return count
  }

  /// What a byte adds; a character beyond ASCII is paid for with its first byte.
  private static func printed(_ byte: UInt8, behind last: UInt8) -> Int {
    switch byte {
    case 0x22, 0x5C, 0x0A: 2
    // Blanks in the place of a tab.
    case 0x09: 4
    // `\u001b`
    case ..<0x20, 0x7F: 6
    case ..<0x80: 1
    case ..<0xC0: last == 0xC2 && byte < 0xA0 ? 2 : 0
    // `\u2028` is more than one character; there are few of the sort.
    case 0xE2: 6
    default: 4
    }
  }

  /// Returns how many bytes from a place on are at most so many quarters; a character stays whole.
  ///
  /// - Parameter isPrinted: Whether they are counted as they are printed.
  static func end(of bytes: [UInt8], from start: Int, quarters room: Int, isPrinted: Bool) -> Int {
    var used = 0
    var place = start
    while place < bytes.count {
      var next = place + 1
      while next < bytes.count, bytes[next].isContinuation { next += 1 }
      used += isPrinted ? printedQuarters(bytes[place..<next]) : quarters(bytes[place..<next])
      if used > room { return place }
      place = next
    }
    return place
  }
}
