import Characters

/// What parts the words of a question and of a search.
enum Blanks {
  /// The length of the blank at `index`, 0 where there is none; all of Unicode's spaces count.
  static func length(_ bytes: [UInt8], at index: Int) -> Int {
    let byte = bytes[index]
    if byte.isASCII { return byte.isSpace ? 1 : 0 }
    guard index + 1 < bytes.count else { return 0 }
    let second = bytes[index + 1]
    if byte == 0xC2 { return second == 0xA0 || second == 0x85 ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    switch (byte, second, bytes[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xE1, 0x9A, 0x80):
      return 3
    default: return 0
    }
  }
}
