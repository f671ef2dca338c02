import Characters
import Testing

/// What a byte is agrees with what the standard library says of the character that it is.
@Suite struct KindTests {
  @Test func lettersAndDigitsAreThoseOfTheLibrary() {
    for byte in 0...UInt8.max {
      let character = byte < 0x80 ? Character(Unicode.Scalar(byte)) : "\u{FFFD}"
      #expect(byte.isLetter == character.isLetter, "\(byte)")
      #expect(byte.isSmallLetter == character.isLowercase, "\(byte)")
      #expect(byte.isCapital == character.isUppercase, "\(byte)")
      #expect(byte.isDigit == character.isWholeNumber, "\(byte)")
      #expect(byte.isLetterOrDigit == (character.isLetter || character.isWholeNumber), "\(byte)")
      #expect(byte.isOfWord == (byte.isLetterOrDigit || byte >= 0x80), "\(byte)")
      #expect(byte.isHexDigit == character.isHexDigit, "\(byte)")
      #expect(byte.hexValue.map(Int.init) == character.hexDigitValue, "\(byte)")
      #expect(ASCIICase.small(byte) == (byte.isCapital ? byte + 32 : byte), "\(byte)")
    }
  }

  @Test func blanksOfOneKindAreBlanksOfTheNext() {
    for byte in 0...UInt8.max {
      #expect(byte.isBlank == (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")), "\(byte)")
      let isWhitespace = byte < 0x80 && Unicode.Scalar(byte).properties.isWhitespace
      #expect(byte.isSpace == isWhitespace, "\(byte)")
      #expect(byte.isBlankOrControl == (byte <= UInt8(ascii: " ")), "\(byte)")
    }
  }

  @Test func printableBytesAreThoseWithoutControlCharacters() {
    #expect([UInt8.carriageReturn, .lineFeed] == Array("\r\n".utf8))
    for byte in 0...UInt8.max {
      let scalar = Unicode.Scalar(byte)
      #expect(byte.isASCII == scalar.isASCII, "\(byte)")
      let isControl = scalar.properties.generalCategory == .control
      #expect(byte.isPrintable == (scalar.isASCII && !isControl), "\(byte)")
    }
  }

  @Test func scalarsAreAskedAsBytes() {
    for value in 0..<UInt32(0x3000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let byte = scalar.isASCII ? UInt8(value) : 0xFF
      #expect(scalar.isASCIILetter == byte.isLetter, "\(value)")
      #expect(scalar.isSmallASCIILetter == byte.isSmallLetter, "\(value)")
      #expect(scalar.isASCIIDigit == byte.isDigit, "\(value)")
    }
  }

  @Test(arguments: [
    ("", ""), (" ", ""), (" a b\t", "a b"), ("\u{A0}a\u{A0}", "\u{A0}a\u{A0}"), ("a", "a"),
    ("\r\n a \u{1}", "a"),
  ])
  func trimmingTakesBothEnds(_ text: String, _ expected: String) {
    #expect(String(Substring(text.utf8.trimmed(\.isBlankOrControl))) == expected)
  }

  @Test func whatIsBlankIsForTheCallerToSay() {
    #expect("\u{A0} a\u{3000}".trimmed(\.isWhitespace) == "a")
    #expect([1, 2, 1].trimmedEnd { $0 == 1 } == [1, 2])
  }
}
