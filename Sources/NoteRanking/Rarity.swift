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
  static func measure(
    _ frequencies: [TermFrequency], _ totals: Candidates.Totals
  ) -> [Double] {
    let sections = Double(max(totals.sections, 1))
    let perNote = sections / Double(max(totals.notes, 1))
    return frequencies.map { term in
      let frequency = min(sections, max(Double(term.sections), Double(term.notes) * perNote))
      return log(1 + (sections - frequency + 0.5) / (frequency + 0.5))
    }
  }
}
