// What a byte is, asked in one way everywhere. Meanings that differ have names that differ, and stand side by side:
// Markdown and YAML call a space or a tab a blank, HTML counts line ends too, and in what people type no control
// character is part of a word. All of it is about ASCII; a byte of 0x80 or more is a piece of a longer character.

// Callers are the innermost loops of the reader and of the tokenizer, in other modules: what is not inlined there would
// cost a call for each byte of a vault.
extension UInt8 {
  // MARK: Blanks

  /// The byte of a space.
  @inlinable @inline(__always)
  package static var space: UInt8 { 0x20 }

  /// Whether it is a space or a tab.
  @inlinable @inline(__always)
  package var isBlank: Bool { self == .space || self == 0x09 }

  /// Whether it is white space: a space, a tab, or what ends a line or a page.
  @inlinable @inline(__always)
  package var isSpace: Bool { self == .space || (self >= 0x09 && self <= 0x0D) }

  /// Whether it shows nothing: white space or another control character, but not the one after all of ASCII.
  @inlinable @inline(__always)
  package var isBlankOrControl: Bool { self <= 0x20 }

  // MARK: Ends of lines

  /// The byte that ends a line.
  @inlinable @inline(__always)
  package static var lineFeed: UInt8 { 0x0A }

  /// The byte before a line feed, in files from Windows.
  @inlinable @inline(__always)
  package static var carriageReturn: UInt8 { 0x0D }

  // MARK: ASCII

  /// Whether it is a character by itself, not a piece of a longer one.
  @inlinable @inline(__always)
  package var isASCII: Bool { self < 0x80 }

  /// Whether a terminal shows it as it is: ASCII but for control characters.
  @inlinable @inline(__always)
  package var isPrintable: Bool { self >= 0x20 && self < 0x7F }

  /// Whether it goes on a character that an earlier byte of UTF-8 began.
  @inlinable @inline(__always)
  package var isContinuation: Bool { self & 0xC0 == 0x80 }

  // MARK: Letters and digits

  /// Whether it is a decimal digit.
  @inlinable @inline(__always)
  package var isDigit: Bool { self &- 0x30 < 10 }

  /// Whether it is a letter from A to Z, small or capital.
  @inlinable @inline(__always)
  package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// Whether it is a small letter.
  @inlinable @inline(__always)
  package var isSmallLetter: Bool { self &- 0x61 < 26 }

  /// Whether it is a capital letter.
  @inlinable @inline(__always)
  package var isCapital: Bool { self &- 0x41 < 26 }

  /// Whether it is a letter or a digit.
  @inlinable @inline(__always)
  package var isLetterOrDigit: Bool { isLetter || isDigit }

  /// Whether it may be part of a word: what is beyond ASCII passes for a letter.
  @inlinable @inline(__always)
  package var isOfWord: Bool { !isASCII || isLetter || isDigit }

  /// Whether it is a letter that is a hexadecimal digit.
  @inlinable @inline(__always)
  package var isHexLetter: Bool { (self | 0x20) &- 0x61 < 6 }

  /// Whether it is a hexadecimal digit.
  @inlinable @inline(__always)
  package var isHexDigit: Bool { isDigit || isHexLetter }

  /// The value of a hexadecimal digit; nil for another byte.
  @inlinable @inline(__always)
  package var hexValue: UInt8? {
    if isDigit { return self & 15 }
    return isHexLetter ? (self | 0x20) - 0x61 + 10 : nil
  }
}
