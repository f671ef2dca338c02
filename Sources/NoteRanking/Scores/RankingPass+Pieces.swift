import NoteQuery

// What goes from one piece of the candidates to the next: the best so far, and what a note needs to be among them.
extension RankingPass {
  /// Copies what new entries are made of, since their piece is about to go.
  ///
  /// Of the sections of a note only those that are among the best: a note can have millions.
  mutating func keepBest(of piece: Candidates) {
    var notes: [Int32: Int32] = [:]
    // An entry is a part of the pass, which must not be changed by two at once.
    var kept = Candidates(totals: piece.totals)
    swap(&kept, &self.kept)
    top.updateAll { Self.keep(&$0, of: piece, in: &kept, &notes) }
    deep.updateAll { Self.keep(&$0, of: piece, in: &kept, &notes) }
    for index in named.indices { Self.keep(&named[index].entry, of: piece, in: &kept, &notes) }
    swap(&kept, &self.kept)
  }

  private static func keep(
    _ entry: inout TopSections.Entry, of piece: Candidates, in kept: inout Candidates,
    _ notes: inout [Int32: Int32]
  ) {
    if entry.isKept { return }
    entry.isKept = true
    if entry.sectionIndex >= 0 {
      var section = piece.sections[Int(entry.sectionIndex)]
      section.hits = copyHits(section.hits, of: piece, to: &kept)
      entry.sectionIndex = Int32(kept.sections.count)
      kept.sections.append(section)
    }
    if entry.noteIndex >= 0 {
      if let copy = notes[entry.note] {
        entry.noteIndex = copy
        return
      }
      var note = piece.notes[Int(entry.noteIndex)]
      note.hits = copyHits(note.hits, of: piece, to: &kept)
      entry.noteIndex = Int32(kept.notes.count)
      notes[entry.note] = entry.noteIndex
      kept.notes.append(note)
    }
  }

  private static func copyHits(
    _ range: Range<Int32>, of piece: Candidates, to kept: inout Candidates
  ) -> Range<Int32> {
    let start = Int32(kept.hits.count)
    kept.hits += piece.hits[Int(range.lowerBound)..<Int(range.upperBound)]
    return start..<Int32(kept.hits.count)
  }

  // MARK: What is needed

  /// Computes what a note has to hold to come among the best, for the threshold at hand.
  mutating func updateNeed() {
    let threshold = top.threshold
    let all = need.values.reduce(0, +)
    need.least = Self.least(all) { bound($0) < threshold }
    need.leastOfNamed = Self.least(all) { boundOfNamed($0) < threshold }
    need.bound = threshold > -.infinity ? candidateBound : nil
  }

  private var candidateBound: CandidateBound {
    CandidateBound(
      body: sums.bodyBound, headings: sums.headingsBound, saturation: weights.saturation,
      coverage: weights.coverage, siblings: weights.siblings, about: weights.about,
      total: sums.total, asked: asked, threshold: top.threshold)
  }

  /// The most that a section can get whose note holds terms of these values, in its sections alone.
  private func bound(_ held: Double) -> Double { sums.bound(held) * (1 + weights.siblings) }

  /// The same of a note whose own fields hold a term.
  private func boundOfNamed(_ held: Double) -> Double {
    bound(held) + weights.bonus(ofTitleSaying: BM25F.part(held, of: asked)) * highest
  }

  /// The largest sum of values, or nearly so, of which is known that it is too little.
  private static func least(_ all: Double, isTooLittle: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, all)
    if !isTooLittle(low) { return 0 }
    for _ in 0..<32 {
      let middle = (low + high) / 2
      if isTooLittle(middle) { low = middle } else { high = middle }
    }
    // Sums in another order differ in their last digits.
    return low * (1 - 1e-9)
  }
}
