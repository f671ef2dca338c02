// Obsidian leaves the characters that would break a link out when it compares headings. Which ones is
// known from its own vaults only in part; the rule here agrees with all that is known.

package import NoteModel

/// The form in which a heading and a link's fragment are compared.
///
/// ASCII punctuation other than `-`, `_` and `'` reads as a blank, runs of white space as one; letter case
/// and Unicode form do not matter.
package struct HeadingKey: Sendable, Hashable {
  package let key: NameKey

  /// The key of one piece of a fragment.
  package init(_ text: some StringProtocol) {
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

  /// The key of a heading; a block id at its end does not take part.
  package init(heading text: String) {
    self.init(Self.withoutBlockID(text))
  }

  package var isEmpty: Bool { key.text.isEmpty }

  private static func readsAsBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "_", "'": false
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": true
    default: scalar.properties.isWhitespace
    }
  }

  private static func withoutBlockID(_ text: String) -> Substring {
    let bytes = text.utf8
    guard let caret = bytes.lastIndex(of: UInt8(ascii: "^")) else { return text[...] }
    let id = bytes[bytes.index(after: caret)...]
    guard !id.isEmpty, id.allSatisfy(isBlockIDByte) else { return text[...] }
    guard caret > bytes.startIndex else { return "" }
    let before = bytes[bytes.index(before: caret)]
    return before == 0x20 || before == 0x09 ? text[..<caret] : text[...]
  }

  private static func isBlockIDByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
  }
}
