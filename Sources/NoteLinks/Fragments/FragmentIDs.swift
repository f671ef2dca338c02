import NoteModel

/// Where the first block or footnote of each id stands in a list of them: a note can have more than a million.
struct FragmentIDs {
  /// 32 bits of an id's digest, and below them its place in the list; ascending.
  private let entries: [UInt64]

  init(count: Int, _ id: (Int) -> String) {
    var entries: [UInt64] = []
    entries.reserveCapacity(count)
    for place in 0..<count {
      entries.append(Self.digest(NameKey(id(place))) | UInt64(truncatingIfNeeded: place))
    }
    entries.sort()
    self.entries = entries
  }

  private static func digest(_ key: NameKey) -> UInt64 {
    UInt64(bitPattern: Digest.of(key.text)) & 0xFFFF_FFFF_0000_0000
  }

  /// Returns the first place of an id.
  func first(of key: NameKey, _ id: (Int) -> String) -> Int? {
    let digest = Self.digest(key)
    var index = BinarySearch.firstIndex(below: entries.count) { entries[$0] < digest }
    while index < entries.count, entries[index] & 0xFFFF_FFFF_0000_0000 == digest {
      let place = Int(entries[index] & 0xFFFF_FFFF)
      if NameKey(id(place)) == key { return place }
      index += 1
    }
    return nil
  }
}
