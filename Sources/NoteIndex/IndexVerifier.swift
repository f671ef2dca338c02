import FullText
import NoteModel
package import SQLite

/// Compares an index with its notes, read and cut once more. Used inside one transaction.
///
/// FTS5 cannot tell what a contentless table says of one row, but it can list everything: of that, and of
/// what the notes say, a sum over all places of all terms is kept, which no order changes.
package final class IndexVerifier {
  private let index: NoteIndex
  /// By table, as the notes say.
  private var expected: [String: UInt64] = [:]
  private var notes = 0

  package init(_ index: NoteIndex) {
    self.index = index
  }

  /// Compares what is kept of one note with what its file says.
  ///
  /// Throws `SQLiteError` of kind `.corrupt` where they differ.
  package func check(_ record: NoteRecord, of note: Int64) throws(SQLiteError) {
    let statement = try index.statement(
      "SELECT first_section, section_count, targets, links, facts FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    guard try statement.step(), statement.integer(1) == Int64(record.sections.count),
      statement.bytes(2).elementsEqual(record.targets),
      statement.bytes(3).elementsEqual(record.links), statement.bytes(4).elementsEqual(record.facts)
    else { throw SQLiteError(corruption: "the record of note \(note) is not what the note says") }
    try index.taskCounts.openOnce()
    guard index.taskCounts[Int(note)] == NoteTasks(record.tasks) else {
      throw SQLiteError(corruption: "note \(note) has not as many tasks as the index says")
    }
    notes += 1
    let first = Int(statement.integer(0))
    for (ordinal, section) in record.sections.enumerated() {
      add([section.body, section.headings], record, "section_fts", row: first + ordinal)
    }
    add(record.fields, record, "note_fts", row: first)
    add([record.keys], record, "key_fts", row: first)
  }

  private func add(_ columns: [ColumnTape], _ record: NoteRecord, _ table: String, row: Int) {
    // FTS5 keeps a term once a row where it keeps no places.
    var sum = table == "key_fts" ? distinctKeys(columns, record, row) : 0
    if table != "key_fts" {
      for (column, text) in columns.enumerated() {
        var position = -1
        record.forEachToken(of: text) { term, isColocated in
          if !isColocated { position += 1 }
          sum &+= Self.hash(term, row, column, position)
        }
      }
    }
    expected[table, default: 0] &+= sum
  }

  private func distinctKeys(_ columns: [ColumnTape], _ record: NoteRecord, _ row: Int) -> UInt64 {
    // A note can have a million keys: a set that grows is made anew twenty times.
    var hashes = Set<UInt64>(minimumCapacity: columns.reduce(0) { $0 + $1.length })
    for text in columns {
      record.forEachToken(of: text) { term, _ in
        if !Self.isWord(term) { hashes.insert(Self.hash(term, row, 0, 0)) }
      }
    }
    return hashes.reduce(0, &+)
  }

  /// Compares the full-text tables with all notes that were checked, and looks at every page.
  package func finish() throws(SQLiteError) {
    guard notes == index.totals.notes else {
      throw SQLiteError(corruption: "the index holds \(index.totals.notes) notes, not \(notes)")
    }
    for table in Schema.bulkTables.map(\.name) {
      guard try sum(of: table) == expected[table, default: 0] else {
        throw SQLiteError(corruption: "\(table) is not what the notes say")
      }
    }
    try index.verify()
  }

  /// Whether a key is a word for spelling: with which of its notes it is written down depends on which was read first.
  private static func isWord(_ key: UnsafeRawBufferPointer) -> Bool {
    key.first == UInt8(ascii: KeyKind.word.rawValue)
  }

  private func sum(of table: String) throws(SQLiteError) -> UInt64 {
    try index.connection.execute(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_places
      USING fts5vocab(main, \(table), instance)
      """)
    let statement = try index.connection.prepare(
      "SELECT term, doc, col, offset FROM temp.\(table)_places")
    // By name as `fts5vocab` gives it, and by place in the table.
    let columns = [
      "body": 0, "headings": 1, "title": 0, "questions": 1, "tags": 2, "properties": 3,
    ]
    var sum: UInt64 = 0
    while try statement.step() {
      let row = Int(truncatingIfNeeded: statement.integer(1))
      guard index.note(ofSection: row) != nil else { continue }
      if table == "key_fts", Self.isWord(statement.bytes(0)) { continue }
      sum &+= Self.hash(
        statement.bytes(0), row, columns[statement.text(2)] ?? 0, Int(statement.integer(3)))
    }
    return sum
  }

  private static func hash(
    _ term: UnsafeRawBufferPointer, _ row: Int, _ column: Int, _ position: Int
  ) -> UInt64 {
    var hash = (UInt64(bitPattern: Digest.of(term)) ^ UInt64(row)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29 ^ UInt64(column)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29 ^ UInt64(position)) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ hash >> 29
  }
}
