import NoteRanking
import Testing

/// What signs that two notes belong together count, and in which order related notes come.
@Suite struct RelatednessTests {
  @Test func whatFewNotesShareCountsMore() {
    #expect(Relatedness.weight(.link) == 1)
    #expect(Relatedness.weight(.shared(by: 2)) == 0.5)
    #expect(Relatedness.weight(.shared(by: 6)) < Relatedness.weight(.shared(by: 2)))
  }

  @Test func allWordsTogetherCountTwo() {
    #expect(Relatedness.weight(.word(rarity: 3, ofAll: 4)) == 1.5)
    #expect(Relatedness.weight(.word(rarity: 4, ofAll: 4)) == 2)
  }

  @Test func sumsDoNotDependOnTheOrder() {
    let signs = (2...40).map { Relatedness.weight(.shared(by: $0)) }
    #expect(signs.reduce(0, +) == signs.reversed().reduce(0, +))
  }

  @Test func equalNotesComeByTheirTie() {
    let notes: [(score: Double, tie: String)] = [(1, "b"), (2, "c"), (1, "a")]
    let ties = notes.sorted { Relatedness.precedes($0, $1) }.map(\.tie)
    #expect(ties == ["c", "a", "b"])
  }
}
