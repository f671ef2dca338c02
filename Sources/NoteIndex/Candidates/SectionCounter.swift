package import SQLite

/// Tells how many sections hold a word.
///
/// Words that more than a third of all sections hold are common, and none is more common than another: so not all postings of
/// such a word are read. An estimate from some of them would not do. They stand in the order of edits, and an
/// index that was brought up to date has to answer as a new one does.
package struct SectionCounter {
  /// Sections that are read at a time.
  private static let countedSections = 1 << 11

  /// A word whose postings were read in part.
  private final class Unfinished {
    let cursors: [PostingCursor]
    var count = 0
    /// The first section that was not read.
    var end = 0

    init(_ cursors: [PostingCursor]) { self.cursors = cursors }
  }

  /// Words that may be counted on.
  private final class Begun {
    var words: [String: Unfinished] = [:]
  }

  /// All sections.
  package let total: Int
  /// What is told of a common word.
  package let mostCounted: Int
  private let postings: TermPostings
  private let lengths: ReadableLengths<SectionLengths>
  /// Whether every section that was ever written is there, so that no length has to tell.
  private let allLive: Bool
  /// The first number that no section has.
  private let limit: Int
  private let known: SectionCounts
  private let begun = Begun()

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
  /// To ask again for a higher `most` goes on where the last call ended.
  ///
  /// - Parameter most: What is told where there are as many or more.
  package func count(_ term: String, most: Int = .max) throws(SQLiteError) -> Int {
    if let count = known[term] { return min(count, most) }
    let most = min(most, mostCounted)
    let word: Unfinished
    if let some = begun.words[term] {
      word = some
    } else {
      word = Unfinished(try postings.cursors(of: [term], isPrefix: false))
      begun.words[term] = word
    }
    try count(word, most)
    let count = min(word.count, most)
    // What was not counted to its end is not known.
    if count < most || most == mostCounted {
      known[term] = count
      begun.words[term] = nil
    }
    return count
  }

  /// Reads sections until so many hold the word, or to the end.
  private func count(_ word: Unfinished, _ most: Int) throws(SQLiteError) {
    var count = word.count
    while word.end < limit, count < most {
      let next = word.cursors.reduce(limit) { min($0, $1.row) }
      word.end = min(limit, max(word.end, next) + Self.countedSections)
      for cursor in word.cursors {
        // Two loops, since this is where a question about a topic spends most of its time.
        if allLive {
          try cursor.forEachPosting(before: word.end) { _, places in
            count += places.isEmpty ? 0 : 1
          }
        } else {
          try cursor.forEachPosting(before: word.end) { section, places in
            if !places.isEmpty, lengths[section].note != 0 { count += 1 }
          }
        }
      }
    }
    word.count = count
  }
}

extension NoteIndex {
  /// Returns a counter of the sections as they are now.
  package func sectionCounter() throws(SQLiteError) -> SectionCounter { try SectionCounter(self) }
}
