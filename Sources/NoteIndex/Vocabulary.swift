package import SQLite

extension NoteIndex {
  /// Returns how many rows hold a term, those of notes that are gone among them.
  package func rows(holding term: String) throws(SQLiteError) -> Int {
    var rows = 0
    for table in ["section_fts", "note_fts", "name_fts"] {
      try connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_terms USING fts5vocab(main, \(table), row)"
      )
      let statement = try statement("SELECT doc FROM temp.\(table)_terms WHERE term = ?1")
      statement.bind(term, at: 1)
      defer { statement.reset() }
      while try statement.step() { rows += Int(statement.integer(0)) }
    }
    return rows
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
