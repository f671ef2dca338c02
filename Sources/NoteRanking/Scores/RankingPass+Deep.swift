import NoteQuery

// The length of a section of ten thousand words leaves nothing of what one paragraph of it says. So a few long sections
// that hold nearly all of the question are handed on as well, and judged when their text is read: see `DeepPlaces`.
extension RankingPass {
  /// Long sections that are handed on: to read one takes as long as many short ones.
  static var mostDeep: Int { 1 }

  /// Offers a long section under the score that its best stretch can give it at most.
  ///
  /// - Parameter own: The part of the entry's score that its own terms give.
  mutating func offerDeep(
    _ entry: TopSections.Entry, own: Double, _ section: Candidates.Section,
    _ hits: UnsafeBufferPointer<TermHit>
  ) {
    sums.clear()
    for addition in evidence.additions { sums.add(addition.term, addition.value) }
    sums.add(section, hits, most: sums.averageBody)
    let (matches, covered) = sums.score()
    guard covered >= weights.deepCoverage else { return }
    var entry = entry
    entry.raise = sums.weighed(matches, covered) - own
    entry.score += entry.raise
    deep.offer(entry)
  }

  /// Those that may come among the best, under their true scores, where they hold more of the question than the best do.
  ///
  /// Others may have been left out before, so that the order of the candidates would count.
  func deepEntries(_ candidates: Candidates) -> [TopSections.Entry] {
    // Most questions meet none, and to sort the best again would be for nothing.
    var further = deep.sorted().filter { $0.score >= top.threshold }
    if further.isEmpty { return [] }
    let best = named.map(\.entry) + top.sorted().prefix(Self.mostCompared)
    let known = Set(best.map(\.section))
    further.removeAll { known.contains($0.section) }
    if further.isEmpty { return [] }
    let most = best.reduce(0) { max($0, covered(by: $1, candidates)) }
    return further.filter { covered(by: $0, candidates) > most }.map {
      var entry = $0
      entry.score -= entry.raise
      return entry
    }
  }

  /// Sections that a long one is compared with.
  private static var mostCompared: Int { 25 }

  /// The part of what was asked that an entry's note and section hold, from 0 to 1.
  private func covered(by entry: TopSections.Entry, _ candidates: Candidates) -> Double {
    var isHeld = [Bool](repeating: false, count: sums.terms)
    func hold(_ hits: Range<Int32>) {
      for index in hits {
        let term = Int(candidates.hits[Int(index)].term)
        if term < isHeld.count { isHeld[term] = true }
      }
    }
    if entry.noteIndex >= 0 { hold(candidates.notes[Int(entry.noteIndex)].hits) }
    if entry.sectionIndex >= 0 { hold(candidates.sections[Int(entry.sectionIndex)].hits) }
    var (held, total) = (0.0, 0.0)
    for term in isHeld.indices where !query.terms[term].isAlternative {
      total += sums.value(term)
      if isHeld[term] { held += sums.value(term) }
    }
    return total > 0 ? held / total : 1
  }
}
