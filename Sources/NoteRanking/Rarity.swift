import NoteQuery

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How rare each term of a query is: its inverse frequency among sections.
///
/// The unit that is ranked is the section, so sections are counted. A term in a note's own fields stands for all its
/// sections: such notes count as many sections as a note has on average. The larger of the two counts is
/// taken, since they mostly speak of the same sections. The formula is that of BM25, never negative.
enum Rarity {
  static func measure(_ candidates: Candidates, terms: Int) -> [Double] {
    let totals = candidates.totals
    let inSections = candidates.sections.withUnsafeBufferPointer { rows in
      frequencies(terms, candidates.hits, rows: rows.count) { rows[$0].hits }
    }
    let inNotes = candidates.notes.withUnsafeBufferPointer { rows in
      frequencies(terms, candidates.hits, rows: rows.count) { rows[$0].hits }
    }
    let sections = Double(max(totals.sections, candidates.sections.count, 1))
    let perNote = sections / Double(max(totals.notes, candidates.notes.count, 1))
    return (0..<terms).map { term in
      let frequency = min(sections, max(Double(inSections[term]), Double(inNotes[term]) * perNote))
      return log(1 + (sections - frequency + 0.5) / (frequency + 0.5))
    }
  }

  /// Counts in how many rows each term stands.
  @inline(__always)
  private static func frequencies(
    _ terms: Int, _ hits: [TermHit], rows: Int, hitsOf: (Int) -> Range<Int32>
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: terms)
    var lastRow = [Int](repeating: -1, count: terms)
    hits.withUnsafeBufferPointer { hits in
      counts.withUnsafeMutableBufferPointer { counts in
        lastRow.withUnsafeMutableBufferPointer { lastRow in
          for row in 0..<rows {
            for index in hitsOf(row) {
              let term = Int(hits[Int(index)].term)
              if term >= terms || lastRow[term] == row { continue }
              lastRow[term] = row
              counts[term] += 1
            }
          }
        }
      }
    }
    return counts
  }
}
