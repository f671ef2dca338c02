import Characters
import NoteModel

/// The target of a link, made ready to be compared with paths.
package struct LinkPath {
  /// Where a path counts from.
  enum Anchor {
    /// From the root or from any folder.
    case anywhere
    /// From the root alone.
    case root
  }

  let anchor: Anchor
  /// The key of the path, without the slash that roots it and with `.` and `..` worked off.
  let folded: String
  /// The key of the path's last part as written.
  let name: String

  /// Reads a trimmed target that is not empty; `folder` is the key of the source's folder.
  init(_ written: String, from folder: String) {
    let key = NameKey(written).text
    if let slash = key.utf8.lastIndex(of: UInt8(ascii: "/")) {
      name = String(key[key.utf8.index(after: slash)...])
    } else {
      name = key
    }
    if Self.isRelative(key) {
      anchor = .root
      folded = Self.joined(folder, key)
    } else if key.utf8.first == UInt8(ascii: "/") {
      anchor = .root
      folded = String(Substring(key.utf8.dropFirst()))
    } else {
      anchor = .anywhere
      folded = key
    }
  }

  /// Whether a trimmed target counts from the folder of its note.
  static func isRelative(_ target: String) -> Bool {
    target.utf8.first == UInt8(ascii: ".")
      && (target.utf8.starts(with: "./".utf8) || target.utf8.starts(with: "../".utf8))
  }

  /// Returns the target without the blanks around it, no-break ones (U+00A0, U+202F) included.
  package static func trimmed(_ target: String) -> String {
    guard let first = target.utf8.first, let last = target.utf8.last else { return target }
    if !mayBeBlank(first), !mayBeBlank(last) { return target }
    return String(Substring(target.unicodeScalars.trimmed(isBlank)))
  }

  /// Whether a text that begins or ends with the byte may have a blank there.
  private static func mayBeBlank(_ byte: UInt8) -> Bool {
    byte.isBlank || !byte.isASCII
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar.isNoBreakBlank
  }

  /// Joins a relative path to a folder; a `..` above the root stays in the root.
  private static func joined(_ folder: String, _ path: String) -> String {
    let slash = UInt8(ascii: "/")
    var parts = folder.utf8.split(separator: slash)
    for part in path.utf8.split(separator: slash) {
      if part.elementsEqual("..".utf8) {
        _ = parts.popLast()
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return parts.map { String(Substring($0)) }.joined(separator: "/")
  }
}
