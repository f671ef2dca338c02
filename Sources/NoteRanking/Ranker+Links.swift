// `Related: [[Handshake]] [[Port]]` has the words of a question as the note's own text has them, and tells nothing.
extension Ranker {
  /// Answers among which lists of links are looked for.
  private static let mostLooked = 64

  /// Puts a section with text before one of its note that is links alone, if it says the same terms: the two change
  /// places. A list whose headings say all the terms stays where it is: it is what was asked for.
  ///
  /// - Parameter answers: Best first.
  package func lowerLinks(in answers: inout [RankedAnswer], explaining: Bool = false) {
    var hasChanged = false
    var known: [Int: Set<Int>] = [:]
    func terms(_ place: Int) -> Set<Int> {
      if let terms = known[place] { return terms }
      let terms = Self.terms(of: answers[place])
      known[place] = terms
      return terms
    }
    for place in answers.indices.prefix(Self.mostLooked) where answers[place].section.isLinks {
      let list = answers[place].section
      if answers[place].passage?.property != nil || terms(place).isSubset(of: list.context) {
        continue
      }
      let other = answers.indices.dropFirst(place + 1).first { other in
        let section = answers[other].section
        return section.note == list.note && !section.isLinks && answers[other].passage != nil
          && section.score < list.score && section.answersQuestion == list.answersQuestion
          && terms(place).isSubset(of: terms(other))
      }
      guard let other else { continue }
      let gain = list.score - answers[other].section.score
      add(gain, "text", to: &answers[other].section, explaining)
      add(-gain, "links alone", to: &answers[place].section, explaining)
      hasChanged = true
    }
    if hasChanged { answers.sortByScore() }
  }

  /// The terms that an answer's text and headings say.
  private static func terms(of answer: RankedAnswer) -> Set<Int> {
    Set(answer.matches.lazy.filter(\.form.isTerm).map(\.term)).union(answer.section.context)
  }
}
