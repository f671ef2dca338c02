import NoteQuery

/// Another way to write some words of a question, as `email` for `e-mail`.
///
/// A section that has both says no more than one that has either.
struct TermWay: Sendable {
  /// The terms of the words as typed.
  var typed: [Int]
  /// The terms of this way.
  var parts: [Int]
  /// Earlier ways of some of these words.
  var rivals: [Int]

  /// The ways of a query's terms that stand anywhere, in their order.
  static func all(of terms: [QueryTerm], _ rarity: [Double]) -> [TermWay] {
    var ways: [TermWay] = []
    var keys: [(words: Range<Int>, way: Int)] = []
    for (index, term) in terms.enumerated() {
      guard let words = term.replaces, index < rarity.count, rarity[index] > 0 else { continue }
      if let known = keys.firstIndex(where: { $0.words == words && $0.way == term.way }) {
        ways[known].parts.append(index)
        continue
      }
      let typed = terms.indices.filter {
        words.contains(terms[$0].wordIndex) && !terms[$0].isAlternative
      }
      let rivals = keys.indices.filter { keys[$0].words.overlaps(words) }
      keys.append((words, term.way))
      ways.append(TermWay(typed: typed, parts: [index], rivals: rivals))
    }
    return ways
  }

  /// What counts twice where all terms are added up: of the words as typed and their ways the best is enough.
  ///
  /// - Parameter value: What a term adds to the sum.
  static func surplus(_ ways: [TermWay], _ value: (Int) -> Double) -> Double {
    // Most sections hold none of the ways.
    let isHeld = ways.contains { way in way.parts.contains { value($0) != 0 } }
    if !isHeld { return 0 }
    var surplus = 0.0
    // What each way has added to the words as typed and the ways before it.
    var gains: [Double] = []
    for way in ways {
      var own = 0.0
      for part in way.parts { own += value(part) }
      if own == 0 {
        gains.append(0)
        continue
      }
      var others = 0.0
      for term in way.typed { others += value(term) }
      for rival in way.rivals { others += gains[rival] }
      gains.append(max(0, own - others))
      surplus += min(own, others)
    }
    return surplus
  }
}
