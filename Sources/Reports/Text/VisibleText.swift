import Characters

/// Text from notes as an agent gets it: a person who looks at the note sees all of it.
///
/// A model reads what no screen shows: tags, zero-width characters and overrides of direction can hide whole sentences.
package enum VisibleText {
  /// Returns a text without what is invisible in it, and with U+FFFD for control characters.
  package static func of(_ text: some StringProtocol) -> String {
    of(String(text), places: []).text
  }

  /// Returns it with places in it, in UTF-8 bytes, where they are now.
  static func of(_ text: String, places: [Int]) -> (text: String, places: [Int]) {
    if text.utf8.allSatisfy({ $0.isPrintable || $0 == .lineFeed || $0 == 0x09 }) {
      return (text, places)
    }
    var visible = String.UnicodeScalarView()
    // Where each byte has gone.
    var moved: [Int] = []
    var end = 0
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      if !places.isEmpty {
        moved += repeatElement(end, count: UTF8.width(scalar))
      }
      if scalar == "\r" && next == "\n" { continue }
      let shown = PlainText.safeScalar(scalar)
      if PlainText.isUnseen(shown, behind: visible.last, before: next) { continue }
      visible.append(shown)
      end += UTF8.width(shown)
    }
    moved.append(end)
    return (String(visible), places.map { moved[min($0, moved.count - 1)] })
  }

  /// Returns a path on one line with all that cannot be seen in it written out, so that it can be typed.
  package static func place(_ path: String) -> String {
    if path.utf8.allSatisfy({ $0.isPrintable }) { return path }
    return PlainText.writtenOut(path) { PlainText.isHidden($0) }
  }

  /// Returns what was typed as `place` writes it; nil where nothing in it is written out.
  package static func typed(_ text: String) -> String? {
    // Bytes, since a mark may join the sign before it.
    let bytes = Array(text.utf8)
    var typed: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: mark) {
        let digits = bytes[(place + mark.count)...].prefix { $0.isHexDigit }
        if (4...6).contains(digits.count), bytes[digits.endIndex...].first == UInt8(ascii: ">"),
          let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            .flatMap(Unicode.Scalar.init)
        {
          typed += String(scalar).utf8
          place = digits.endIndex + 1
          continue
        }
      }
      typed.append(bytes[place])
      place += 1
    }
    return typed == bytes ? nil : String(decoding: typed, as: UTF8.self)
  }

  private static let mark = Array("<U+".utf8)
}
