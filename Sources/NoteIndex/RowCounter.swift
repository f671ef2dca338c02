package import SQLite

/// Tells how many rows hold a word, for many words one after the other.
package struct RowCounter {
  private let tables: [TermRows]

  fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
    var tables: [TermRows] = []
    for table in FullTextTable.allCases { tables.append(try TermRows(table, index)) }
    self.tables = tables
  }

  /// Returns how many rows of notes that are there hold a term.
  package func count(_ term: String) throws(SQLiteError) -> Int {
    var rows = 0
    for table in tables { rows += try table.count(of: term) }
    return rows
  }
}

extension NoteIndex {
  /// Returns a counter of the rows as they are now.
  package func rowCounter() throws(SQLiteError) -> RowCounter { try RowCounter(self) }
}
