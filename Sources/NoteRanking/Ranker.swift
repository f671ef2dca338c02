package import NoteQuery

/// Orders candidates by how well they answer a question.
///
/// The first stage, `rank`, knows only counts and sees every candidate; the second, `refine`, reads the texts of
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
  package func rank(
    _ candidates: Candidates, for query: Query, limit: Int, explaining: Bool = false
  ) -> Ranking {
    let rarity = Rarity.measure(candidates, terms: query.terms.count)
    guard limit > 0, !query.terms.isEmpty || candidates.notes.contains(where: \.answersQuestion)
    else { return Ranking(sections: [], rarity: rarity) }
    var pass = RankingPass(candidates, query, weights, rarity: rarity, limit: limit)
    let entries = candidates.hits.withUnsafeBufferPointer { hits in
      candidates.sections.withUnsafeBufferPointer { sections in
        candidates.notes.withUnsafeBufferPointer { notes in
          pass.run(sections, notes, hits)
        }
      }
    }
    var ranked = entries.map { entry, question in
      var parts = explaining ? pass.parts(of: entry, candidates) : []
      let bonus = (question ?? 0) * pass.highest
      if explaining, question != nil { parts.append(ScorePart(label: "question", value: bonus)) }
      return RankedSection(
        section: entry.section, note: entry.note, score: entry.score + bonus,
        answersQuestion: question != nil, context: pass.context(of: entry, candidates),
        parts: parts)
    }
    ranked.sort(by: RankedSection.precedes)
    return Ranking(sections: Array(ranked.prefix(limit)), rarity: rarity)
  }
}
