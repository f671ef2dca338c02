import Characters

/// Collects terms: equal ones become one, its weight grown by each repetition.
///
/// Equal terms are found by an open hash table of plain numbers: the first use of a `Dictionary` in
/// a process costs more than reading a question.
struct TermCollector {
  private var terms: [QueryTerm] = []
  /// Indices of terms by hash, -1 where free; its count is a power of two, at least twice that of the terms.
  private var slots = [Int](repeating: -1, count: 32)
  private var repetitions: [Int] = []

  var isEmpty: Bool { terms.isEmpty }
  var count: Int { terms.count }

  /// Whether there are no other terms than these.
  func holdsOnly(_ tokens: [String]) -> Bool {
    terms.allSatisfy { $0.tokens.count == 1 && tokens.contains($0.tokens[0]) }
  }

  mutating func add(_ term: QueryTerm) {
    let slot = slot(of: term)
    if slots[slot] >= 0 {
      merge(term, into: slots[slot])
      return
    }
    slots[slot] = terms.count
    terms.append(term)
    repetitions.append(1)
    if terms.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for index in terms.indices { slots[self.slot(of: terms[index])] = index }
    }
  }

  /// A word that is typed itself is no longer the stand-in for another.
  private mutating func merge(_ term: QueryTerm, into place: Int) {
    if terms[place].isAlternative == term.isAlternative {
      repetitions[place] += 1
    } else if terms[place].isAlternative {
      terms[place] = term
    }
  }

  /// The slot that holds the tokens of `term`, or the free one where they belong.
  private func slot(of term: QueryTerm) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for token in term.tokens {
      for byte in token.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ UInt64(UInt8.space)) &* 0x100_0000_01B3
    }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] >= 0, terms[slots[slot]].tokens != term.tokens {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// Returns at most `limit` terms in the order they were typed, alternatives last; see `QuestionReader.mostTerms`.
  func chosen(_ limit: Int) -> [QueryTerm] {
    var kept = Array(terms.indices)
    if kept.count > limit {
      kept.sort { first, second in
        let left = rank(first)
        let right = rank(second)
        return left == right ? first < second : left > right
      }
      kept = Array(kept.prefix(limit))
    }
    kept.sort { order($0) < order($1) }
    return kept.map { place in
      var term = terms[place]
      term.weight *= Double(repetitions[place])
      return term
    }
  }

  /// Where a term belongs; one that was a stand-in at first stands before its word.
  private func order(_ place: Int) -> (Int, Int, Int) {
    (terms[place].isAlternative ? 1 : 0, terms[place].wordIndex, place)
  }

  /// How rare a term looks; comparable.
  private func rank(_ place: Int) -> (Int, Int, Int) {
    let term = terms[place]
    let hasDigit = term.tokens.contains { $0.utf8.contains { $0.isDigit } }
    let isFramed = term.weight < 1
    let length = term.tokens.reduce(0) { $0 + $1.unicodeScalars.count }
    return (hasDigit ? 2 : isFramed || term.isAlternative ? 0 : 1, repetitions[place], length)
  }
}
