import NoteQuery

/// What a note's own fields say about a question; it counts for each of its sections.
struct NoteEvidence {
  /// The terms in the note's fields and what they add to a section's sums.
  private(set) var additions: [(term: Int, value: Double)] = []
  /// How much of what was asked title and aliases say, from 0 to 1.
  private(set) var about = 0.0
  /// The terms that must decide between the sections of the note: those that its title does not say.
  private(set) var deciding: [Bool] = []
  /// Sum of the values of the deciding terms.
  private(set) var decidingTotal = 0.0

  init(terms: Int) {
    additions.reserveCapacity(terms)
    deciding = Array(repeating: true, count: terms)
  }

  /// Reads the fields of `note`; nil stands for a note without a term in its own fields.
  mutating func read(
    _ note: Candidates.Note?, _ hits: UnsafeBufferPointer<TermHit>, _ query: Query,
    _ sums: borrowing TermSums
  ) {
    additions.removeAll(keepingCapacity: true)
    about = 0
    guard let note else { return }
    for term in deciding.indices {
      deciding[term] = query.terms[term].weight >= 1 && !query.terms[term].isAlternative
    }
    var asked = 0.0
    for term in deciding.indices where deciding[term] { asked += sums.value(term) }
    decidingTotal = asked
    for index in note.hits {
      let hit = hits[Int(index)]
      let term = Int(hit.term)
      guard term < deciding.count else { continue }
      let worth = sums.worth(hit.field.index, Double(note.length(hit)))
      additions.append((term, worth * Double(hit.count)))
      if hit.field == .title || hit.field == .aliases, deciding[term] {
        deciding[term] = false
        decidingTotal -= sums.value(term)
      }
    }
    if asked > 0 { about = max(0, 1 - decidingTotal / asked) }
  }
}
