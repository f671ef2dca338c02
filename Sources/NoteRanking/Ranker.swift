package import NoteQuery

/// Orders candidates by how well they answer a question.
///
/// The first stage, `rank`, knows only counts and sees every candidate that can matter; the second, `refine`, reads the texts of
/// the best few. Both are pure and give the same order whatever the order of their input.
package struct Ranker: Sendable {
  package let weights: RankingWeights

  package init(weights: RankingWeights = RankingWeights()) {
    self.weights = weights
  }

  /// Returns the best `limit` sections, best first.
  ///
  /// Sections get what their note's fields say too. A note without a term in any section stands for its first one.
  /// Notes that name the question come before all others, each with the section that answers it itself.
  ///
  /// - Parameters:
  ///   - source: Has to hold the terms of the query, whose rarity it tells.
  ///   - perNote: Most sections of one note; those that name the question are not counted.
  ///   - keepsTies: Whether those that are as good as the last one come too, in the order of their numbers.
  package func rank<Source: CandidateSource>(
    _ source: Source, for query: Query, limit: Int, perNote: Int = .max, keepsTies: Bool = false,
    explaining: Bool = false
  ) throws(Source.Failure) -> Ranking {
    var rarity = Rarity.measure(source.frequencies, source.totals, query)
    for (place, term) in zip(rarity.indices, query.terms)
    where term.isFunctionWord && !source.frequencies[place].isFound {
      rarity[place] = 0
    }
    guard limit > 0, !query.terms.isEmpty || source.namesQuestion
    else { return Ranking(sections: [], rarity: rarity) }
    try source.rewind()
    var pass = RankingPass(
      source.totals, query, weights, rarity: rarity, limit: limit, perNote: perNote,
      mostTies: keepsTies ? Self.mostTies : 0)
    var piece = Candidates(totals: source.totals)
    while try source.next(pass.need, into: &piece) { pass.run(piece) }
    let kept = pass.kept
    func section(_ entry: TopSections.Entry, _ named: Named? = nil) -> RankedSection {
      var parts = explaining ? pass.parts(of: entry, kept) : []
      let bonus = (named?.bonus ?? 0) * pass.highest
      if explaining, named != nil { parts.append(ScorePart(label: "question", value: bonus)) }
      var section = RankedSection(
        section: entry.section, note: entry.note, score: entry.score + bonus,
        answersQuestion: named != nil, context: pass.context(of: entry, kept), parts: parts)
      section.isWholeNote = named?.isWhole ?? false
      section.namesake = named?.isWhole == true ? bonus : 0
      section.isStub = entry.noteIndex >= 0 && kept.notes[Int(entry.noteIndex)].isStub
      return section
    }
    let (named, others) = (pass.named, pass.others)
    var ranked = named.map { section($0.entry, $0) } + others.map { section($0) }
    ranked.sort(by: RankedSection.precedes)
    var end = min(limit, ranked.count)
    while keepsTies, end > 0, end < ranked.count, ranked[end].isTied(with: ranked[end - 1]) {
      end += 1
    }
    var ranking = Ranking(
      sections: Array(ranked[..<end]), rarity: rarity, highest: pass.highest,
      averageBody: pass.sums.averageBody)
    ranking.deep = pass.deepEntries(kept).map { section($0) }
    return ranking
  }

  /// Of more sections with one score those with the lowest numbers are taken: thousands of notes that say the same.
  private static let mostTies = 4096

  /// What a note gets that has some terms as the key of a property, and no other one.
  package func score(ofProperty terms: [Int], of query: Query, _ rarity: [Double]) -> Double {
    let value = terms.reduce(0) { $0 + max(0, query.terms[$1].weight) * rarity[$1] }
    let total = zip(query.terms, rarity).reduce(0) { sum, term in
      term.0.isAlternative ? sum : sum + max(0, term.0.weight) * term.1
    }
    guard total > 0 else { return 0 }
    let match = BM25F.saturated(value, weights.properties.weight, weights.saturation)
    return BM25F.weighed(match, value / total, weights.coverage) * (1 + weights.siblings)
  }
}
