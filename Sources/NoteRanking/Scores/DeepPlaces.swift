import NoteQuery

/// What the best stretch of a long section says, as if it were a section of its own.
///
/// BM25 divides by the length, so that what stands in one paragraph of ten thousand words counts for nothing. So a long
/// section gets what it holds all in all or what its best stretch holds, whatever is more.
/// Source: passages of fixed length in Kaszkiel and Zobel, Passage Retrieval Revisited, 1997.
struct DeepPlaces {
  private let values: [Double]
  private let isOwn: [Bool]
  private let total: Double
  private let weights: RankingWeights
  /// Tokens of an average body.
  private let average: Double
  private let scale: BM25F.FieldScale

  init(_ terms: [QueryTerm], values: [Double], averageBody: Double, _ weights: RankingWeights) {
    self.values = values
    isOwn = terms.map { !$0.isAlternative && !$0.isFunctionWord }
    total = zip(values, isOwn).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
    self.weights = weights
    average = max(weights.body.leastAverage, averageBody)
    scale = BM25F.FieldScale(weights.body, average: average)
  }

  /// Returns what is to be added to the score of a section; 0 where its body is not long.
  ///
  /// - Parameters:
  ///   - matches: In the order of their places.
  ///   - tokens: Of the body.
  ///   - context: Terms that the headings or the note's names say.
  func gain(_ matches: [TermMatch], tokens: Int, context: [Int]) -> Double {
    let most = weights.longestBody * average
    guard Double(tokens) > most, total > 0 else { return 0 }
    var whole = Counts(terms: values.count, context: context)
    for match in matches where match.form.isTerm { whole.counts[match.term] += 1 }
    return max(0, weights.stretch * bestStretch(matches, context) - score(whole, Double(tokens)))
  }

  private struct Counts {
    var counts: [Int]
    var context: [Bool]

    init(terms: Int, context: [Int]) {
      counts = Array(repeating: 0, count: terms)
      self.context = Array(repeating: false, count: terms)
      for term in context where term < terms { self.context[term] = true }
    }
  }

  private func score(_ counts: Counts, _ length: Double) -> Double {
    var matches = 0.0
    var covered = 0.0
    for term in values.indices where isOwn[term] {
      matches += value(term, counts.counts[term], length)
      if counts.counts[term] > 0 || counts.context[term] { covered += values[term] }
    }
    return weighed(matches, covered)
  }

  /// What a term adds that stands so often in a body of this length.
  private func value(_ term: Int, _ count: Int, _ length: Double) -> Double {
    guard count > 0 else { return 0 }
    return BM25F.saturated(
      values[term], Double(count) * scale.worth(length), weights.saturation)
  }

  private func weighed(_ matches: Double, _ covered: Double) -> Double {
    BM25F.weighed(matches, BM25F.part(covered, of: total), weights.coverage)
  }

  /// The highest score of a stretch as long as an average body.
  private func bestStretch(_ matches: [TermMatch], _ context: [Int]) -> Double {
    var inside = Counts(terms: values.count, context: context)
    var sum = 0.0
    var covered = values.indices.reduce(0.0) {
      isOwn[$1] && inside.context[$1] ? $0 + values[$1] : $0
    }
    var best = 0.0
    var first = matches.startIndex
    func change(_ term: Int, by step: Int) {
      guard isOwn[term] else { return }
      let count = inside.counts[term]
      sum += value(term, count + step, average) - value(term, count, average)
      inside.counts[term] = count + step
      guard !inside.context[term] else { return }
      if count == 0 {
        covered += values[term]
      } else if count + step == 0 {
        covered -= values[term]
      }
    }
    for match in matches where match.form.isTerm {
      change(match.term, by: 1)
      while Double(match.position - matches[first].position) >= average {
        if matches[first].form.isTerm { change(matches[first].term, by: -1) }
        first += 1
      }
      best = max(best, weighed(sum, covered))
    }
    return best
  }
}
