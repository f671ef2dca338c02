// A sentence of a long section counts a tenth of what it counts as a short note. Who pastes it, or remembers five of its
// words, means it all the same: so sections that hold nearly all of the rare words are looked at closely, whatever their
// length.

package import NoteQuery
package import SQLite

extension CandidateReader {
  /// Sections with a word up to which it is rare, words that are looked at, and fewest of them.
  private static let mostRows = 2_048
  private static let mostWords = 6
  private static let leastWords = 3

  /// Returns sections that hold three quarters of the rare words of a query, at least three: those with most first.
  package func coveringSections(of query: Query, most: Int) throws(SQLiteError) -> [Int] {
    let rare = Array(
      frequencies.indices.filter { place in
        !query.terms[place].isAlternative && query.terms[place].weight >= 1
          && 1...Self.mostRows ~= frequencies[place].sections
      }.sorted { (frequencies[$0].sections, $0) < (frequencies[$1].sections, $1) }
        .prefix(Self.mostWords))
    let least = max(Self.leastWords, (rare.count * 3 + 3) / 4)
    guard rare.count >= least else { return [] }
    // A section that lacks no more than it may has one of the rarest of all.
    var found: Set<Int> = []
    for term in rare.prefix(rare.count - least + 1) {
      for form in rows(of: term) {
        for cursor in form.cursors { try cursor.rewind() }
        try form.forEachRow(in: 0..<lengths.count, lengths, allowed) { row, _, _ in
          found.insert(row)
        }
      }
    }
    return try mostHeld(found.sorted(), rare, least, most)
  }

  /// Of the rows, ascending, those that hold at least so many of the terms.
  private func mostHeld(
    _ rows: [Int], _ terms: [Int], _ least: Int, _ most: Int
  ) throws(SQLiteError) -> [Int] {
    var held = [Int](repeating: 0, count: rows.count)
    for term in terms {
      var isHeld = [Bool](repeating: false, count: rows.count)
      for form in self.rows(of: term) {
        for cursor in form.cursors {
          try cursor.rewind()
          for (place, row) in rows.enumerated() {
            try cursor.seek(row)
            if cursor.row == row, form.languages.holds(lengths[row].language) {
              isHeld[place] = true
            }
          }
        }
      }
      for place in rows.indices where isHeld[place] { held[place] += 1 }
    }
    return rows.indices.filter { held[$0] >= least }
      .sorted { (held[$1], rows[$0]) < (held[$0], rows[$1]) }
      .prefix(most).map { rows[$0] }
  }
}
