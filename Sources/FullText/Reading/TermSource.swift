package import Platform
package import SQLite

/// The terms of one full-text table and their postings, wherever they are read from.
package protocol TermSource {
  /// Returns the postings of a token: no row comes twice, and of one cursor they ascend.
  func postings(of token: String) throws(SQLiteError) -> [PostingCursor]

  /// Returns the postings of each of some tokens.
  func postings(ofEach tokens: [String]) throws(SQLiteError) -> [[PostingCursor]]

  /// Returns the postings of all tokens that begin with a text.
  func postings(beginningWith text: String) throws(SQLiteError) -> [PostingCursor]

  /// Calls `body` with each term that begins with some bytes, in the order of its bytes within a segment, once for
  /// each segment that has it. The bytes are gone afterwards.
  func forEachTerm(
    beginningWith prefix: [UInt8], _ body: (_ term: UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError)

  /// Whether each of some terms stands in the table, maybe only in rows that are gone.
  func held(among terms: [[UInt8]]) throws(SQLiteError) -> [Bool]
}

/// What is needed to read the full-text tables of a database.
package struct TermSources {
  /// The form of all tables, as far as their settings tell.
  let form: PageForm
  /// Held whenever a page is read; see `PageSource`.
  let lock: Monitor
  /// Gives a statement, a new one or one that waits to be used again.
  let prepare: (_ sql: String) throws(SQLiteError) -> Statement

  package init(
    form: PageForm, lock: Monitor,
    prepare: @escaping (_ sql: String) throws(SQLiteError) -> Statement
  ) {
    (self.form, self.lock, self.prepare) = (form, lock, prepare)
  }

  /// Returns the terms of a table.
  ///
  /// - Parameter hasChangingRows: Whether rows are taken out or written anew: then what a newer segment says of a row
  ///   voids what an older one says.
  package func terms(
    of table: String, hasChangingRows: Bool = false
  ) throws(SQLiteError) -> any TermSource {
    if form.isKnown {
      let pages = try PageSource(of: table, lock, prepare)
      if case .known(let segments) = try pages.segments() {
        return try FullTextReader(
          table, pages, segments, hasChangingRows: hasChangingRows, prepare: prepare)
      }
    }
    return try FTS5Terms(table, prepare: prepare)
  }

  /// Why some of these tables are read through FTS5; nil where none is.
  package func unknownForm(of tables: [String]) throws(SQLiteError) -> String? {
    if let reason = form.unknown { return reason }
    for table in tables {
      if case .unknown(let reason) = try PageSource(of: table, lock, prepare).segments() {
        return "\(table): \(reason)"
      }
    }
    return nil
  }
}
