/// Text from notes, made safe for a terminal.
///
/// A note is untrusted: an escape sequence in it could recolour, retitle or type into the terminal, and a
/// direction override could show another path than the one there is.
enum PlainText {
  /// Returns the text with every control character but tab and line feed replaced.
  static func safe(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) {
      return String(text)
    }
    return replaced(text) { isUnsafe($0) ? "\u{FFFD}" : nil }
  }

  /// Returns the text of one line: line feeds and tabs become blanks.
  static func safeLine(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    return replaced(text) { scalar in
      if scalar == "\n" || scalar == "\t" { return " " }
      return isUnsafe(scalar) ? "\u{FFFD}" : nil
    }
  }

  private static func replaced(
    _ text: some StringProtocol, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    String(text).append(to: &bytes, replacement: replacement)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns what a message shows of a text that was typed or pasted: one line, the beginning of it.
  static func shortened(_ text: String) -> String {
    let line = safeLine(text.prefix(61))
    return line.count > 60 ? line.prefix(60) + "…" : line
  }

  /// Returns a number with a comma between each three digits.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Columns that a text takes on a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// Columns that a scalar takes on a terminal: 0 for marks, 2 for wide characters.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
