import Characters

/// Text from notes, made safe for a terminal and true to the eye.
///
/// A note is untrusted: an escape sequence in it could recolour, retitle or type into the terminal, and a
/// direction override could show another path than the one there is.
package enum PlainText {
  /// Returns the text with every control character but tab and line feed replaced.
  package static func safe(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0.isPrintable || $0 == .lineFeed || $0 == 0x09 }) {
      return String(text)
    }
    return replaced(text) { isUnsafe($0) ? "\u{FFFD}" : nil }
  }

  /// Returns the text of one line: line feeds and tabs become blanks.
  static func safeLine(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0.isPrintable }) { return String(text) }
    return replaced(text) { scalar in
      if scalar == "\n" || scalar == "\t" { return " " }
      return isUnsafe(scalar) ? "\u{FFFD}" : nil
    }
  }

  /// Most bytes of a row's text that are shown.
  private static let longestLine = 1_024

  /// Returns a text for a row: one line as `safeLine`, without blanks at its ends; of a long one the beginning.
  static func trimmedLine(_ text: String) -> String {
    guard text.utf8.count > longestLine else {
      return String(safeLine(text).trimmed { $0 == " " })
    }
    var end = text.utf8.index(text.startIndex, offsetBy: longestLine)
    // Not in the middle of a character.
    while text.utf8[end].isContinuation { end = text.utf8.index(before: end) }
    return String(safeLine(text[..<end]).trimmed { $0 == " " }) + "…"
  }

  /// Returns a value as a terminal may show it: control characters are replaced, invisible ones written out.
  ///
  /// In a text as long as a note, invisible ones stay: that would take ten times its size.
  static func forTerminal(_ text: String) -> String {
    let safe = safe(text)
    return safe.utf8.count > 1 << 16 ? safe : writtenOut(safe)
  }

  /// Whether a text is one line that commands no terminal.
  package static func isLine(_ text: String) -> Bool {
    // Not generic: completion asks this of thousands of names.
    text.utf8.allSatisfy { $0.isPrintable } || safeLine(text) == text
  }

  private static func replaced(
    _ text: some StringProtocol, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    String(text).append(to: &bytes, replacement: replacement)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a name, a path or a heading on one line: as `safeLine`, and what is invisible in it is written out.
  ///
  /// `Home<U+200E>.md`: two names that differ must not look the same. Joiners inside of a script or of an
  /// emoji and variation selectors stay, they change what is seen.
  static func safeName(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0.isPrintable }) { return String(text) }
    return writtenOut(safeLine(text))
  }

  /// Returns the text with every invisible scalar written out.
  ///
  /// - Parameter isHidden: Whether another one is written out too.
  package static func writtenOut(
    _ text: String, _ isHidden: (Unicode.Scalar) -> Bool = { _ in false }
  ) -> String {
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      if isUnseen(scalar, behind: shown.last, before: next)
        || isHidden(scalar) && !isInvisible(scalar)
      {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown +=
          "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>".unicodeScalars
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Whether a scalar changes nothing that is seen of the text around it.
  static func isUnseen(
    _ scalar: Unicode.Scalar, behind last: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    if scalar.value < 0xA0 { return false }
    if scalar.properties.isVariationSelector { return !isSelector(scalar, behind: last) }
    return isInvisible(scalar) && !isJoiner(scalar, between: last, and: next)
  }

  /// Whether a variation selector has a sign before it to choose a form of: one by one they could spell a text.
  private static func isSelector(_ scalar: Unicode.Scalar, behind last: Unicode.Scalar?) -> Bool {
    guard let last, last.value > 0x20, last != "\u{FFFD}" else { return false }
    if last.properties.isVariationSelector || isInvisible(last) { return false }
    // Colour or not is asked of digits too, all other forms are of letters that ASCII does not have.
    return scalar == "\u{FE0E}" || scalar == "\u{FE0F}" || last.value >= 0x300
  }

  /// Returns a scalar as it is shown inside of a text of several lines.
  static func safeScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isUnsafe(scalar) ? "\u{FFFD}" : scalar
  }

  /// Whether nothing is shown for it: soft hyphen, direction marks, zero-width blanks, fillers, tags.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0xA0 { return false }
    let properties = scalar.properties
    return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
  }

  /// Whether it joins or parts what stands around it, as in Persian words and in emoji of several parts.
  private static func isJoiner(
    _ scalar: Unicode.Scalar, between last: Unicode.Scalar?, and next: Unicode.Scalar?
  ) -> Bool {
    guard scalar == "\u{200C}" || scalar == "\u{200D}", let last, let next else { return false }
    return [last, next].allSatisfy { $0.value >= 0x300 && !isInvisible($0) && $0 != "\u{FFFD}" }
  }

  /// Returns what a message shows of a text that was typed or pasted: one line, the beginning of it.
  package static func shortened(_ text: String) -> String {
    let line = safeName(text.prefix(61))
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

  /// Whether a terminal that is given it shows something else than what is there.
  static func misleads(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x7F && isHidden(scalar)
  }

  /// Whether a word with it cannot be read off a terminal: control characters, ends of lines, what is invisible.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || isUnsafe(scalar) || isInvisible(scalar)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Calls `body` with each sign of a text as a reader sees it: its bytes, its first scalar and its columns.
  static func forEachSign(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>, Unicode.Scalar, _ width: Int) -> Void
  ) {
    var copy = text
    let scalars = text.unicodeScalars
    copy.withUTF8 { bytes in
      var place = scalars.startIndex
      var start = 0
      while place < scalars.endIndex {
        let scalar = scalars[place]
        var next = scalars.index(after: place)
        var width = width(scalar)
        var end = start + UTF8.width(scalar)
        if !standsAlone(scalar) || next < scalars.endIndex && !standsAlone(scalars[next]) {
          let sign = text[place..<text.index(after: place)]
          next = sign.endIndex
          width = sign.unicodeScalars.reduce(0) { $0 + Self.width($1) }
          end = start + sign.utf8.count
        }
        body(UnsafeBufferPointer(rebasing: bytes[start..<end]), scalar, width)
        (place, start) = (next, end)
      }
    }
  }

  /// Whether a scalar is a sign by itself beside another such: letters of scripts that need no marks, and ideographs.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x370..<0x483, 0x3041..<0x3097, 0x30A1..<0x30FB,
      0x4E00..<0xA000, 0xFFFD:
      true
    default: false
    }
  }

  /// Columns that a text takes on a terminal.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy(\.isASCII) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// Columns that a scalar takes on a terminal: 0 for marks, 2 for wide characters.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 || 0x370..<0x483 ~= value || value == 0xFFFD { return 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      let properties = scalar.properties
      // Flags are made of two letters.
      if properties.isEmojiPresentation, !(0x1F1E6...0x1F1FF).contains(value) { return 2 }
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}

extension String {
  /// The text with blanks for tabs.
  func replacingTabs() -> String {
    utf8.contains(0x09) ? String(flatMap { $0 == "\t" ? "    " : String($0) }) : self
  }
}
