import NoteQuery
import NoteRanking
import TestSupport
import Testing

/// What holds for any candidates.
@Suite struct RankerLawTests {
  private let seed = UInt64.random(in: 0...UInt64.max)

  private static func query(_ generator: inout SeededGenerator) -> Query {
    let count = Int.random(in: 1...5, using: &generator)
    let terms = (0..<count).map { index in
      QueryTerm(
        word: "w\(index)", wordIndex: index, tokens: ["w\(index)"],
        weight: [1, 1, 2, 0.2].randomElement(using: &generator) ?? 1)
    }
    return Query(text: "", terms: terms)
  }

  private static func hits(
    _ fields: [Field], _ terms: Int, _ all: inout [TermHit], _ generator: inout SeededGenerator
  ) -> Range<Int32> {
    let start = Int32(all.count)
    for term in 0..<terms {
      for field in fields where Int.random(in: 0..<4, using: &generator) == 0 {
        let count = UInt16.random(in: 1...4, using: &generator)
        all.append(TermHit(term: UInt16(term), field: field, count: count))
      }
    }
    return start..<Int32(all.count)
  }

  /// Notes of one to four sections; some have terms in their own fields only, some in sections only.
  private static func candidates(_ terms: Int, _ generator: inout SeededGenerator) -> Candidates {
    var all = Candidates(
      totals: Candidates.Totals(
        sections: 200, notes: 60, tokens: [180, 60, 40, 60, 200, 600, 20_000]))
    var section: Int32 = 0
    for note in 0..<Int32.random(in: 0..<30, using: &generator) {
      let first = section
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let hits = hits([.headings, .body], terms, &all.hits, &generator)
        if !hits.isEmpty {
          all.sections.append(
            Candidates.Section(
              id: section, note: note, headingsLength: .random(in: 0...6, using: &generator),
              bodyLength: .random(in: 1...400, using: &generator), hits: hits))
        }
        section += 1
      }
      let fields: [Field] = [.title, .aliases, .questions, .tags, .properties]
      let hits = hits(fields, terms, &all.hits, &generator)
      let answers = Int.random(in: 0..<12, using: &generator) == 0
      if hits.isEmpty && !answers { continue }
      all.notes.append(
        Candidates.Note(
          id: note, firstSection: first, titleLength: 3, aliasesLength: 2, questionsLength: 9,
          tagsLength: 2, propertiesLength: 5, answersQuestion: answers, hits: hits))
    }
    return all
  }

  private func forEachRound(_ check: (Candidates, Query) -> Void) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<Rounds.count(200) {
      let query = Self.query(&generator)
      check(Self.candidates(query.terms.count, &generator), query)
    }
  }

  @Test func fewerAreTheBeginningOfMore() {
    forEachRound { candidates, query in
      let all = Ranker().rank(candidates, for: query, limit: 1_000).sections
      for limit in [0, 1, 3, 10] {
        let few = Ranker().rank(candidates, for: query, limit: limit).sections
        #expect(few == Array(all.prefix(limit)), "seed \(seed)")
      }
    }
  }

  /// What is left out for holding too little could not have come among the best.
  @Test func piecesWithoutWhatIsNotNeededRankAlike() {
    var left = 0
    forEachRound { candidates, query in
      for (limit, size) in [(1, 1), (3, 2), (5, 7), (25, 4)] {
        let all = Ranker().rank(candidates, for: query, limit: limit, explaining: true)
        let pieces = WholeCandidates(
          candidates, terms: query.terms.count, notesPerPiece: size, leavesOut: true)
        let some = Ranker().rank(pieces, for: query, limit: limit, explaining: true)
        #expect(some.sections == all.sections, "seed \(seed)")
        #expect(some.rarity == all.rarity, "seed \(seed)")
        let notes = Set(candidates.sections.map(\.note) + candidates.notes.map(\.id))
        left += notes.count - pieces.handedOut
      }
    }
    #expect(left > 0, "seed \(seed)")
  }

  @Test func everyCandidateIsRankedOnce() {
    forEachRound { candidates, query in
      let ranked = Ranker().rank(candidates, for: query, limit: 10_000).sections
      #expect(Set(ranked.map(\.section)).count == ranked.count, "seed \(seed)")
      #expect(
        Set(ranked.map(\.section)).isSuperset(of: candidates.sections.map(\.id)), "seed \(seed)")
      #expect(Set(ranked.map(\.note)).isSuperset(of: candidates.notes.map(\.id)), "seed \(seed)")
      for (one, next) in zip(ranked, ranked.dropFirst()) {
        #expect(RankedSection.precedes(one, next), "seed \(seed)")
      }
    }
  }

  @Test func scoresAreSumsOfTheirParts() {
    forEachRound { candidates, query in
      let plain = Ranker().rank(candidates, for: query, limit: 20)
      let explained = Ranker().rank(candidates, for: query, limit: 20, explaining: true)
      #expect(plain.sections.map(\.section) == explained.sections.map(\.section), "seed \(seed)")
      for section in explained.sections {
        let sum = section.parts.reduce(0) { $0 + $1.value }
        #expect(abs(sum - section.score) < 1e-9, "seed \(seed)")
      }
    }
  }

  /// Ids follow the history of the index: which note came first must not matter.
  @Test func scoresDoNotDependOnTheOrderOfNotes() {
    forEachRound { candidates, query in
      let mirrored = Self.mirrored(candidates)
      let one = Ranker().rank(candidates, for: query, limit: 1_000).sections
      let other = Ranker().rank(mirrored, for: query, limit: 1_000).sections
      let scores = Dictionary(uniqueKeysWithValues: other.map { ($0.section, $0) })
      #expect(one.count == other.count, "seed \(seed)")
      for section in one {
        let twin = scores[Self.mirroredID(section.section, of: section.note)]
        #expect(abs((twin?.score ?? -1) - section.score) < 1e-9, "seed \(seed)")
        #expect(twin?.answersQuestion == section.answersQuestion, "seed \(seed)")
      }
    }
  }

  private static let mirror: Int32 = 1_000

  /// The id of a section when its note, but not the section in it, comes last instead of first.
  private static func mirroredID(_ section: Int32, of note: Int32) -> Int32 {
    (mirror - note) * mirror + section
  }

  private static func mirrored(_ candidates: Candidates) -> Candidates {
    var mirrored = candidates
    for index in mirrored.sections.indices {
      let section = candidates.sections[index]
      mirrored.sections[index].id = mirroredID(section.id, of: section.note)
      mirrored.sections[index].note = mirror - section.note
    }
    mirrored.sections.sort { $0.id < $1.id }
    for index in mirrored.notes.indices {
      let note = candidates.notes[index]
      mirrored.notes[index].firstSection = mirroredID(note.firstSection, of: note.id)
      mirrored.notes[index].id = mirror - note.id
    }
    mirrored.notes.sort { $0.id < $1.id }
    return mirrored
  }

  @Test func anotherOccurrenceNeverLowersAScore() {
    forEachRound { candidates, query in
      guard let section = candidates.sections.first else { return }
      var richer = candidates
      richer.hits[Int(section.hits.lowerBound)].count += 1
      let before = Self.score(of: section.id, candidates, query)
      let after = Self.score(of: section.id, richer, query)
      #expect(after > before, "seed \(seed)")
    }
  }

  private static func score(of id: Int32, _ candidates: Candidates, _ query: Query) -> Double {
    let ranking = Ranker().rank(candidates, for: query, limit: 1_000)
    return ranking.sections.first { $0.section == id }?.score ?? -1
  }

  @Test func rarerTermsAreWorthMore() {
    forEachRound { candidates, query in
      let rarity = Ranker().rank(candidates, for: query, limit: 1).rarity
      let frequency = query.terms.indices.map { term in
        candidates.sections.count { section in
          section.hits.contains { candidates.hits[Int($0)].term == term }
        }
      }
      let inNotes = query.terms.indices.map { term in
        candidates.notes.count { note in
          note.hits.contains { candidates.hits[Int($0)].term == term }
        }
      }
      for (one, other) in zip(query.terms.indices, query.terms.indices.dropFirst())
      where frequency[one] < frequency[other] && inNotes[one] <= inNotes[other] {
        #expect(rarity[one] >= rarity[other], "seed \(seed)")
      }
      #expect(rarity.allSatisfy { $0 > 0 }, "seed \(seed)")
    }
  }
}
