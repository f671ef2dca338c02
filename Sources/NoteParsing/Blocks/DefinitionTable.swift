import NoteModel

/// The reference definitions of a note, by their labels: a note can have a million of them.
struct DefinitionTable {
  /// Where the parts of one stand in the file.
  private struct Entry {
    var label: SourceRange
    var destination: SourceRange
  }

  private var entries: [Entry] = []
  private var slots = HashSlots()

  var isEmpty: Bool { entries.isEmpty }

  /// Forgets the definitions of the last note.
  mutating func removeAll() {
    if entries.count > 1 << 12 { entries = [] } else { entries.removeAll(keepingCapacity: true) }
    slots.removeAll()
  }

  /// Makes room for so many definitions.
  mutating func reserve(_ count: Int) {
    entries.reserveCapacity(count)
    slots.reserve(count)
  }

  /// Adds a definition; the first one of a label counts.
  mutating func add(
    label: Range<Int>, destination: Range<Int>, _ file: UnsafePointer<UInt8>
  ) {
    let key = LinkText.labelKey(file, label)
    if index(of: key, file) != nil { return }
    entries.append(
      Entry(
        label: SourceRange(label.lowerBound, label.upperBound),
        destination: SourceRange(destination.lowerBound, destination.upperBound)))
    let entries = entries
    slots.insert(entries.count - 1, key.hashValue) {
      Self.key(of: entries[$0], file).hashValue
    }
  }

  /// Returns the number of the definition with a label, which is given as `LinkText.labelKey` makes it.
  func index(of key: String, _ file: UnsafePointer<UInt8>) -> Int? {
    slots.number(key.hashValue) { Self.key(of: entries[$0], file) == key }
  }

  /// Where the destination of a definition stands in the file.
  func destination(_ index: Int) -> Range<Int> {
    entries[index].destination.start..<entries[index].destination.end
  }

  private static func key(of entry: Entry, _ file: UnsafePointer<UInt8>) -> String {
    LinkText.labelKey(file, entry.label.start..<entry.label.end)
  }
}
