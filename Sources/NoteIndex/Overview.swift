package import NoteModel
package import SQLite

/// What an index holds, in numbers.
package struct IndexOverview: Sendable, Hashable {
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
}

/// A problem together with the note it stands in.
package struct StoredProblem: Sendable, Hashable {
  package var path: VaultPath
  package var problem: Problem
}

extension NoteIndex {
  /// Counts what the index holds.
  package func overview() throws(SQLiteError) -> IndexOverview {
    func count(_ sql: String) throws(SQLiteError) -> Int { Int(try connection.integer(sql) ?? 0) }
    return IndexOverview(
      files: try count("SELECT count(*) FROM file"),
      notes: totals.notes, sections: totals.sections,
      links: try count("SELECT count(*) FROM link"),
      unresolvedLinks: try count("SELECT count(*) FROM link WHERE target IS NULL"),
      tags: try count("SELECT count(DISTINCT key) FROM tag"),
      problems: try count("SELECT count(*) FROM problem"),
      bytes: try count("PRAGMA page_count") * count("PRAGMA page_size"),
      schemaVersion: Schema.version, sqliteVersion: Connection.libraryVersion)
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

  /// Returns each text of a property in all notes that have it: a list gives one for each element.
  package func texts(
    ofProperty name: NameKey
  ) throws(SQLiteError) -> [(path: VaultPath, text: String)] {
    let statement = try statement(
      """
      SELECT file.path, each.value FROM property JOIN file ON file.id = property.note,
        json_each(CASE json_type(property.value) WHEN 'array' THEN property.value
          ELSE json_array(json(property.value)) END) AS each
      WHERE property.key = ?1 AND each.type = 'text' ORDER BY file.path, property.ordinal, each.id
      """)
    statement.bind(name.text, at: 1)
    defer { statement.reset() }
    var texts: [(path: VaultPath, text: String)] = []
    while try statement.step() { texts.append((VaultPath(statement.text(0)), statement.text(1))) }
    return texts
  }

  /// Checks that the full-text tables say what the ordinary tables say.
  ///
  /// Throws `SQLiteError` of kind `.corrupt` where they do not.
  package func verify() throws(SQLiteError) {
    for table in ["note_fts", "section_fts"] {
      // Without the rank of 1 a row that was never indexed goes unnoticed.
      try connection.execute("INSERT INTO \(table)(\(table), rank) VALUES('integrity-check', 1)")
    }
    guard try connection.text("PRAGMA quick_check(1)") == "ok" else {
      throw SQLiteError(corruption: "quick_check failed")
    }
  }
}
