package import SQLite

/// Tells about how many sections hold a word.
package struct SectionCounter {
  /// All sections.
  package let total: Int
  private let rows: TermRows
  private let limit: Int

  fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
    rows = try TermRows(.sections, index)
    total = index.totals.sections
    limit = index.sectionLengths.readable.count
  }

  /// Returns about how many sections hold a term, those of notes that are gone among them.
  package func count(_ term: String) throws(SQLiteError) -> Int {
    try rows.estimatedCount(of: term, rowsBelow: limit)
  }
}

extension NoteIndex {
  /// Returns a counter of the sections as they are now.
  package func sectionCounter() throws(SQLiteError) -> SectionCounter { try SectionCounter(self) }
}
