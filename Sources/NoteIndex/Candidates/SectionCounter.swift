import FullText
package import SQLite

/// Tells how many sections hold a word.
///
/// Words that more than a third of all sections hold are common, and none is more common than another: so not all postings of
/// such a word are read. An estimate from some of them would not do. They stand in the order of edits, and an
/// index that was brought up to date has to answer as a new one does.
package struct SectionCounter {
  /// Sections that are read at a time.
  private static let countedSections = 1 << 11

  /// All sections.
  package let total: Int
  /// The count that is returned for a common word.
  package let mostCounted: Int
  private let postings: TermPostings
  private let lengths: ReadableLengths<SectionLengths>
  /// Whether every section that was ever written is there, so that no length has to tell.
  private let allLive: Bool
  /// The first number that no section has.
  private let limit: Int
  private let known: SectionCounts

  fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
    postings = try index.termPostings(.sections)
    lengths = index.sectionLengths.readable
    total = index.totals.sections
    mostCounted = total / 3 + 1
    limit = index.totals.nextSection
    allLive = total == limit - 1
    known = index.sectionCounts
  }

  /// Returns how many sections hold a term, `mostCounted` for more.
  ///
  /// - Parameter most: The highest count that is returned.
  package func count(_ term: String, most: Int = .max) throws(SQLiteError) -> Int {
    if let count = known[term] { return min(count, most) }
    let most = min(most, mostCounted)
    let count = try counted(term, most)
    // What was not counted to its end is not known.
    if count < most || most == mostCounted { known[term] = count }
    return count
  }

  private func counted(_ term: String, _ most: Int) throws(SQLiteError) -> Int {
    let cursors = try postings.cursors(of: [term], isPrefix: false)
    var (count, end) = (0, 0)
    while end < limit, count < most {
      let next = cursors.reduce(limit) { min($0, $1.row) }
      end = min(limit, max(end, next) + Self.countedSections)
      for cursor in cursors {
        // Two loops, since this is where a question about a topic spends most of its time.
        if allLive {
          try cursor.forEachPosting(before: end) { _, places in
            count += places.isEmpty ? 0 : 1
          }
        } else {
          try cursor.forEachPosting(before: end) { section, places in
            if !places.isEmpty, lengths[section].note != 0 { count += 1 }
          }
        }
      }
    }
    return min(count, most)
  }
}

extension NoteIndex {
  /// Returns a counter of the sections as they are now.
  package func sectionCounter() throws(SQLiteError) -> SectionCounter { try SectionCounter(self) }
}
