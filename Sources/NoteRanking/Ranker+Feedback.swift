package import NoteQuery

extension Ranker {
  /// What the last answer of the pool has of the first one's score, at least.
  private static let leastShare = 0.5
  /// Words of the question that it holds, at least.
  private static let leastWords = 3

  /// Whether a question is about a topic that many sections speak of, not about something that one has.
  ///
  /// Its tenth answer then still holds several of its words, and has half of the score of the first. Function words
  /// alone are no topic.
  package func isTopical(_ query: Query, _ answers: [RankedAnswer]) -> Bool {
    guard !query.hasOnlyFunctionWords, answers.count >= Feedback.pool, let first = answers.first,
      !first.section.answersQuestion, first.section.named < weights.ownName
    else { return false }
    let last = answers[Feedback.pool - 1]
    guard last.section.score >= Self.leastShare * first.section.score else { return false }
    var words: Set<Int> = []
    let found = last.matches.filter(\.form.isTerm).map(\.term)
    for term in found + last.section.context where NoteEvidence.isAsked(query.terms[term]) {
      words.insert(query.terms[term].wordIndex)
    }
    return words.count >= Self.leastWords
  }

  /// Adds what the words say that the best sections share, and orders anew.
  ///
  /// - Parameter values: How much each of the first answers says of them, from 0 to 1; it may be fewer than all.
  package func add(
    feedback values: [Double], to answers: inout [RankedAnswer], explaining: Bool = false
  ) {
    guard let highest = answers.first?.section.score else { return }
    for (index, value) in values.enumerated() {
      add(weights.feedback * highest * value, "feedback", to: &answers[index].section, explaining)
    }
    answers.sortByScore()
  }
}
