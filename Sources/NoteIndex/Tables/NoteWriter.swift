import FullText
package import NoteModel
import NoteText
package import SQLite

/// Writes notes into an index and takes them out again. Used inside one transaction.
package final class NoteWriter {
  private let index: NoteIndex
  private let statements: Statements

  /// The statements that a bulk load runs a million times.
  private struct Statements {
    let section: Statement
    let note: Statement
    let terms: Statement
    let keys: Statement

    init(_ index: NoteIndex) throws(SQLiteError) {
      section = try index.statement(
        "INSERT INTO section_fts(rowid, body, headings) VALUES(?1, '-', '-')")
      note = try index.statement("INSERT INTO note VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
      terms = try index.statement(
        """
        INSERT INTO note_fts(rowid, title, questions, tags, properties)
        VALUES(?1, '-', '-', '-', '-')
        """)
      keys = try index.statement("INSERT INTO key_fts(rowid, keys) VALUES(?1, '-')")
    }
  }

  /// Starts writing; section ids go on after the highest one that was ever used.
  package init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    try index.incomingLinks.openOnce()
    try index.taskCounts.openOnce()
    statements = try Statements(index)
  }

  // MARK: In

  /// Writes a note that the index does not hold yet, under the id of its file; its names are left to
  /// `NoteIndex.setNames` or `updateNames`.
  ///
  /// - Parameter targets: What its links lead to where that was kept, rather than what the rows say; see `TargetCoding`.
  package func insert(
    _ record: NoteRecord, id: Int64, keeping targets: [UInt8]? = nil
  ) throws(SQLiteError) {
    // A note without a section takes a number too: that of its rows in the other tables.
    let first = index.totals.nextSection
    let count = record.sections.count
    guard first < Int(Int32.max) - count - 1 else {
      throw SQLiteError(corruption: "section numbers are used up")
    }
    index.totals.nextSection += max(1, count)
    try record.bytes.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
      if count == 0 { index.sectionLengths[first] = lengths(of: nil, id, record.language) }
      for (ordinal, section) in record.sections.enumerated() {
        try write(
          [section.body, section.headings], bytes, into: 0, statements.section, id: first + ordinal)
        let lengths = lengths(of: section, id, record.language)
        index.sectionLengths[first + ordinal] = lengths
        index.totals.add(lengths, times: 1)
      }
      try write(record.fields, bytes, into: 1, statements.terms, id: first)
      try writeKeys(record.keys, bytes, id: first)
    }
    insertLengths(of: record, id: id, first: first)
    try insertRecord(record, targets ?? record.targets, id: id, first: first)
    try insertProblems(record.problems, of: id)
    if targets == nil {
      for count in record.linkedFiles { index.incomingLinks[Int(count.file)] &+= count.links }
    }
  }

  private func lengths(
    of section: NoteRecord.SectionTapes?, _ note: Int64, _ language: Language
  ) -> SectionLengths {
    SectionLengths(
      note: Int32(truncatingIfNeeded: note), body: UInt16(clamping: section?.body.length ?? 0),
      headings: UInt8(clamping: section?.headings.length ?? 0), language: language.rawValue)
  }

  /// Writes a row of a full-text table, whose tokens are cut already.
  ///
  /// In a bulk load its loader takes them; else FTS5 asks for them and reads nothing of the text itself but that
  /// there is one.
  private func write(
    _ columns: [ColumnTape], _ bytes: UnsafeRawBufferPointer, into table: Int,
    _ statement: Statement, id: Int
  ) throws(SQLiteError) {
    if !index.loaders.isEmpty { return try index.loaders[table].add(columns, bytes, row: id) }
    index.tapes.load(columns.map { UnsafeRawBufferPointer(rebasing: bytes[$0.tape]) })
    defer { index.tapes.clear() }
    statement.bind(id, at: 1)
    try statement.run()
  }

  /// Writes the row of keys. FTS5 gathers a row in memory, so that of a note with very many names comes in parts.
  private func writeKeys(
    _ keys: ColumnTape, _ bytes: UnsafeRawBufferPointer, id: Int
  ) throws(SQLiteError) {
    var rest = keys.tape
    while index.loaders.isEmpty, rest.count > Self.largestKeys {
      let tape = UnsafeRawBufferPointer(rebasing: bytes[rest])
      var end = 0
      while end < Self.largestKeys, TokenTape.token(in: tape, at: &end) != nil {}
      let part = ColumnTape(tape: rest.lowerBound..<rest.lowerBound + end, length: 0)
      try write([part], bytes, into: 2, statements.keys, id: id)
      rest = part.tape.upperBound..<rest.upperBound
    }
    try write(
      [ColumnTape(tape: rest, length: keys.length)], bytes, into: 2, statements.keys, id: id)
  }

  /// Most bytes of keys in one row; more go into further rows.
  private static let largestKeys = 1 << 20

  private func insertLengths(of record: NoteRecord, id: Int64, first: Int) {
    func length(_ column: Int) -> UInt16 { UInt16(clamping: record.fields[column].length) }
    let lengths = NoteLengths(
      firstSection: Int32(truncatingIfNeeded: first + record.shownSection), title: length(0),
      questions: length(1), tags: length(2), properties: length(3),
      language: UInt16(record.language.rawValue))
    index.noteLengths[Int(id)] = lengths
    index.totals.add(lengths, times: 1)
    if !record.tasks.isEmpty { index.taskCounts[Int(id)] = NoteTasks(record.tasks) }
  }

  private func insertRecord(
    _ record: NoteRecord, _ targets: [UInt8], id: Int64, first: Int
  ) throws(SQLiteError) {
    let note = statements.note
    note.bind(id, at: 1)
    note.bind(first, at: 2)
    note.bind(record.sections.count, at: 3)
    // Bound without a copy, so all three have to stay until the row is written.
    try targets.span.withUnsafeBytes { (targets) throws(SQLiteError) in
      note.bind(uncopiedBlob: targets, at: 4)
      try record.links.span.withUnsafeBytes { (links) throws(SQLiteError) in
        note.bind(uncopiedBlob: links, at: 5)
        try record.facts.span.withUnsafeBytes { (facts) throws(SQLiteError) in
          note.bind(uncopiedBlob: facts, at: 6)
          try note.run()
        }
      }
    }
  }

  /// Writes problems of a file, also of one that could not be read as a note.
  package func insertProblems(_ problems: [Problem], of id: Int64) throws(SQLiteError) {
    guard !problems.isEmpty else { return }
    let statement = try index.statement("INSERT INTO problem VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
    for (ordinal, problem) in problems.enumerated() {
      statement.bind(id, at: 1)
      statement.bind(ordinal, at: 2)
      statement.bind(problem.position.line, at: 3)
      statement.bind(problem.position.column, at: 4)
      statement.bind(problem.kind.rawValue, at: 5)
      statement.bind(problem.message, at: 6)
      try statement.run()
    }
  }

  // MARK: Out

  /// Takes everything of a note out of the index, except the row of its file.
  ///
  /// - Parameters:
  ///   - keepsTargets: Whether what its links lead to is put back with the new text.
  ///   - keepsNames: Whether the note comes back, and `NoteIndex.updateNames` is called for it.
  package func remove(
    _ id: Int64, keepsTargets: Bool = false, keepsNames: Bool = false
  ) throws(SQLiteError) {
    if !keepsTargets {
      try index.forEachLinkedFile(of: id) { index.incomingLinks[Int($0)] &-= 1 }
    }
    try removeSections(of: id)
    if !keepsNames { try index.removeNames(of: id) }
    for (table, column) in [("note", "id"), ("problem", "note")] {
      let statement = try index.statement("DELETE FROM \(table) WHERE \(column) = ?1")
      statement.bind(id, at: 1)
      try statement.run()
    }
    let lengths = index.noteLengths[Int(id)]
    if lengths.firstSection != 0 { index.totals.add(lengths, times: -1) }
    index.noteLengths[Int(id)] = NoteLengths()
    // Most notes have none, and their pages need not be written.
    if !index.taskCounts[Int(id)].isEmpty { index.taskCounts[Int(id)] = NoteTasks() }
  }

  /// Gives the numbers of a note's sections to no note: their rows of the full-text tables are dead.
  private func removeSections(of id: Int64) throws(SQLiteError) {
    guard let sections = try index.sections(of: id) else { return }
    if sections.isEmpty { index.sectionLengths[sections.lowerBound] = SectionLengths() }
    for section in sections {
      index.totals.add(index.sectionLengths[section], times: -1)
      index.sectionLengths[section] = SectionLengths()
    }
  }
}
