/// A set of ids, one bit each.
struct NumberSet {
  private var words: [UInt64]
  /// Ids from here on are never in the set.
  let limit: Int

  init(limit: Int, isFull: Bool = false) {
    self.limit = limit
    words = Array(repeating: isFull ? .max : 0, count: limit / 64 + 1)
    if isFull { words[limit / 64] &= (1 << UInt64(limit % 64)) - 1 }
  }

  @inline(__always)
  func contains(_ id: Int) -> Bool {
    id >= 0 && id < limit && words[id >> 6] >> UInt64(id & 63) & 1 != 0
  }

  @inline(__always)
  mutating func insert(_ id: Int) {
    if id >= 0, id < limit { words[id >> 6] |= 1 << UInt64(id & 63) }
  }

  mutating func formUnion(_ other: NumberSet) {
    for place in 0..<min(words.count, other.words.count) { words[place] |= other.words[place] }
  }

  mutating func formIntersection(_ other: NumberSet) {
    for place in words.indices {
      words[place] &= place < other.words.count ? other.words[place] : 0
    }
  }

  /// The ids below the limit that are not in the set.
  var inverted: NumberSet {
    var result = NumberSet(limit: limit, isFull: true)
    for place in words.indices { result.words[place] &= ~words[place] }
    return result
  }
}
