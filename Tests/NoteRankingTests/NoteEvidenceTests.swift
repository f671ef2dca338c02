import NoteQuery
import NoteText
import Testing

@testable import NoteRanking

/// What a note's own fields say, which bounds on scores must know.
@Suite struct NoteEvidenceTests {
  /// A note whose title has some terms.
  private static func about(_ terms: [Int], _ query: Query, _ rarity: [Double]) -> Double {
    let totals = Candidates.Totals(sections: 100, notes: 100, tokens: [300, 0, 0, 0, 0, 0, 9000])
    let weights = RankingWeights()
    let sums = TermSums(weights, totals, query, rarity: rarity)
    var evidence = NoteEvidence(terms: query.terms.count, ways: sums.ways)
    let hits = terms.map { TermHit(term: UInt16($0), field: .title, count: 1) }
    let note = Candidates.Note(
      id: 1, firstSection: 1, titleLength: UInt16(terms.count), aliasesLength: 0,
      questionsLength: 0,
      tagsLength: 0, propertiesLength: 0, answersQuestion: false, hits: 0..<Int32(hits.count))
    hits.withUnsafeBufferPointer { evidence.read(note, $0, query, sums, weights) }
    return evidence.about
  }

  @Test func aWaySaysNoMoreThanItIsWorth() {
    let query = QuestionReader(tokenizer: Tokenizer()).read("git repositories")
    let rarity = query.terms.map { $0.isPartOfWords ? 2.0 : 4 }
    let typed = query.terms.indices.filter { !query.terms[$0].isAlternative }
    let parts = query.terms.indices.filter { query.terms[$0].isPartOfWords }
    let values = query.terms.indices.map { query.terms[$0].weight * rarity[$0] }
    let asked = typed.reduce(0) { $0 + values[$1] }
    #expect(Self.about(typed, query, rarity) == 1)
    let ofParts = Self.about(parts, query, rarity)
    let most = parts.reduce(0) { $0 + values[$1] } / asked
    #expect(ofParts > 0)
    #expect(ofParts <= most + 1e-9)
  }
}
