import NoteQuery
import SQLite
import TestSupport
import Testing

@testable import NoteIndex

/// Candidates that are read in pieces, as far as they are needed, are the ones that are read as a whole.
@Suite struct CandidateReaderTests {
  private static let words = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
  ]

  /// The hits of one note, and of its sections.
  private struct Entry: Equatable {
    var sections: [Int32: [TermHit]] = [:]
    var fields: [TermHit] = []
    var terms: Set<Int> = []
  }

  @Test(arguments: Rounds.seeds(6))
  func notesThatAreNeededComeWhole(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words, notes: 900)
    let tokens = Self.words.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random))
    let terms = tokens.enumerated().map {
      QueryTerm(word: $1, wordIndex: $0, tokens: [$1])
    }
    try index.read {
      let reader = try index.candidates(for: Query(text: "", terms: terms))
      let all = Self.entries(try reader.all())
      for (place, frequency) in reader.frequencies.enumerated() {
        let sections = all.values.flatMap(\.sections.values)
        #expect(
          frequency.sections
            == sections.count { $0.contains { $0.term == place } }, "VQ_SEED=\(seed)")
        #expect(
          frequency.notes
            == all.values.count { $0.fields.contains { $0.term == place } }, "VQ_SEED=\(seed)")
      }
      for _ in 0..<10 {
        let values = terms.map { _ in Double.random(in: 0...3, using: &random) }
        let least = Double.random(in: 0...values.reduce(0, +), using: &random)
        let need = CandidateNeed(
          values: values, least: least,
          leastOfNamed: Double.random(in: 0...least, using: &random))
        let some = Self.entries(try reader.all(need))
        for (note, entry) in some { #expect(entry == all[note], "VQ_SEED=\(seed)") }
        for (note, entry) in all where some[note] == nil {
          let held = entry.terms.reduce(0) { $0 + values[$1] }
          #expect(
            held < (entry.fields.isEmpty ? need.least : need.leastOfNamed), "VQ_SEED=\(seed)")
        }
      }
    }
  }

  private static func entries(_ candidates: Candidates) -> [Int32: Entry] {
    var entries: [Int32: Entry] = [:]
    func hits(_ range: Range<Int32>) -> [TermHit] {
      Array(candidates.hits[Int(range.lowerBound)..<Int(range.upperBound)])
    }
    for section in candidates.sections {
      entries[section.note, default: Entry()].sections[section.id] = hits(section.hits)
    }
    for note in candidates.notes {
      entries[note.id, default: Entry()].fields = hits(note.hits)
    }
    for (note, entry) in entries {
      for hit in entry.sections.values.joined() + entry.fields {
        entries[note]?.terms.insert(Int(hit.term))
      }
    }
    return entries
  }
}
