package import NoteQuery
import NoteText
package import SQLite

/// Tells how many rows of notes that are there hold a word, for many words one after the other.
package struct RowCounter {
  private let tables: [(table: FullTextTable, terms: LivingTerms)]

  fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
    var tables: [(table: FullTextTable, terms: LivingTerms)] = []
    for table in FullTextTable.allCases { tables.append((table, try LivingTerms(table, index))) }
    self.tables = tables
  }

  /// Whether a row holds a token, whatever the language of its note.
  package func holds(token: String) throws(SQLiteError) -> Bool {
    for (_, terms) in tables where try terms.holds(token) { return true }
    return false
  }

  /// Returns how many rows hold a term of one token, each in the form that its language has.
  package func count(_ term: QueryTerm) throws(SQLiteError) -> Int {
    var count = 0
    for form in term.allForms where form.tokens.count == 1 {
      for (table, terms) in tables {
        // What others call a note is in no language that could be told.
        if table == .names, !form.languages.contains(.english) { continue }
        count += try terms.count(of: form.tokens[0], in: form.languages)
      }
    }
    return count
  }
}

extension NoteIndex {
  /// Returns a counter of the rows as they are now.
  package func rowCounter() throws(SQLiteError) -> RowCounter { try RowCounter(self) }
}
