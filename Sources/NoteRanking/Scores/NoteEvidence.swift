import NoteQuery

/// What a note's own fields say about a question; it counts for each of its sections.
struct NoteEvidence {
  /// The terms in the note's fields and what they add to a section's sums.
  private(set) var additions: [(term: Int, value: Double)] = []
  /// How much of what was asked title and aliases say, from 0 to 1.
  private(set) var about = 0.0
  /// The terms that must decide between the sections of the note: those that its title does not say.
  private(set) var deciding: [Bool] = []

  /// The terms that title and aliases say.
  private var isSaid: [Bool] = []
  private let ways: [TermWay]

  init(terms: Int, ways: [TermWay] = []) {
    self.ways = ways
    isSaid = Array(repeating: false, count: terms)
    additions.reserveCapacity(terms)
    deciding = Array(repeating: true, count: terms)
  }

  /// Reads the fields of `note`; nil stands for a note without a term in its own fields.
  mutating func read(
    _ note: Candidates.Note?, _ hits: UnsafeBufferPointer<TermHit>, _ query: Query,
    _ sums: borrowing TermSums, _ weights: RankingWeights
  ) {
    additions.removeAll(keepingCapacity: true)
    about = 0
    var (inTitle, inAliases) = (0, 0)
    guard let note else { return }
    for term in deciding.indices {
      deciding[term] = Self.isAsked(query.terms[term])
    }
    var asked = 0.0
    for term in deciding.indices where deciding[term] { asked += sums.value(term) }
    for term in isSaid.indices { isSaid[term] = false }
    for index in note.hits {
      let hit = hits[Int(index)]
      let term = Int(hit.term)
      guard term < deciding.count else { continue }
      let worth = sums.worth(hit.field.index, Double(note.length(hit)))
      additions.append((term, worth * Double(hit.count)))
      if hit.field == .title || hit.field == .aliases { isSaid[term] = true }
      if hit.field == .title { inTitle += Int(hit.count) }
      if hit.field == .aliases { inAliases += Int(hit.count) }
    }
    var said = 0.0
    for term in deciding.indices where deciding[term] && isSaid[term] { said += sums.value(term) }
    // `Email` says all of `e-mail`, and `GitHub` a part of `git`: no more than the way itself is worth, since the bounds
    // on scores know no more.
    for way in ways where way.parts.allSatisfy({ isSaid[$0] }) {
      var open = 0.0
      for term in way.typed where deciding[term] && !isSaid[term] { open += sums.value(term) }
      said += min(open, way.parts.reduce(0) { $0 + sums.value($1) })
      for term in way.typed { isSaid[term] = true }
    }
    if asked > 0 { about = said / asked }
    // How much of the names was asked for, as far as lengths tell; `NameCoverage` reads them.
    let coverage = min(
      1,
      max(
        Double(inTitle) / Double(max(1, note.titleLength)),
        Double(inAliases) / Double(max(1, note.aliasesLength))))
    about *= 1 - weights.ofLongNames + weights.ofLongNames * coverage
    // An alias may be the name of one section (`Exit codes`), the title never is.
    for index in note.hits where hits[Int(index)].field == .title {
      let term = Int(hits[Int(index)].term)
      if term < deciding.count { deciding[term] = false }
    }
  }

  /// Whether it matters that a title says a term: not of words that only frame a question.
  static func isAsked(_ term: QueryTerm) -> Bool { term.weight >= 1 && !term.isAlternative }

  /// What the deciding terms among `sums` are worth.
  func decidingValue(_ sums: borrowing TermSums) -> Double {
    var value = 0.0
    for term in deciding.indices where deciding[term] && sums.sum(term) > 0 {
      value += sums.value(term)
    }
    return value
  }
}
