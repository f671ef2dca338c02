/// Sorts many numbers at once, digit by digit from the lowest: a quarter of the work of comparing them.
enum RadixSort {
  /// The first bytes of a term, the first one highest, and where it lies.
  typealias Key = (beginning: UInt64, place: Int)
  private typealias Keys = UnsafeMutablePointer<Key>

  private static let bits: UInt64 = 11
  private static let values = 1 << Int(bits)
  private static let digits = (UInt64.bitWidth + Int(bits) - 1) / Int(bits)
  /// Below this many elements, room for the digits costs more than it saves.
  private static let few = 512

  /// Sorts by the beginnings, in whatever order keys of one beginning come.
  static func sort(_ keys: inout [Key]) {
    if keys.count < few { return keys.sort { $0.beginning < $1.beginning } }
    keys.withUnsafeMutableBufferPointer { keys in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: digits * values) { counts in
        counts.initialize(repeating: 0)
        let other = Keys.allocate(capacity: keys.count)
        defer { other.deallocate() }
        guard let start = keys.baseAddress, let counts = counts.baseAddress else { return }
        count(start, keys.count, into: counts)
        var (from, to) = (start, other)
        for digit in 0..<digits {
          let isMoved = move(from, keys.count, to: to, digit, counts + digit * values)
          if isMoved { swap(&from, &to) }
        }
        if from != start { start.update(from: from, count: keys.count) }
      }
    }
  }

  /// Counts how many keys have each value of each digit.
  private static func count(
    _ keys: Keys, _ count: Int, into counts: UnsafeMutablePointer<Int>
  ) {
    for index in 0..<count {
      let key = keys[index].beginning
      for digit in 0..<digits { counts[digit &* values &+ value(key, digit)] &+= 1 }
    }
  }

  /// Brings the keys into the order of a digit at another place; returns false where all have the same, as have the last
  /// bytes of short terms.
  private static func move(
    _ keys: Keys, _ count: Int, to other: Keys, _ digit: Int, _ counts: UnsafeMutablePointer<Int>
  ) -> Bool {
    if counts[value(keys[0].beginning, digit)] == count { return false }
    var sum = 0
    for index in 0..<values { (counts[index], sum) = (sum, sum &+ counts[index]) }
    for index in 0..<count {
      let key = keys[index]
      let value = value(key.beginning, digit)
      (other + counts[value]).initialize(to: key)
      counts[value] &+= 1
    }
    return true
  }

  @inline(__always)
  private static func value(_ key: UInt64, _ digit: Int) -> Int {
    Int(truncatingIfNeeded: key &>> (UInt64(truncatingIfNeeded: digit) &* bits)) & (values &- 1)
  }
}
