// Obsidian compares names without regard to case and, by our decision, to the Unicode form they were
// typed in. SQLite compares bytes, so the key must be spelled out in one form: NFC, lower case. The
// standard library normalizes only behind this underscored interface; the alternative is all of Foundation.

import Characters
@_spi(_Unicode) import Swift

/// The form in which names are compared: NFC and lower case, no-break blanks as plain ones.
///
/// macOS writes U+202F before AM and PM in the names of screenshots, and U+00A0 comes with text pasted from
/// a page; neither is typed. Source: the specification's section 3.4.
///
/// File names, folders, headings, tags, aliases, block ids, footnote ids and property names compare
/// by it; values are stored and shown as written.
package struct NameKey: Sendable, Hashable {
  /// The key's text: NFC, lower case, every sigma the medial one, every no-break blank a plain one.
  package let text: String

  package init(_ name: some StringProtocol) {
    // As a `String` at once: byte by byte, a generic text costs ten times as much.
    let name = String(name)
    if let ascii = Self.lowercasedASCII(name) {
      text = ascii
      return
    }
    if let plain = Self.folded(name) {
      text = plain
      return
    }
    var scalars = String.UnicodeScalarView()
    for scalar in name.lowercased()._nfc {
      switch scalar {
      case "\u{3C2}": scalars.append("\u{3C3}")
      case let blank where blank.isNoBreakBlank: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    text = String(scalars)
  }

  /// Makes the key of a name that is its own key.
  package init(folded name: UnsafeRawBufferPointer) {
    text = String(decoding: name, as: UTF8.self)
  }

  /// Makes the key of a name in ASCII.
  package init(ascii name: UnsafeRawBufferPointer) {
    text = String(unsafeUninitializedCapacity: name.count) { buffer in
      for index in name.indices { buffer[index] = ASCIICase.small(name[index]) }
      return name.count
    }
  }

  /// The key of a name that can be told byte by byte; see `PlainName`.
  private static func folded(_ name: String) -> String? {
    var name = name
    let key = name.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { key in
        let raw = UnsafeMutableRawBufferPointer(key)
        raw.copyMemory(from: UnsafeRawBufferPointer(bytes))
        return PlainName.fold(raw) ? bytes.count : 0
      }
    }
    return key.isEmpty ? nil : key
  }

  private static func lowercasedASCII(_ name: String) -> String? {
    var name = name
    let (all, capitals) = name.withUTF8 { bytes in
      // Without a way out the loop reads sixteen bytes at a time.
      var (all, capitals): (UInt8, UInt8) = (0, 0)
      for byte in bytes {
        all |= byte
        capitals |= byte.isCapital ? 0xFF : 0
      }
      return (all, capitals)
    }
    if !all.isASCII { return nil }
    if capitals == 0 { return name }
    return name.withUTF8 { NameKey(ascii: UnsafeRawBufferPointer($0)).text }
  }
}
