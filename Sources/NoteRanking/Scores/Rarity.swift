import NoteQuery
import Platform

/// How rare each term of a query is: its inverse frequency among sections.
///
/// The unit that is ranked is the section, so sections are counted. A term in a note's own fields stands for all its
/// sections: such notes count as many sections as a note has on average. The larger of the two counts is
/// taken, since they mostly speak of the same sections. The formula is that of BM25, never negative.
enum Rarity {
  static func measure(
    _ frequencies: [TermFrequency], _ totals: Candidates.Totals, _ query: Query
  ) -> [Double] {
    var rarity = measure(frequencies, totals)
    // Most ways to write a word stand nowhere, and cost nothing then.
    for (index, term) in query.terms.enumerated()
    where term.replaces != nil && index < frequencies.count && !frequencies[index].isFound {
      rarity[index] = 0
    }
    // The parts of `e-mail` are worth one word together: as much as the word that they are.
    for way in TermWay.all(of: query.terms, rarity)
    where way.typed.count > 1 && way.parts.count == 1 {
      let whole = rarity[way.parts[0]]
      let parts = way.typed.reduce(0) { $0 + rarity[$1] * query.terms[$1].weight }
      guard parts > whole else { continue }
      for term in way.typed { rarity[term] *= whole / parts }
    }
    // A part of other words tells no more than the word.
    for (index, term) in query.terms.enumerated() where term.isPartOfWords && index < rarity.count {
      let typed = query.terms.firstIndex { $0.wordIndex == term.wordIndex && !$0.isAlternative }
      if let typed, typed < rarity.count { rarity[index] = min(rarity[index], rarity[typed]) }
    }
    return rarity
  }

  /// How rare a term is: the logarithm of its inverse frequency, never negative.
  static func of(_ frequency: Double, among sections: Double) -> Double {
    Logarithm.natural(1 + (sections - frequency + 0.5) / (frequency + 0.5))
  }

  static func of(_ frequency: Int, among sections: Int) -> Double {
    of(Double(frequency), among: Double(sections))
  }

  private static func measure(
    _ frequencies: [TermFrequency], _ totals: Candidates.Totals
  ) -> [Double] {
    let sections = Double(max(totals.sections, 1))
    let perNote = sections / Double(max(totals.notes, 1))
    return frequencies.map { term in
      let frequency = min(sections, max(Double(term.sections), Double(term.notes) * perNote))
      return of(frequency, among: sections)
    }
  }
}
