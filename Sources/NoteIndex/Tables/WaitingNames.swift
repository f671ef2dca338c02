import Platform
import SQLite

/// Names of notes that a bulk load has found, as many as have room in memory.
struct WaitingNames {
  /// Is called with a note and a text that is its name, or its aliases as a record.
  typealias Body = (_ note: Int64, _ bytes: UnsafeRawBufferPointer, _ isAliases: Bool)
    throws(SQLiteError) -> Void

  private struct Entry {
    var note: Int64
    var start: UInt32
    var count: UInt32
    var isAliases: Bool
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []

  /// Bytes in use.
  var size: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }

  mutating func add(_ name: [UInt8], isAliases: Bool, of note: Int64) {
    entries.append(
      Entry(
        note: note, start: UInt32(truncatingIfNeeded: bytes.count),
        count: UInt32(truncatingIfNeeded: name.count), isAliases: isAliases))
    bytes += name
  }

  mutating func removeAll() {
    entries = []
    bytes = []
  }

  /// Brings the names of each note together: the aliases, then the texts by their bytes.
  mutating func sort() {
    let bytes = bytes
    bytes.withUnsafeBytes { bytes in
      entries.sort { first, second in
        if first.note != second.note { return first.note < second.note }
        if first.isAliases != second.isAliases { return first.isAliases }
        return ByteOrder.compare(Self.name(first, bytes), Self.name(second, bytes)) < 0
      }
    }
  }

  func forEachName(_ body: Body) throws(SQLiteError) {
    try bytes.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
      for entry in entries { try body(entry.note, Self.name(entry, bytes), entry.isAliases) }
    }
  }

  private static func name(
    _ entry: Entry, _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.start + entry.count)])
  }
}
