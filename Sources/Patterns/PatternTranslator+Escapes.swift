import Characters

/// What stands after a backslash.
enum PatternEscape {
  /// A character; half of one where it is not a scalar.
  case character(UInt32)
  /// A set of characters, as PCRE2 writes it inside of a class.
  case set(String)
}

extension PatternTranslator {
  /// JavaScript's blanks: PCRE2's `\s` has those of ASCII only.
  private static let blanks =
    #"\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}"#
  private static let noBlanks =
    #"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}"#
    + #"\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}"#

  /// Translates an escape outside of a class.
  mutating func translateEscape() throws(PatternError) {
    let start = position
    switch scalar(at: position + 1) {
    case "b", "B":
      emitPlace(scalars[position + 1] == "b" ? "\\b" : "\\B")
      position += 2
    default:
      if let group = reference() { return emitReference(group) }
      if scalar(at: position + 1) == "k", !names.isEmpty {
        guard scalar(at: position + 2) == "<", let name = name(at: position + 3),
          let group = names[name]
        else { throw failure("'\\k' names no group", at: start) }
        position += name.unicodeScalars.count + 4
        return emitReference(group)
      }
      switch try escape() {
      case .character(let value): emitLiteral(value)
      case .set(let text): emitAtom("[" + text + "]")
      }
    }
  }

  /// Reads the number of a group that there is.
  private mutating func reference() -> Int? {
    var place = position + 1
    var number = 0
    while let digit = scalar(at: place), digit.isASCIIDigit, number < 1000 {
      number = number * 10 + Int(digit.value - 0x30)
      place += 1
    }
    if number == 0 || number > groupCount || scalar(at: position + 1) == "0" { return nil }
    position = place
    return number
  }

  /// Reads an escape that means the same inside of a class and outside, from its backslash on.
  mutating func escape() throws(PatternError) -> PatternEscape {
    guard let scalar = scalar(at: position + 1) else {
      throw failure("a backslash is the last character", at: position)
    }
    position += 2
    switch scalar {
    case "d", "D", "w", "W": return .set("\\" + String(scalar))
    case "s": return .set(Self.blanks)
    case "S": return .set(Self.noBlanks)
    case "t": return .character(0x09)
    case "n": return .character(0x0A)
    case "v": return .character(0x0B)
    case "f": return .character(0x0C)
    case "r": return .character(0x0D)
    case "0"..."7":
      position -= 1
      return .character(octal())
    case "c":
      guard let letter = self.scalar(at: position), letter.isASCII, letter.properties.isAlphabetic
      else {
        position -= 1
        return .character(0x5C)
      }
      position += 1
      return .character(letter.value % 32)
    case "x": return .character(digits(2) ?? scalar.value)
    case "u": return .character(unit() ?? scalar.value)
    case "p", "P":
      return try property(isNegated: scalar == "P").map { .set($0) } ?? .character(scalar.value)
    default: return .character(scalar.value)
    }
  }

  /// Reads up to three octal digits.
  private mutating func octal() -> UInt32 {
    var value: UInt32 = 0
    while let digit = scalar(at: position), ("0"..."7").contains(digit), value < 0o40 {
      value = value * 8 + digit.value - 0x30
      position += 1
    }
    return value
  }

  /// Reads exactly so many hexadecimal digits.
  private mutating func digits(_ count: Int) -> UInt32? {
    guard position + count <= scalars.count else { return nil }
    let text = String(String.UnicodeScalarView(scalars[position..<position + count]))
    guard text.utf8.allSatisfy(\.isHexDigit), let value = UInt32(text, radix: 16)
    else { return nil }
    position += count
    return value
  }

  /// Reads what follows `\u`: four digits, two such escapes that are one character, or digits in braces.
  private mutating func unit() -> UInt32? {
    let start = position
    if scalar(at: position) == "{" {
      position += 1
      var value: UInt32 = 0
      while let digit = digits(1), value <= 0x10FFFF { value = value * 16 + digit }
      if scalar(at: position) == "}", position > start + 1, value <= 0x10FFFF {
        position += 1
        return value
      }
      position = start
      return nil
    }
    guard let high = digits(4) else { return nil }
    guard (0xD800..<0xDC00).contains(high), scalar(at: position) == "\\",
      scalar(at: position + 1) == "u"
    else { return high }
    let end = position
    position += 2
    if let low = digits(4), (0xDC00..<0xE000).contains(low) {
      return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    position = end
    return high
  }
}
