// A soft hyphen or a no-break blank pasted into a name makes a link miss its note, and a message that
// quotes both names shows the same text twice.

import Characters
import NoteModel
@_spi(_Unicode) import Swift

extension Vault {
  /// Returns names of one message as it should quote them.
  ///
  /// Where two of them look the same, what is not seen is written out: `9.41<U+202F>AM`.
  public static func toldApart(_ names: [String]) -> [String] { Lookalikes.told(names) }
}

/// Names of one message, told apart where they look the same.
enum Lookalikes {
  /// Returns the names as a message should quote them.
  ///
  /// Where two different names look the same, what is not seen in them is written out: `9.41<U+202F>AM`.
  static func told(_ names: [String]) -> [String] {
    // All of ASCII is seen, and there may be millions of names to tell apart.
    if names.allSatisfy({ $0.utf8.allSatisfy { $0.isASCII } }) { return names }
    var spellings: [String: Set<[UInt8]>] = [:]
    let seen = names.map(Self.seen)
    for (name, seen) in zip(names, seen) { spellings[seen, default: []].insert(Array(name.utf8)) }
    return zip(names, seen).map { name, seen in
      (spellings[seen]?.count ?? 0) > 1 ? writtenOut(name) : name
    }
  }

  /// What a person sees of a name.
  private static func seen(_ name: String) -> String {
    var seen = String.UnicodeScalarView()
    var name = name[...]
    // A link is compared with the name that it misses.
    for mark in ["!", "[[", "#"] where name.hasPrefix(mark) { name = name.dropFirst(mark.count) }
    if name.hasSuffix("]]") { name = name.dropLast(2) }
    for scalar in String(name)._nfc where !scalar.isInvisible {
      seen.append(!scalar.isASCII && scalar.properties.isWhitespace ? " " : scalar)
    }
    return String(seen)
  }

  private static func writtenOut(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      if !scalar.isASCII,
        scalar.isInvisible || scalar.properties.isWhitespace
          || scalar.properties.canonicalCombiningClass != .notReordered
      {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
