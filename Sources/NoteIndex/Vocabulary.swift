package import SQLite

// FTS5's own list of terms, `fts5vocab`, reads every place of every term to count its rows. Here only the pages are
// read on which the wanted terms stand.

extension NoteIndex {
  /// Calls `body` with each term that begins with a text, more than once where several tables have it.
  ///
  /// Also terms of notes that are gone may come.
  package func forEachTerm(
    beginningWith text: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    let prefix = [SegmentFormat.mainIndex] + Array(text.utf8)
    for table in FullTextTable.allCases {
      let reader = try FullTextReader(table.name, self)
      for segment in reader.segments {
        try reader.forEachTerm(beginningWith: prefix, in: segment) { term, _ in
          body(UnsafeRawBufferPointer(rebasing: term.dropFirst()))
        }
      }
    }
  }

  /// Returns how many rows hold a term, those of notes that are gone among them.
  package func rows(holding term: String) throws(SQLiteError) -> Int {
    var rows = 0
    for table in FullTextTable.allCases {
      rows += try TermRows(table, self).count(of: term)
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
