/// Counts the notes that carry each tag, or one below it.
struct TagCounts {
  private struct Count {
    /// Notes, and the last one that was counted.
    var own: UInt32 = 0
    var total: UInt32 = 0
    var lastOwn: UInt32 = 0
    var lastTotal: UInt32 = 0
  }

  private var names = SpelledNames()
  private var counts: [Count] = []
  private var note: UInt32 = 0

  /// Says that the next tags are those of another note.
  mutating func beginNote() { note += 1 }

  /// Adds a tag of the note at hand, and those above it.
  mutating func add(_ key: String, _ name: String) {
    let own = number(key, name)
    if counts[own].lastOwn == note { return }
    counts[own].lastOwn = note
    counts[own].own += 1
    if !countNote(own) || !key.utf8.contains(UInt8(ascii: "/")) { return }
    // The folded form may have another length, so both are cut at their own slashes.
    var keyParts = key.split(separator: "/").dropLast()
    var nameParts = name.split(separator: "/").dropLast()
    while !keyParts.isEmpty {
      let parent = number(keyParts.joined(separator: "/"), nameParts.joined(separator: "/"))
      // Then those above it are counted too.
      if !countNote(parent) { return }
      keyParts.removeLast()
      _ = nameParts.popLast()
    }
  }

  /// Returns whether the note at hand was not counted yet.
  private mutating func countNote(_ tag: Int) -> Bool {
    if counts[tag].lastTotal == note { return false }
    counts[tag].lastTotal = note
    counts[tag].total += 1
    return true
  }

  private mutating func number(_ key: String, _ name: String) -> Int {
    let number = names.number(of: key, spelled: name)
    if number == counts.count { counts.append(Count()) }
    return number
  }

  /// Calls `body` with each tag by its parts, so that a tag stands right before those below it.
  func forEach(_ body: (TagCount) throws -> Void) rethrows {
    var order = counts.indices.map { UInt32($0) }
    order.sort { precedes(Int($0), Int($1)) }
    for number in order.lazy.map(Int.init) {
      let count = counts[number]
      try body(
        TagCount(name: names.name(number), own: Int(count.own), total: Int(count.total)))
    }
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    names.withBytes(ofKey: first) { one in
      names.withBytes(ofKey: second) { other in
        // As parts compare: a slash comes before all that a name can go on with.
        one.lexicographicallyPrecedes(other) { Self.rank($0) < Self.rank($1) }
      }
    }
  }

  private static func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
}
