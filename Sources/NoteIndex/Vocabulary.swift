package import SQLite

extension NoteIndex {
  /// Calls `body` with each term of the index from `first` up to, but without, `end`.
  ///
  /// A term comes with the number of rows that hold it, once for the sections and once for the notes'
  /// own fields. The cost grows with the range: FTS5 counts the rows by reading them.
  package func forEachTerm(
    from first: String, to end: String, _ body: (_ term: String, _ rows: Int) -> Void
  ) throws(SQLiteError) {
    for table in ["section_fts", "note_fts", "name_fts"] {
      try connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_terms USING fts5vocab(main, \(table), row)"
      )
      let statement = try statement(
        "SELECT term, doc FROM temp.\(table)_terms WHERE term >= ?1 AND term < ?2")
      statement.bind(first, at: 1)
      statement.bind(end, at: 2)
      defer { statement.reset() }
      while try statement.step() { body(statement.text(0), Int(statement.integer(1))) }
    }
  }

  /// The names of all tags, each once.
  package func tagNames() throws(SQLiteError) -> [String] {
    var keys: Set<String> = []
    var names: [String] = []
    try forEachTag { tag in
      if keys.insert(tag.key).inserted { names.append(tag.name) }
    }
    return names
  }
}
