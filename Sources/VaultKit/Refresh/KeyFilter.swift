import NoteModel

/// Tells of most keys that were never put in that they were not.
///
/// One bit stands for many keys, so that the memory stays the same for any number of them.
struct KeyFilter {
  private static let bits = 1 << 23
  private var words = [UInt64](repeating: 0, count: bits / 64)

  /// Puts in the key with a digest.
  mutating func insert(_ digest: Int64) {
    let bit = Self.bit(digest)
    words[bit / 64] |= 1 << UInt64(bit % 64)
  }

  /// Whether a key may have been put in; false is certain.
  func mayHold(_ key: NameKey) -> Bool {
    let bit = Self.bit(Digest.of(key.text))
    return words[bit / 64] & 1 << UInt64(bit % 64) != 0
  }

  private static func bit(_ digest: Int64) -> Int {
    Int(truncatingIfNeeded: digest) & (bits - 1)
  }
}
