import NoteQuery

/// What a note's own fields say about a question; it counts for each of its sections.
struct NoteEvidence {
  /// The terms in the note's fields and what they add to a section's sums.
  private(set) var additions: [(term: Int, value: Double)] = []
  /// Whether title and aliases say all that was asked.
  private(set) var isAbout = false
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
    isAbout = false
    guard let note else { return }
    for term in deciding.indices { deciding[term] = query.terms[term].weight >= 1 }
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
    isAbout = asked > 0
    for term in deciding.indices where deciding[term] && sums.value(term) > 0 { isAbout = false }
  }
}
