// Obsidian leaves the characters that would break a link out when it compares headings. Which ones is
// known from its own vaults only in part; the rule here agrees with all that is known.

import Characters
package import NoteModel

/// The form in which a heading and a link's fragment are compared.
///
/// ASCII punctuation other than `-`, `_` and `'` reads as a blank, runs of white space as one; letter case
/// and Unicode form do not matter.
package struct HeadingKey: Sendable, Hashable {
  package let key: NameKey

  /// The key of one piece of a fragment.
  package init(_ text: some StringProtocol) {
    // As a `String` at once: byte by byte, a generic text costs ten times as much.
    var text = String(text)
    if let key = text.withUTF8(Self.asciiKey) {
      self.key = key
      return
    }
    var scalars = String.UnicodeScalarView()
    var isBetween = false
    for scalar in text.unicodeScalars {
      if Self.readsAsBlank(scalar) {
        isBetween = !scalars.isEmpty
      } else {
        if isBetween { scalars.append(" ") }
        isBetween = false
        scalars.append(scalar)
      }
    }
    key = NameKey(String(scalars))
  }

  /// The key of a piece in ASCII; nil for another one.
  private static func asciiKey(_ text: UnsafeBufferPointer<UInt8>) -> NameKey? {
    guard text.allSatisfy({ $0.isASCII }) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { key in
      var count = 0
      var isBetween = false
      for byte in text {
        if readsAsBlank(Unicode.Scalar(byte)) {
          isBetween = count > 0
          continue
        }
        if isBetween {
          key[count] = .space
          count += 1
        }
        isBetween = false
        key[count] = byte
        count += 1
      }
      return NameKey(ascii: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(key)[..<count]))
    }
  }

  /// The key of a heading; a block id at its end does not take part.
  package init(heading text: String) {
    self.init(Self.withoutBlockID(text))
  }

  package var isEmpty: Bool { key.text.isEmpty }

  private static func readsAsBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "_", "'": false
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": true
    case ..<"\u{80}": scalar == " " || "\t"..."\r" ~= scalar
    default: scalar.properties.isWhitespace
    }
  }

  /// Returns a heading's text without the block id at its end and the blanks before that.
  ///
  /// An id stands after a blank or alone. A text without one is returned as it is.
  package static func withoutBlockID(_ text: String) -> Substring {
    let bytes = text.utf8
    guard let caret = bytes.lastIndex(of: UInt8(ascii: "^")) else { return text[...] }
    let id = bytes[bytes.index(after: caret)...]
    guard !id.isEmpty, id.allSatisfy(BlockID.allows) else { return text[...] }
    guard caret == bytes.startIndex || bytes[bytes.index(before: caret)].isBlank else {
      return text[...]
    }
    return Substring(bytes[..<caret].trimmedEnd(\.isBlank))
  }

  /// Returns a heading's text for a link: what would break the link becomes a blank.
  package static func linkText(_ heading: String) -> String {
    var text = ""
    let scalars = Array(withoutBlockID(heading).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isPair = index + 1 < scalars.count && scalars[index + 1] == scalar
      switch scalar {
      case ":", "#", "|", "^", "\\", "\r", "\n", " ", "\t": text += " "
      case "%" where isPair, "[" where isPair, "]" where isPair:
        text += " "
        index += 1
      default: text.unicodeScalars.append(scalar)
      }
      index += 1
    }
    return text.split(separator: " ").joined(separator: " ")
  }
}
