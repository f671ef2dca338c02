package import NoteModel
package import SQLite

/// Writes notes into an index and takes them out again. Used inside one transaction.
package final class NoteWriter {
  private let index: NoteIndex
  private var nextSection: Int64
  private let statements: Statements

  /// The statements that a bulk load runs a million times.
  private struct Statements {
    let section: Statement
    let sectionTerms: Statement
    let note: Statement
    let noteTerms: Statement
    let alias: Statement
    let question: Statement
    let tag: Statement
    let property: Statement
    let link: Statement

    init(_ index: NoteIndex) throws(SQLiteError) {
      section = try index.statement(
        "INSERT INTO section VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      sectionTerms = try index.statement(
        "INSERT INTO section_fts(rowid, headings, body) VALUES(?1, ?2, ?3)")
      note = try index.statement("INSERT INTO note VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
      noteTerms = try index.statement(
        """
        INSERT INTO note_fts(rowid, title, aliases, questions, tags, properties)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6)
        """)
      alias = try index.statement("INSERT INTO alias VALUES(?1, ?2, ?3, ?4)")
      question = try index.statement("INSERT INTO question VALUES(?1, ?2, ?3, ?4)")
      tag = try index.statement("INSERT INTO tag VALUES(?1, ?2, ?3, ?4, ?5)")
      property = try index.statement("INSERT INTO property VALUES(?1, ?2, ?3, ?4, ?5)")
      link = try index.statement(
        "INSERT INTO link VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
    }
  }

  /// Starts writing; section ids go on after the highest one.
  package init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    let last = try index.connection.integer("SELECT max(id) FROM section") ?? 0
    // Lengths are kept in an array over the ids.
    guard (0..<Int64(Int32.max)).contains(last) else {
      throw SQLiteError(corruption: "a section has the number \(last)")
    }
    nextSection = last + 1
    statements = try Statements(index)
  }

  // MARK: In

  /// Writes a note that the index does not hold yet, under the id of its file.
  ///
  /// - Parameter keepsLinks: Whether the note's links are still there.
  package func insert(
    _ rows: NoteRows, id: Int64, keepsLinks: Bool = false
  ) throws(SQLiteError) {
    try rows.texts.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
      let texts = Texts(bytes: bytes)
      let first = nextSection
      for section in rows.sections { try insert(section, texts, note: id) }
      try insertFields(rows, texts, id: id, firstSection: first)
      try insert(rows.aliases, texts, statements.alias, id)
      try insert(rows.questions, texts, statements.question, id)
      try insertTags(rows.tags, texts, id)
      try insertProperties(rows.properties, texts, id)
      if !keepsLinks { try insert(rows.links, texts, id) }
    }
    try insertProblems(rows.problems, of: id)
  }

  /// The buffer that slices point into.
  private struct Texts {
    let bytes: UnsafeRawBufferPointer

    subscript(slice: NoteRows.Slice) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: bytes[Int(slice.start)..<Int(slice.start + slice.count)])
    }
  }

  private func insert(
    _ section: NoteRows.SectionRow, _ texts: Texts, note: Int64
  ) throws(SQLiteError) {
    let row = statements.section
    row.bind(nextSection, at: 1)
    row.bind(note, at: 2)
    row.bind(Int64(section.level), at: 3)
    row.bind(Int64(section.line), at: 4)
    row.bind(Int64(section.endLine), at: 5)
    row.bind(Int64(section.firstLine), at: 6)
    row.bind(uncopiedBlob: texts[section.leaves], at: 7)
    row.bind(uncopiedText: texts[section.headings.text], at: 8)
    row.bind(uncopiedText: texts[section.body.text], at: 9)
    try row.run()
    let terms = statements.sectionTerms
    terms.bind(nextSection, at: 1)
    terms.bind(uncopiedText: texts[section.headings.text], at: 2)
    terms.bind(uncopiedText: texts[section.body.text], at: 3)
    try run(terms, [section.headings, section.body], texts)
    let lengths = SectionLengths(
      note: Int32(truncatingIfNeeded: note), body: UInt16(clamping: section.body.length),
      headings: UInt8(clamping: section.headings.length))
    index.sectionLengths[Int(nextSection)] = lengths
    index.totals.add(lengths, times: 1)
    nextSection += 1
  }

  /// Writes a row of a full-text table, whose tokens are cut already.
  private func run(
    _ statement: Statement, _ columns: [NoteRows.Text], _ texts: Texts
  ) throws(SQLiteError) {
    index.tapes.load(columns.map { texts[$0.tape] })
    defer { index.tapes.clear() }
    try statement.run()
  }

  private func insertFields(
    _ rows: NoteRows, _ texts: Texts, id: Int64, firstSection: Int64
  ) throws(SQLiteError) {
    let row = statements.note
    let terms = statements.noteTerms
    for (column, field) in rows.fields.enumerated() {
      row.bind(uncopiedText: texts[field.text], at: Int32(column + 2))
      terms.bind(uncopiedText: texts[field.text], at: Int32(column + 2))
    }
    row.bind(id, at: 1)
    row.bind(firstSection, at: 7)
    row.bind(rows.sections.count, at: 8)
    try row.run()
    terms.bind(id, at: 1)
    try run(terms, rows.fields, texts)
    func length(_ column: Int) -> UInt16 { UInt16(clamping: rows.fields[column].length) }
    let shown = firstSection + Int64(rows.shownSection)
    let lengths = NoteLengths(
      firstSection: Int32(truncatingIfNeeded: shown), title: length(0), aliases: length(1),
      questions: length(2), tags: length(3), properties: length(4))
    index.noteLengths[Int(id)] = lengths
    index.totals.add(lengths, times: 1)
  }

  private func insert(
    _ names: [NoteRows.NameRow], _ texts: Texts, _ statement: Statement, _ id: Int64
  ) throws(SQLiteError) {
    for (ordinal, name) in names.enumerated() {
      statement.bind(id, at: 1)
      statement.bind(ordinal, at: 2)
      statement.bind(uncopiedText: texts[name.key], at: 3)
      statement.bind(uncopiedText: texts[name.text], at: 4)
      try statement.run()
    }
  }

  private func insertTags(
    _ tags: [NoteRows.NameRow], _ texts: Texts, _ id: Int64
  ) throws(SQLiteError) {
    for (ordinal, tag) in tags.enumerated() {
      statements.tag.bind(id, at: 1)
      statements.tag.bind(ordinal, at: 2)
      statements.tag.bind(uncopiedText: texts[tag.key], at: 3)
      statements.tag.bind(uncopiedText: texts[tag.text], at: 4)
      statements.tag.bind(Int64(tag.line), at: 5)
      try statements.tag.run()
    }
  }

  private func insertProperties(
    _ properties: [NoteRows.NameRow], _ texts: Texts, _ id: Int64
  ) throws(SQLiteError) {
    for (ordinal, property) in properties.enumerated() {
      statements.property.bind(id, at: 1)
      statements.property.bind(ordinal, at: 2)
      statements.property.bind(uncopiedText: texts[property.key], at: 3)
      statements.property.bind(uncopiedText: texts[property.text], at: 4)
      statements.property.bind(uncopiedText: texts[property.value], at: 5)
      try statements.property.run()
    }
  }

  private func insert(
    _ links: [NoteRows.PackedLink], _ texts: Texts, _ id: Int64
  ) throws(SQLiteError) {
    let statement = statements.link
    for (ordinal, link) in links.enumerated() {
      statement.bind(id, at: 1)
      statement.bind(ordinal, at: 2)
      statement.bind(Int64(link.form), at: 3)
      statement.bind(link.position.line, at: 4)
      statement.bind(link.position.column, at: 5)
      statement.bind(uncopiedText: texts[link.link], at: 6)
      bind(link.display, texts, statement, at: 7)
      bind(link.keyPath, texts, statement, at: 8)
      statement.bind(link.lookup, at: 9)
      link.target.bind(to: statement, from: 10)
      try statement.run()
    }
  }

  /// Whether the index holds just these links of a note, at the same places.
  ///
  /// Most edits leave a note's links alone, and each link that is written again changes a page of its own
  /// in two indexes that are in no order.
  package func holdsLinks(of rows: NoteRows, id: Int64) throws(SQLiteError) -> Bool {
    let statement = try index.statement(
      """
      SELECT form, line, column, link, display, key_path, lookup FROM link WHERE note = ?1
      ORDER BY ordinal
      """)
    statement.bind(id, at: 1)
    defer { statement.reset() }
    var position = 0
    while try statement.step() {
      guard position < rows.links.count else { return false }
      let link = rows.links[position]
      let isSame = rows.texts.withUnsafeBytes { bytes in
        let texts = Texts(bytes: bytes)
        func isSame(_ slice: NoteRows.Slice?, _ column: Int32) -> Bool {
          guard let slice else { return statement.isNull(column) }
          return !statement.isNull(column) && texts[slice].elementsEqual(statement.bytes(column))
        }
        return statement.integer(0) == Int64(link.form)
          && statement.integer(1) == Int64(link.position.line)
          && statement.integer(2) == Int64(link.position.column) && isSame(link.link, 3)
          && isSame(link.display, 4) && isSame(link.keyPath, 5)
          && statement.integer(6) == link.lookup
      }
      if !isSame { return false }
      position += 1
    }
    return position == rows.links.count
  }

  private func bind(
    _ slice: NoteRows.Slice?, _ texts: Texts, _ statement: Statement, at column: Int32
  ) {
    if let slice {
      statement.bind(uncopiedText: texts[slice], at: column)
    } else {
      statement.bindNull(at: column)
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
  /// - Parameter keepsLinks: Whether its links stay too, because they are the same in the new text.
  package func remove(_ id: Int64, keepsLinks: Bool = false) throws(SQLiteError) {
    try removeSections(of: id)
    let fields = try index.statement(
      """
      INSERT INTO note_fts(note_fts, rowid, title, aliases, questions, tags, properties)
      SELECT 'delete', id, title, aliases, questions, tags, properties FROM note WHERE id = ?1
      """)
    fields.bind(id, at: 1)
    try fields.run()
    for (table, column) in [
      ("note", "id"), ("alias", "note"), ("question", "note"), ("tag", "note"),
      ("property", "note"), ("link", "note"), ("problem", "note"),
    ] where !keepsLinks || table != "link" {
      let statement = try index.statement("DELETE FROM \(table) WHERE \(column) = ?1")
      statement.bind(id, at: 1)
      try statement.run()
    }
    let lengths = index.noteLengths[Int(id)]
    if lengths.firstSection != 0 { index.totals.add(lengths, times: -1) }
    index.noteLengths[Int(id)] = NoteLengths()
  }

  private func removeSections(of id: Int64) throws(SQLiteError) {
    let range = try index.statement("SELECT first_section, section_count FROM note WHERE id = ?1")
    range.bind(id, at: 1)
    guard try range.step() else { return }
    let first = range.integer(0)
    let (end, overflows) = first.addingReportingOverflow(range.integer(1))
    range.reset()
    guard !overflows, 0 < first, first <= end, end <= nextSection else {
      throw SQLiteError(corruption: "note \(id) has sections that are not there")
    }
    for sql in [
      """
      INSERT INTO section_fts(section_fts, rowid, headings, body)
      SELECT 'delete', id, headings, body FROM section WHERE id >= ?1 AND id < ?2
      """,
      "DELETE FROM section WHERE id >= ?1 AND id < ?2",
    ] {
      let statement = try index.statement(sql)
      statement.bind(first, at: 1)
      statement.bind(end, at: 2)
      try statement.run()
    }
    for section in Int(first)..<Int(end) {
      index.totals.add(index.sectionLengths[section], times: -1)
      index.sectionLengths[section] = SectionLengths()
    }
  }
}
