// The same questions as of bytes, of whole characters. What Unicode says of one is in its `properties`; `isWhitespace`
// there knows every blank of every script.
extension Unicode.Scalar {
  /// Whether it is a small letter from a to z.
  package var isSmallASCIILetter: Bool { value &- 0x61 < 26 }

  /// Whether it is a letter from A to Z, small or capital.
  package var isASCIILetter: Bool { isASCII && UInt8(truncatingIfNeeded: value).isLetter }

  /// Whether it is a decimal digit of ASCII.
  package var isASCIIDigit: Bool { value &- 0x30 < 10 }

  /// A blank at which no line breaks; in names it is a space.
  package var isNoBreakBlank: Bool { self == "\u{A0}" || self == "\u{202F}" }

  /// Whether nothing is shown for it: soft hyphen, U+200B, direction marks, U+FEFF and their kind.
  package var isInvisible: Bool {
    !isASCII
      && (properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format)
  }
}

extension Unicode.Scalar {
  /// Whether it makes another letter of the one before it, as the accent of a decomposed `é` or the mark of a kana does.
  package var isAccent: Bool {
    switch value {
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x3099...0x309A, 0xFE20...0xFE2F: true
    default: false
    }
  }

  /// Whether it belongs to words that blanks part: a letter, digit or `_`, of a script that has such words.
  package var isOfSpacedWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return true
    case ..<0x80: return false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0xA4CF, 0xAC00...0xD7AF,
      0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
      return false
    default:
      return properties.isAlphabetic || properties.numericType != nil
    }
  }
}
