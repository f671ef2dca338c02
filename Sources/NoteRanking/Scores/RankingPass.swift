import NoteQuery

/// The section that a note answers with whose question or name was asked.
struct Named {
  var entry: TopSections.Entry
  /// What it gets for that, in multiples of the highest score that words can give.
  var bonus: Double
  /// Whether the note as such answers, not one section of it.
  var isWhole: Bool
}

/// One walk over all candidates, piece by piece.
struct RankingPass: ~Copyable {
  let query: Query
  let weights: RankingWeights
  var sums: TermSums
  var evidence: NoteEvidence
  var top: TopSections
  /// Long sections that hold nearly all of the question.
  var deep = TopSections(limit: RankingPass.mostDeep)
  /// The best sections of the note at hand, where it has more than may come among the best.
  private var ofNote: TopSections
  private let perNote: Int
  /// What the first section of the note at hand gets for its title.
  private var aboutBonus = 0.0
  /// The sections of notes that name the question.
  var named: [Named] = []
  /// The notes of the best entries so far, and of some that were among them for a while.
  var kept: Candidates
  /// How much a note has to hold for the threshold at hand.
  var need: CandidateNeed
  /// What the terms are worth that a title can say.
  let asked: Double

  init(
    _ totals: Candidates.Totals, _ query: Query, _ weights: RankingWeights, rarity: [Double],
    limit: Int, perNote: Int = .max, mostTies: Int = 0
  ) {
    self.query = query
    self.weights = weights
    sums = TermSums(weights, totals, query, rarity: rarity)
    evidence = NoteEvidence(terms: query.terms.count, ways: sums.ways)
    top = TopSections(limit: limit, mostTies: mostTies)
    ofNote = TopSections(limit: min(limit, perNote))
    self.perNote = perNote
    kept = Candidates(totals: totals)
    need = CandidateNeed(values: sums.allValues)
    asked = zip(query.terms, need.values).reduce(0) { asked, term in
      NoteEvidence.isAsked(term.0) ? asked + term.1 : asked
    }
  }

  /// The best entries so far, besides those of `named`.
  var others: [TopSections.Entry] {
    let shown = Set(named.map(\.entry.section))
    return top.sorted().filter { !shown.contains($0.section) }
  }

  /// Scores the candidates of a piece.
  mutating func run(_ piece: Candidates) {
    piece.hits.withUnsafeBufferPointer { hits in
      piece.sections.withUnsafeBufferPointer { sections in
        piece.notes.withUnsafeBufferPointer { notes in run(sections, notes, hits) }
      }
    }
    keepBest(of: piece)
    updateNeed()
  }

  private mutating func run(
    _ sections: UnsafeBufferPointer<Candidates.Section>,
    _ notes: UnsafeBufferPointer<Candidates.Note>, _ hits: UnsafeBufferPointer<TermHit>
  ) {
    var isSeen = [Bool](repeating: false, count: notes.count)
    var cursor = 0
    var start = 0
    while start < sections.count {
      let note = sections[start].note
      var end = start + 1
      while end < sections.count, sections[end].note == note { end += 1 }
      let index = Self.seek(note, in: notes, from: &cursor)
      if index >= 0 { isSeen[index] = true }
      addNote(sections, start..<end, notes, index, hits)
      start = end
    }
    for index in notes.indices where !isSeen[index] {
      addNote(sections, 0..<0, notes, index, hits)
    }
  }

  /// Returns the index of the note `id`, -1 where it is not among `notes`.
  ///
  /// Sections mostly come in the order of their notes, so looking on from the last place is a merge.
  private static func seek(
    _ id: Int32, in notes: UnsafeBufferPointer<Candidates.Note>, from cursor: inout Int
  ) -> Int {
    var low = cursor
    var step = 1
    if low >= notes.count || notes[low].id > id {
      low = 0
      step = notes.count
    }
    var high = low
    while high < notes.count, notes[high].id < id {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, notes.count)
    while low < high {
      let middle = (low + high) / 2
      if notes[middle].id < id { low = middle + 1 } else { high = middle }
    }
    cursor = low
    return low < notes.count && notes[low].id == id ? low : -1
  }

  /// Scores the sections of one note.
  @inline(__always)
  private mutating func addNote(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ notes: UnsafeBufferPointer<Candidates.Note>, _ noteIndex: Int,
    _ hits: UnsafeBufferPointer<TermHit>
  ) {
    // Most notes have one section with one common word: they are left out before anything is computed.
    if noteIndex < 0, range.count == 1,
      sums.bound(sections[range.lowerBound], hits) * (1 + weights.siblings) < top.threshold
    {
      return
    }
    evidence.read(noteIndex >= 0 ? notes[noteIndex] : nil, hits, query, sums, weights)
    let first = noteIndex >= 0 ? notes[noteIndex].firstSection : -1
    aboutBonus = noteIndex >= 0 ? bonusOfFirst(sections, range, hits) : 0
    var isFirstSeen = false
    let together = self.together(sections, range, hits)
    let isCut = range.count > perNote
    for index in range {
      let section = sections[index]
      if noteIndex < 0, sums.bound(section, hits) + together < top.threshold { continue }
      let own = self.score(section, hits)
      var score = own + together
      if section.id == first {
        isFirstSeen = true
        score += aboutBonus
      }
      let entry = TopSections.Entry(
        score: score, note: section.note, section: section.id, together: together,
        sectionIndex: Int32(index), noteIndex: Int32(noteIndex))
      if isCut { ofNote.offer(entry) } else { top.offer(entry) }
      if sums.isLong(section) { offerDeep(entry, own: own, section, hits) }
    }
    if isCut { top.take(all: &ofNote) }
    guard noteIndex >= 0 else { return }
    if !isFirstSeen, range.isEmpty || evidence.about > 0.5 {
      top.offer(firstEntry(notes[noteIndex], noteIndex))
    }
    let bonus = weights.bonus(ofQuestion: notes[noteIndex])
    if bonus > 0 {
      named.append(answering(sections, range, notes[noteIndex], noteIndex, hits))
    }
  }

  /// What a note's sections get for what they say together.
  ///
  /// What one section says alone it also says together with others, so that notes of one section are not ranked lower.
  @inline(__always)
  private mutating func together(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ hits: UnsafeBufferPointer<TermHit>
  ) -> Double {
    sums.clear()
    for addition in evidence.additions { sums.add(addition.term, addition.value) }
    for index in range { sums.add(sections[index], hits) }
    let (matches, covered) = sums.score()
    return weights.siblings * sums.weighed(matches, covered)
  }

  /// The highest score that the words alone can give.
  var highest: Double { sums.highest * (1 + weights.siblings) }

  /// What the first section gets for the note's title.
  ///
  /// Where the title leaves a part of the question open and a section speaks of it, that section is meant, also
  /// if an alias says it: the first one then gets nothing.
  private mutating func bonusOfFirst(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ hits: UnsafeBufferPointer<TermHit>
  ) -> Double {
    let about = evidence.about
    if about == 0 || decidingValue(in: sections, range, hits) > 0 { return 0 }
    return weights.bonus(ofTitleSaying: about) * highest
  }

  @inline(__always)
  private mutating func score(
    _ section: Candidates.Section, _ hits: UnsafeBufferPointer<TermHit>
  ) -> Double {
    sums.clear()
    for addition in evidence.additions { sums.add(addition.term, addition.value) }
    sums.add(section, hits)
    let (matches, covered) = sums.score()
    return sums.weighed(matches, covered)
  }

  /// The first section of a note, where it holds no term itself.
  private mutating func firstEntry(_ note: Candidates.Note, _ noteIndex: Int) -> TopSections.Entry {
    sums.clear()
    for addition in evidence.additions { sums.add(addition.term, addition.value) }
    let (matches, covered) = sums.score()
    let own = sums.weighed(matches, covered)
    return TopSections.Entry(
      score: own * (1 + weights.siblings) + aboutBonus, note: note.id, section: note.firstSection,
      together: weights.siblings * own, sectionIndex: -1, noteIndex: Int32(noteIndex))
  }

  /// What the deciding terms are worth that any of the sections holds: the others decide nothing.
  private mutating func decidingValue(
    in sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ hits: UnsafeBufferPointer<TermHit>
  ) -> Double {
    sums.clear()
    for index in range { sums.add(sections[index], hits) }
    return evidence.decidingValue(sums)
  }

  /// The section to show for a note that names the question.
  ///
  /// That is the one which itself holds most of what the title does not say already. Where none holds
  /// enough of it, the whole note is the answer, and it begins with its first section: a mere `see also` in a
  /// later section must not win.
  private mutating func answering(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ note: Candidates.Note, _ noteIndex: Int, _ hits: UnsafeBufferPointer<TermHit>
  ) -> Named {
    var best = -1
    // A name is that of the note; whether a section has it too is seen when they are read.
    if note.likeness == nil || note.answersQuestion {
      best = bestText(sections, range, hits)
      if best < 0 { best = bestHeading(sections, range, note, hits) }
    }
    let isWhole = best < 0
    if best < 0, let index = range.first(where: { sections[$0].id == note.firstSection }) {
      best = index
    }
    let bonus = weights.bonus(ofQuestion: note)
    if best < 0 {
      return Named(entry: firstEntry(note, noteIndex), bonus: bonus, isWhole: isWhole)
    }
    let together = together(sections, range, hits)
    var score = together + score(sections[best], hits)
    if sections[best].id == note.firstSection { score += aboutBonus }
    let entry = TopSections.Entry(
      score: score, note: note.id, section: sections[best].id, together: together,
      sectionIndex: Int32(best), noteIndex: Int32(noteIndex))
    return Named(entry: entry, bonus: bonus, isWhole: isWhole)
  }

  /// The section that holds most of the deciding words, if it has enough of them; else -1.
  private mutating func bestText(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ hits: UnsafeBufferPointer<TermHit>
  ) -> Int {
    var best = -1
    var bestMatches = 0.0
    let least = weights.ownAnswer * decidingValue(in: sections, range, hits)
    for index in range {
      sums.clear()
      sums.add(sections[index], hits)
      let held = evidence.decidingValue(sums)
      // What a section says in its heading it is about.
      let matches = sums.score().matches + inHeadings(sections[index], hits)
      if held > 0, held >= least, matches > bestMatches {
        best = index
        bestMatches = matches
      }
    }
    return best
  }
}

extension RankingPass {
  /// The section whose headings say more of the question than those of the first one; -1 for none.
  ///
  /// A heading path repeats the note's own first heading, so what all headings say tells nothing.
  private func bestHeading(
    _ sections: UnsafeBufferPointer<Candidates.Section>, _ range: Range<Int>,
    _ note: Candidates.Note, _ hits: UnsafeBufferPointer<TermHit>
  ) -> Int {
    var best = -1
    var most = 0.0
    for index in range {
      let said = inHeadings(sections[index], hits)
      if sections[index].id == note.firstSection {
        if said >= most { (best, most) = (-1, said) }
      } else if said > most {
        (best, most) = (index, said)
      }
    }
    return best
  }

  /// The values of the deciding words that stand in a section's headings.
  private func inHeadings(
    _ section: Candidates.Section, _ hits: UnsafeBufferPointer<TermHit>
  ) -> Double {
    var said = 0.0
    for index in section.hits {
      let hit = hits[Int(index)]
      let term = Int(hit.term)
      if hit.field == .headings, term < sums.terms, query.terms[term].weight >= 1 {
        said += sums.value(term)
      }
    }
    return said
  }

  /// The terms that the headings and names above an entry's text say.
  func context(of entry: TopSections.Entry, _ candidates: Candidates) -> [Int] {
    var terms: Set<Int> = []
    for (hit, _) in hits(of: entry, candidates)
    where !query.terms[Int(hit.term)].isFunctionWord {
      switch hit.field {
      case .title, .aliases, .headings: terms.insert(Int(hit.term))
      case .questions, .tags, .properties, .body: break
      }
    }
    // `QubesOS` says `qubes`.
    for place in terms where query.terms[place].isPartOfWords {
      let word = query.terms[place].wordIndex
      terms.formUnion(
        query.terms.indices.filter {
          query.terms[$0].wordIndex == word && !query.terms[$0].isAlternative
        })
    }
    return terms.sorted()
  }

  /// The hits of an entry's note and section, each with what it adds to its term's sum.
  private func hits(
    of entry: TopSections.Entry, _ candidates: Candidates
  ) -> [(hit: TermHit, value: Double)] {
    var found: [(TermHit, Double)] = []
    if entry.noteIndex >= 0 {
      let note = candidates.notes[Int(entry.noteIndex)]
      for index in note.hits {
        let hit = candidates.hits[Int(index)]
        let worth = sums.worth(hit.field.index, Double(note.length(hit)))
        if Int(hit.term) < sums.terms { found.append((hit, worth * Double(hit.count))) }
      }
    }
    if entry.sectionIndex >= 0 {
      let section = candidates.sections[Int(entry.sectionIndex)]
      for index in section.hits {
        let hit = candidates.hits[Int(index)]
        let isBody = hit.field.index == Field.bodyIndex
        let worth =
          isBody
          ? sums.bodyWorth(section)
          : sums.worth(hit.field.index, Double(section.headingsLength))
        if Int(hit.term) < sums.terms { found.append((hit, worth * Double(hit.count))) }
      }
    }
    return found
  }

  /// Takes an entry's score apart again.
  mutating func parts(of entry: TopSections.Entry, _ candidates: Candidates) -> [ScorePart] {
    let found = hits(of: entry, candidates)
    sums.clear()
    for (hit, value) in found { sums.add(Int(hit.term), value) }
    let (matches, covered) = sums.score()
    var parts: [ScorePart] = []
    for (hit, value) in found {
      let term = Int(hit.term)
      let share = sums.saturated(term, sums.sum(term)) * value / sums.sum(term)
      parts.append(
        ScorePart(
          term: query.terms[term].word, field: hit.field, label: "match", value: share))
    }
    let weighed = sums.weighed(matches, covered)
    let once = matches - parts.reduce(0) { $0 + $1.value }
    if abs(once) > 1e-9 { parts.append(ScorePart(label: "once", value: once)) }
    if weighed != matches { parts.append(ScorePart(label: "coverage", value: weighed - matches)) }
    parts.append(ScorePart(label: "note", value: entry.together))
    // What a sum loses by its order is no part of it.
    let about = entry.score - weighed - entry.together
    if about > 1e-9 { parts.append(ScorePart(label: "about", value: about)) }
    return parts
  }
}
