import Characters
import NoteQuery

/// How near to each other, and in which order, neighbouring terms of a question stand in a text.
///
/// Only neighbours are looked at: `status` and `code` belong together in `http status code`, the first and the
/// last word of a long question need not. One pass over the matches.
struct Nearness {
  /// Further apart than this many words more than in the question, terms are as good as unrelated.
  private static let reach = 12

  private let terms: [QueryTerm]
  /// What a term and its successor are worth together: the smaller value of the two.
  private let values: [Double]

  init(_ terms: [QueryTerm], values: [Double]) {
    self.terms = terms
    self.values = zip(terms.indices, terms.indices.dropFirst()).map { first, second in
      // Pairs of characters overlap: that they follow each other is no evidence of its own.
      let isRun = terms[first].wordIndex == terms[second].wordIndex && !Self.isASCII(terms[first])
      return isRun || terms[second].isAlternative ? 0 : min(values[first], values[second])
    }
  }

  private static func isASCII(_ term: QueryTerm) -> Bool {
    term.tokens.allSatisfy { $0.utf8.allSatisfy { $0.isASCII } }
  }

  /// Returns the sum over all neighbours of the smaller one's value times their closeness, 0 to 1.
  func measure(_ matches: some Sequence<TermMatch>) -> Double {
    guard terms.count > 1 else { return 0 }
    // It is asked of every heading and of every piece with a term, too often for arrays.
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: terms.count) { last in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: terms.count) { best in
        last.initialize(repeating: Int.min / 2)
        best.initialize(repeating: 0)
        return measure(matches, last, best)
      }
    }
  }

  /// - Parameters:
  ///   - last: Where each term stood last.
  ///   - best: How close each one came to its successor.
  private func measure(
    _ matches: some Sequence<TermMatch>, _ last: UnsafeMutableBufferPointer<Int>,
    _ best: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    for match in matches where match.form.isTerm {
      let term = match.term
      last[term] = match.position
      if term > 0 {
        best[term - 1] = max(best[term - 1], closeness(term - 1, match.position - last[term - 1]))
      }
      if term + 1 < terms.count {
        // In the wrong order it is half as good.
        best[term] = max(best[term], closeness(term, match.position - last[term + 1] + 1) / 2)
      }
    }
    var sum = 0.0
    for term in values.indices { sum += best[term] * values[term] }
    return sum
  }

  /// 1 where `term` and its successor are `gap` words apart as in the question, less the further they are.
  private func closeness(_ term: Int, _ gap: Int) -> Double {
    let asked = max(1, terms[term + 1].wordIndex - terms[term].wordIndex)
    let excess = max(0, gap - asked - terms[term].tokens.count + 1)
    return excess >= Self.reach ? 0 : 1 / Double(1 + excess)
  }
}
