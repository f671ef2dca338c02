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
    value >= 0x80
      && (properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format)
  }
}
