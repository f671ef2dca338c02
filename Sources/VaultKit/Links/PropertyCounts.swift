import NoteModel

/// Counts the notes that have each property: a note can have a million of them.
struct PropertyCounts {
  private struct Count {
    var notes: UInt32 = 0
    /// The last note that was counted.
    var last: UInt32 = 0
    /// Number of the first spelling plus one; 0 where it is the key itself.
    var spelling: UInt32 = 0
  }

  private var keys = NameTable()
  private var spellings = NameTable()
  private var counts: [Count] = []
  private var note: UInt32 = 0

  /// Says that the next properties are those of another note.
  mutating func beginNote() { note += 1 }

  /// Adds a property of the note at hand, which may have it in its front matter and as a field in its body.
  mutating func add(_ key: String, _ name: String) {
    let number = keys.number(of: key)
    if number == counts.count {
      var count = Count()
      if !name.utf8.elementsEqual(key.utf8) {
        count.spelling = UInt32(spellings.number(of: name) + 1)
      }
      counts.append(count)
    }
    if counts[number].last == note { return }
    counts[number].last = note
    counts[number].notes += 1
  }

  /// Calls `body` with each property, by name.
  func forEach(_ body: (PropertyCount) throws -> Void) rethrows {
    let order = counts.indices.map { UInt32($0) }.sorted {
      keys.name(Int($0)) < keys.name(Int($1))
    }
    for number in order.lazy.map(Int.init) {
      let count = counts[number]
      let name =
        count.spelling == 0 ? keys.name(number) : spellings.name(Int(count.spelling) - 1)
      try body(PropertyCount(name: name, notes: Int(count.notes)))
    }
  }
}
