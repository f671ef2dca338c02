import Characters

/// How many tokens of a language model a text has, about: no two models cut text alike.
///
/// Four characters of ASCII are one, and each other character is one by itself. That is rather too many than too few:
/// English prose and code have about four characters a token, Cyrillic two to three, Chinese about one.
package enum TokenCount {
  /// Counts the tokens of a text.
  package static func of(_ text: some StringProtocol) -> Int { of(Array(text.utf8)[...]) }

  /// Counts the tokens of bytes of text.
  static func of(_ bytes: ArraySlice<UInt8>) -> Int {
    var plain = 0
    var others = 0
    for byte in bytes {
      if byte.isASCII { plain += 1 } else if byte & 0xC0 == 0xC0 { others += 1 }
    }
    return (plain + 3) / 4 + others
  }

  /// Returns how many bytes from a place on are at most so many tokens; a character stays whole.
  static func end(of bytes: [UInt8], from start: Int, tokens: Int) -> Int {
    var quarters = 0
    var place = start
    while place < bytes.count {
      var next = place + 1
      while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
      quarters += next == place + 1 ? 1 : 4
      if quarters > tokens * 4 { return place }
      place = next
    }
    return place
  }
}
