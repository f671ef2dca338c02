package import SQLite

/// Tells about how many sections hold a word.
package struct SectionCounter {
  /// Sections with a word that suffice for an estimate, and rows that are read at a time.
  package static let mostCounted = 1 << 14
  private static let countedRows = 1 << 13

  /// All sections.
  package let total: Int
  private let rows: TermRows
  private let lengths: ReadableLengths<SectionLengths>
  /// The first number that no section has.
  private let limit: Int
  private let known: SectionCounts

  fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
    rows = try TermRows(.sections, index)
    lengths = index.sectionLengths.readable
    total = index.totals.sections
    limit = index.totals.nextSection
    known = index.sectionCounts
  }

  /// Returns how many sections hold a term, or an estimate from the first ones where they are many.
  ///
  /// - Parameter most: Sections with the term that suffice for an estimate.
  package func count(
    _ term: String, most: Int = SectionCounter.mostCounted
  ) throws(SQLiteError) -> Int {
    if let count = known[term, most] { return count }
    let count = try counted(term, most)
    known[term, most] = count
    return count
  }

  private func counted(_ term: String, _ most: Int) throws(SQLiteError) -> Int {
    let cursors = try rows.cursors(of: [term], isPrefix: false)
    if cursors.isEmpty { return 0 }
    var count = 0
    var end = 0
    while end < limit, count < most {
      end = min(limit, end + min(Self.countedRows, most))
      for cursor in cursors {
        try cursor.forEachRow(before: end) { row, places in
          if !places.isEmpty, lengths[row].note != 0 { count += 1 }
        }
      }
    }
    return end == 0 ? 0 : min(total, count * limit / end)
  }
}

/// What was counted in one state of the index: names and answers have the same words again and again.
final class SectionCounts {
  private struct Key: Hashable {
    var term: String
    var most: Int
  }

  /// More words than these are not kept.
  private static let most = 1 << 12
  private var counts: [Key: Int] = [:]

  subscript(term: String, most: Int) -> Int? {
    get { counts[Key(term: term, most: most)] }
    set {
      if counts.count >= Self.most { counts.removeAll(keepingCapacity: true) }
      counts[Key(term: term, most: most)] = newValue
    }
  }

  func removeAll() { counts.removeAll(keepingCapacity: true) }
}

extension NoteIndex {
  /// Returns a counter of the sections as they are now.
  package func sectionCounter() throws(SQLiteError) -> SectionCounter { try SectionCounter(self) }
}
