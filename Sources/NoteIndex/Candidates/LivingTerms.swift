import FullText
import NoteText
import SQLite

/// Finds the postings of terms in one full-text table, and tells those of notes that are there from the others.
struct LivingTerms {
  private let postings: TermPostings
  private let living: LivingRows

  init(_ table: FullTextTable, _ index: NoteIndex) throws(SQLiteError) {
    postings = try index.termPostings(table)
    living = LivingRows(table, index)
  }

  /// Returns how many rows of notes that are there hold a token.
  ///
  /// - Parameter languages: Those whose rows count.
  func count(of token: String, in languages: LanguageSet = .all) throws(SQLiteError) -> Int {
    var count = 0
    for cursor in try postings.cursors(of: [token], isPrefix: false) {
      try cursor.forEachPosting(before: .max) { row, places in
        if !places.isEmpty, living.contains(row, in: languages) { count += 1 }
      }
    }
    return count
  }

  /// Whether a row of a note that is there holds a token.
  func holds(_ token: String) throws(SQLiteError) -> Bool {
    for cursor in try postings.cursors(of: [token], isPrefix: false) {
      while cursor.row <= Int(Int32.max) {
        var isThere = false
        try cursor.forEachPosting(before: cursor.row + 1) { row, places in
          isThere = !places.isEmpty && living.contains(row, in: .all)
        }
        if isThere { return true }
      }
    }
    return false
  }
}

extension NoteIndex {
  /// Where the terms of the full-text tables are read from.
  var termSources: TermSources {
    TermSources(form: pageForm, lock: pageLock, prepare: statement)
  }

  /// Returns the postings of terms in a full-text table.
  func termPostings(_ table: FullTextTable) throws(SQLiteError) -> TermPostings {
    TermPostings(try termSources.terms(of: table.name, hasChangingRows: table.hasChangingRows))
  }
}
