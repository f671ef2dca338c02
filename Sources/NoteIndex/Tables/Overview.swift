import FullText
package import NoteModel
package import SQLite

/// What an index holds, in numbers.
package struct IndexOverview: Sendable {
  package var files: Int
  package var notes: Int
  package var sections: Int
  package var links: Int
  package var unresolvedLinks: Int
  package var tags: Int
  package var problems: Int
  /// Size of the database in bytes.
  package var bytes: Int
  package var schemaVersion: Int
  package var sqliteVersion: String
  /// Why questions are answered through FTS5, which is slower; nil where its pages are read directly.
  package var slowSearch: String?
}

/// A problem together with the note it stands in.
package struct StoredProblem: Sendable {
  package var path: VaultPath
  package var problem: Problem
}

extension NoteIndex {
  /// Counts what the index holds.
  ///
  /// - Parameter hidden: Tells the notes whose tags do not count.
  package func overview(
    hiding hidden: (VaultPath) -> Bool = { _ in false }
  ) throws(SQLiteError) -> IndexOverview {
    var tags = NameTable()
    var last: (note: Int64, isHidden: Bool)?
    try forEachTag { tag in
      if last?.note != tag.note { last = (tag.note, hidden(tag.path)) }
      if last?.isHidden == false { _ = tags.number(of: tag.key) }
    }
    var links = (all: 0, unresolved: 0)
    try countLinks(&links)
    func count(_ sql: String) throws(SQLiteError) -> Int { Int(try connection.integer(sql) ?? 0) }
    return IndexOverview(
      files: try count("SELECT count(*) FROM file"),
      notes: noteCount, sections: totals.sections,
      links: links.all, unresolvedLinks: links.unresolved, tags: tags.count,
      problems: try count("SELECT count(*) FROM problem"),
      bytes: try byteCount(),
      schemaVersion: Self.schemaVersion, sqliteVersion: Self.sqliteVersion,
      slowSearch: try slowSearch)
  }

  /// The version of the tables that this program makes and reads.
  package static var schemaVersion: Int { Schema.version }

  /// The version of the SQLite in use.
  package static var sqliteVersion: String { Connection.libraryVersion }

  /// Why questions are answered through FTS5, which is slower; nil where its pages are read directly.
  package var slowSearch: String? {
    get throws(SQLiteError) { try termSources.unknownForm(of: Schema.fullTextTables) }
  }

  /// Returns the size of the database in bytes.
  package func byteCount() throws(SQLiteError) -> Int {
    let pages = try connection.integer("PRAGMA page_count") ?? 0
    return Int(pages * (try connection.integer("PRAGMA page_size") ?? 0))
  }

  /// Returns the problems found while reading notes, by path and position.
  package func problems() throws(SQLiteError) -> [StoredProblem] {
    let statement = try statement(
      """
      SELECT path, line, column, kind, message FROM problem JOIN file ON file.id = problem.note
      ORDER BY path, line, column, ordinal
      """)
    defer { statement.reset() }
    var problems: [StoredProblem] = []
    while try statement.step() {
      guard let kind = Problem.Kind(rawValue: statement.text(3)) else { continue }
      problems.append(
        StoredProblem(
          path: VaultPath(statement.text(0)),
          problem: Problem(
            kind: kind,
            position: Position(line: Int(statement.integer(1)), column: Int(statement.integer(2))),
            message: statement.text(4))))
    }
    return problems
  }

  private func countLinks(_ count: inout (all: Int, unresolved: Int)) throws(SQLiteError) {
    let statement = try statement("SELECT facts, links, targets FROM note")
    defer { statement.reset() }
    while try statement.step() {
      let links = try TargetedLinks(statement, from: 0)
      count.all += links.list.count
      var cursor = links.cursor
      while let entry = try cursor.next() {
        if links.file(entry) == nil { count.unresolved += 1 }
      }
    }
  }

  /// Calls `body` with each text of a property in all notes that have it: a list gives one for each element.
  package func forEachText(
    ofProperty name: NameKey, _ body: (_ path: VaultPath, _ text: String) -> Void
  ) throws(SQLiteError) {
    let statement = try statement(
      """
      SELECT each.value FROM json_each(CASE json_type(?1) WHEN 'array' THEN ?1
        ELSE json_array(json(?1)) END) AS each WHERE each.type = 'text' ORDER BY each.id
      """)
    defer { statement.reset() }
    for property in try properties(named: name) {
      statement.reset()
      statement.bind(property.value, at: 1)
      while try statement.step() { body(property.path, statement.text(0)) }
    }
  }

  /// Checks the tables, each in itself.
  ///
  /// Throws `SQLiteError` of kind `.corrupt` where something is wrong.
  package func verify() throws(SQLiteError) {
    for table in Schema.fullTextTables {
      // Without the rank of 1 a row that was never indexed goes unnoticed.
      try connection.execute("INSERT INTO \(table)(\(table), rank) VALUES('integrity-check', 1)")
    }
    try checkPages()
    try verifyFolders()
  }

  /// Reads every page, each with its checksum. Throws `SQLiteError` of kind `.corrupt` where one is wrong.
  package func checkPages() throws(SQLiteError) {
    guard try connection.text("PRAGMA quick_check(1)") == "ok" else {
      throw SQLiteError(corruption: "quick_check failed")
    }
  }
}
