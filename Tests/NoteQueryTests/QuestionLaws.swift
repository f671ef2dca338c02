package import NoteQuery

/// What must be true of every query, whatever text it was read from.
package enum QuestionLaws {
  /// Returns a sentence for each law that a query breaks.
  package static func broken(_ query: Query) -> [String] {
    let own = query.terms.filter { !$0.isAlternative }
    var broken: [String] = []
    for term in query.terms + query.excluded {
      if term.tokens.isEmpty || term.tokens.contains("") { broken.append("a term has no token") }
      if term.weight <= 0 { broken.append("a term has no weight") }
      if term.word.isEmpty { broken.append("a term has no word") }
    }
    if Set(query.terms.map(\.tokens)).count != query.terms.count {
      broken.append("a term comes twice")
    }
    if !zip(own, own.dropFirst()).allSatisfy({ $0.wordIndex <= $1.wordIndex }) {
      broken.append("terms are out of order")
    }
    if !query.terms.dropFirst(own.count).allSatisfy(\.isAlternative) {
      broken.append("an alternative stands before a term of its own")
    }
    if query.terms.count > QuestionReader.mostTerms { broken.append("there are too many terms") }
    if query.terms.isEmpty && !query.ignored.isEmpty {
      broken.append("every word is ignored")
    }
    return broken
  }
}
