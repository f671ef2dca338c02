/// Finds numbers by hashes, in four to sixteen bytes for each; what they stand for is kept elsewhere.
///
/// A dictionary of strings takes ten times as much, and a note can name a million things.
package struct HashSlots: Sendable {
  /// Numbers plus one, and above them six bits of the hash; 0 for none.
  private var slots: [UInt32] = []
  private var count = 0

  private static let number: UInt32 = 1 << 26 - 1

  package init() {}

  /// Forgets everything, and the memory of many.
  package mutating func removeAll() {
    if count == 0 { return }
    if slots.count > 1 << 12 { slots = [] } else { slots.removeAll(keepingCapacity: true) }
    count = 0
  }

  /// Makes room for so many numbers, where there are none yet: to grow on the way takes the hashes of all once more.
  package mutating func reserve(_ count: Int) {
    guard self.count == 0, count * 2 > slots.count else { return }
    var size = max(1 << 4, slots.count)
    while size < count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
  }

  /// Returns the number with a hash for which a condition holds.
  package func number(_ hash: Int, where holds: (Int) -> Bool) -> Int? {
    if slots.isEmpty { return nil }
    var slot = hash & (slots.count - 1)
    while slots[slot] > 0 {
      let number = Int(slots[slot] & Self.number) - 1
      if slots[slot] & ~Self.number == Self.tag(hash), holds(number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a number, below 2^26 - 1.
  ///
  /// - Parameter rehash: Returns the hash of a number that was added before.
  package mutating func insert(_ number: Int, _ hash: Int, rehash: (Int) -> Int) {
    if (count + 1) * 2 > slots.count {
      let old = slots
      slots = [UInt32](repeating: 0, count: max(1 << 4, old.count * 4))
      for entry in old where entry > 0 {
        let number = Int(entry & Self.number) - 1
        put(number, rehash(number))
      }
    }
    put(number, hash)
    count += 1
  }

  private mutating func put(_ number: Int, _ hash: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: number + 1) | Self.tag(hash)
  }

  private static func tag(_ hash: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: UInt(bitPattern: hash) >> 32) & ~number
  }
}
