/// Collects terms: equal ones become one, its weight grown by each repetition.
struct TermCollector {
  private var terms: [QueryTerm] = []
  private var places: [[String]: Int] = [:]
  private var repetitions: [Int] = []

  var isEmpty: Bool { terms.isEmpty }
  var count: Int { terms.count }

  mutating func add(_ term: QueryTerm) {
    if let place = places[term.tokens] {
      repetitions[place] += 1
      return
    }
    places[term.tokens] = terms.count
    terms.append(term)
    repetitions.append(1)
  }

  /// Returns at most `limit` terms in the order they were typed; see `QuestionReader.mostTerms`.
  func chosen(_ limit: Int) -> [QueryTerm] {
    var kept = Array(terms.indices)
    if kept.count > limit {
      kept.sort { first, second in
        let left = rank(first)
        let right = rank(second)
        return left == right ? first < second : left > right
      }
      kept = kept.prefix(limit).sorted()
    }
    return kept.map { place in
      var term = terms[place]
      term.weight *= Double(repetitions[place])
      return term
    }
  }

  /// How rare a term looks; comparable.
  private func rank(_ place: Int) -> (Int, Int, Int) {
    let term = terms[place]
    let hasDigit = term.tokens.contains { $0.utf8.contains { $0 &- 0x30 < 10 } }
    let isFramed = term.weight < 1
    let length = term.tokens.reduce(0) { $0 + $1.unicodeScalars.count }
    return (hasDigit ? 2 : isFramed ? 0 : 1, repetitions[place], length)
  }
}
