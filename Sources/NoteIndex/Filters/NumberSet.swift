/// A set of ids, one bit each.
package struct NumberSet: Sendable {
  private var words: [UInt64]
  /// Ids from here on are never in the set.
  let limit: Int

  init(_ ids: [Int64], limit: Int) {
    self.init(limit: limit)
    for id in ids { insert(Int(truncatingIfNeeded: id)) }
  }

  init(limit: Int, isFull: Bool = false) {
    self.limit = limit
    words = Array(repeating: isFull ? .max : 0, count: limit / 64 + 1)
    if isFull { words[limit / 64] &= (1 << UInt64(limit % 64)) - 1 }
  }

  /// How many ids are in the set.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether an id is in the set.
  @inline(__always)
  package func contains(_ id: Int) -> Bool {
    id >= 0 && id < limit && words[id >> 6] >> UInt64(id & 63) & 1 != 0
  }

  @inline(__always)
  mutating func insert(_ id: Int) {
    if id >= 0, id < limit { words[id >> 6] |= 1 << UInt64(id & 63) }
  }

  /// Calls `body` with each id, in their order.
  func forEachID<Failure: Error>(_ body: (Int) throws(Failure) -> Void) throws(Failure) {
    for (place, word) in words.enumerated() where word != 0 {
      var rest = word
      while rest != 0 {
        try body(place << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// Adds the ids of another set.
  package mutating func formUnion(_ other: NumberSet) {
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
