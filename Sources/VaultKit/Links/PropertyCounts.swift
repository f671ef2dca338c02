/// Counts the notes that have each property: a note can have a million of them.
struct PropertyCounts {
  private struct Count {
    var notes: UInt32 = 0
    /// The last note that was counted.
    var last: UInt32 = 0
  }

  private var names = SpelledNames()
  private var counts: [Count] = []
  private var note: UInt32 = 0

  /// Says that the next properties are those of another note.
  mutating func beginNote() { note += 1 }

  /// Adds a property of the note at hand, which may have it in its front matter and as a field in its body.
  mutating func add(_ key: String, _ name: String) {
    let number = names.number(of: key, spelled: name)
    if number == counts.count { counts.append(Count()) }
    if counts[number].last == note { return }
    counts[number].last = note
    counts[number].notes += 1
  }

  /// Calls `body` with each property, by name.
  func forEach(_ body: (PropertyCount) throws -> Void) rethrows {
    let order = counts.indices.map { UInt32($0) }.sorted {
      names.key(Int($0)) < names.key(Int($1))
    }
    for number in order.lazy.map(Int.init) {
      try body(PropertyCount(name: names.name(number), notes: Int(counts[number].notes)))
    }
  }
}
