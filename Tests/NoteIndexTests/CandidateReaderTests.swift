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

  /// What a bound leaves out cannot reach its threshold, and what it lets through comes whole.
  @Test(arguments: Rounds.seeds(6))
  func notesThatReachTheThresholdComeWhole(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words, notes: 900)
    let tokens = Self.words.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))
    let terms = tokens.enumerated().map { QueryTerm(word: $1, wordIndex: $0, tokens: [$1]) }
    try index.read {
      let reader = try index.candidates(for: Query(text: "", terms: terms))
      let whole = try reader.all()
      let all = Self.entries(whole)
      if whole.sections.isEmpty { return }
      var left = 0
      for _ in 0..<10 {
        let values = terms.map { _ in Double.random(in: 0.1...3, using: &random) }
        // Some terms may only stand in for others.
        let total = values.dropLast(Int.random(in: 0..<values.count, using: &random)).reduce(0, +)
        var bound = CandidateBound(
          body: CandidateBound.Field(
            BM25F.FieldScale(
              weight: 1, constant: 0.25, slope: Double.random(in: 0...0.2, using: &random)),
            leastLength: 2),
          headings: CandidateBound.Field(BM25F.FieldScale(weight: 2, constant: 0.6, slope: 0.1)),
          saturation: 1.2, coverage: 0.3, siblings: 0.2, about: 0.3, total: total, asked: total,
          threshold: 0)
        let scores = Self.scores(whole, values, bound)
        bound.threshold = scores.values.sorted()[scores.count * 9 / 10]
        let some = Self.entries(try reader.all(CandidateNeed(values: values, bound: bound)))
        for (note, entry) in some { #expect(entry == all[note], "VQ_SEED=\(seed)") }
        for (note, score) in scores where some[note] == nil {
          #expect(score < bound.threshold, "VQ_SEED=\(seed) note \(note)")
          left += 1
        }
      }
      #expect(left > 0 || all.count < 50, "VQ_SEED=\(seed)")
    }
  }

  /// What was kept of how often terms stand in rows says the same as their pages.
  @Test(arguments: Rounds.seeds(8))
  func keptCountsTellTheSameCandidates(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words, notes: 900)
    try index.read {
      for _ in 0..<6 {
        let tokens = Self.words.shuffled(using: &random).prefix(4)
        var terms = tokens.enumerated().map { QueryTerm(word: $1, wordIndex: $0, tokens: [$1]) }
        terms.append(QueryTerm(word: "", wordIndex: 4, tokens: Array(tokens), isAlternative: true))
        let query = Query(text: "", terms: terms)
        let kept = try CandidateReader(index, query)
        let read = try CandidateReader(index, query, keeping: false)
        #expect(kept.frequencies == read.frequencies, "VQ_SEED=\(seed)")
        #expect(
          Self.entries(try kept.all()) == Self.entries(try read.all()), "VQ_SEED=\(seed) \(tokens)")
      }
    }
  }

  /// The score of the best section of each note, by what stands in its sections alone.
  private static func scores(
    _ all: Candidates, _ values: [Double], _ bound: CandidateBound
  ) -> [Int32: Double] {
    func worth(_ field: CandidateBound.Field, _ length: Double) -> Double {
      let scale = field.scale
      return scale.weight / (scale.constant + scale.slope * max(field.leastLength, length))
    }
    func score(_ sums: [Double]) -> Double {
      let matches = zip(values, sums).reduce(0) { $0 + $1.0 * 2.2 * $1.1 / (1.2 + $1.1) }
      let covered = zip(values, sums).reduce(0) { $0 + ($1.1 > 0 ? $1.0 : 0) }
      return matches * (0.7 + 0.3 * min(1, covered / bound.total))
    }
    var together: [Int32: [Double]] = [:]
    var best: [Int32: Double] = [:]
    for section in all.sections {
      var sums = values.map { _ in 0.0 }
      for hit in all.hits[Int(section.hits.lowerBound)..<Int(section.hits.upperBound)] {
        let isBody = hit.field == .body
        let one =
          isBody
          ? worth(bound.body, Double(section.bodyLength))
          : worth(bound.headings, Double(section.headingsLength))
        sums[Int(hit.term)] += one * Double(hit.count)
      }
      best[section.note] = max(best[section.note] ?? 0, score(sums))
      together[section.note] = zip(together[section.note] ?? sums.map { _ in 0 }, sums).map(+)
    }
    for (note, sums) in together { best[note, default: 0] += bound.siblings * score(sums) }
    return best
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
