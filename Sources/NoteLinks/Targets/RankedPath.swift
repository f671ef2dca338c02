import Characters
package import NoteModel
// Length and order of paths are those of their NFC form, as Obsidian sees them. The standard library
// normalizes only behind this underscored interface.
@_spi(_Unicode) import Swift

/// A path with what decides among equal candidates: the shortest first, then path order.
package struct RankedPath: Comparable {
  let path: VaultPath
  /// The key of the whole path.
  let folded: String
  /// Length of the NFC form in UTF-16 code units.
  package let length: Int
  package let isASCII: Bool

  package init(_ path: VaultPath) {
    self.path = path
    folded = NameKey(path.text).text
    isASCII = path.text.utf8.allSatisfy { $0.isASCII }
    if isASCII {
      length = path.text.utf8.count
    } else {
      length = path.text._nfc.reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
    }
  }

  package static func == (left: RankedPath, right: RankedPath) -> Bool {
    left.path.text.utf8.elementsEqual(right.path.text.utf8)
  }

  /// Compares by length, then by the bytes of the NFC form, which is what `String` compares by.
  ///
  /// Paths that differ only in their Unicode form go by the bytes on disk, so that no two are equal.
  package static func < (left: RankedPath, right: RankedPath) -> Bool {
    if left.length != right.length { return left.length < right.length }
    if left.path.text != right.path.text { return left.path.text < right.path.text }
    return left.path.text.utf8.lexicographicallyPrecedes(right.path.text.utf8)
  }
}
