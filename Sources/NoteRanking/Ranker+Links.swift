// `Related: [[Handshake]] [[Port]]` has the words of a question as the note's own text has them, and tells nothing.
extension Ranker {
  /// Puts a section with text before one of its note that is links alone, if it says the same terms: the two change
  /// places. A list whose headings say all the terms stays where it is: it is what was asked for.
  package func lowerLinks(in answers: inout [RankedAnswer], explaining: Bool = false) {
    let lists = answers.indices.filter {
      answers[$0].section.isLinks && answers[$0].passage?.property == nil
    }
    var hasChanged = false
    for list in lists {
      let said = Self.terms(of: answers[list])
      if said.isSubset(of: answers[list].section.context) { continue }
      let others = answers.indices.filter { place in
        let section = answers[place].section
        return section.note == answers[list].section.note && !section.isLinks
          && answers[place].passage != nil && section.score < answers[list].section.score
          && section.answersQuestion == answers[list].section.answersQuestion
          && said.isSubset(of: Self.terms(of: answers[place]))
      }
      guard let other = others.max(by: { answers[$0].section.score < answers[$1].section.score })
      else { continue }
      let gain = answers[list].section.score - answers[other].section.score
      add(gain, "text", to: &answers[other].section, explaining)
      add(-gain, "links alone", to: &answers[list].section, explaining)
      hasChanged = true
    }
    if hasChanged { answers.sortByScore() }
  }

  /// The terms that an answer's text and headings say.
  private static func terms(of answer: RankedAnswer) -> Set<Int> {
    Set(answer.matches.lazy.filter(\.form.isTerm).map(\.term)).union(answer.section.context)
  }
}
