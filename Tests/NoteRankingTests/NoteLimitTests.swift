import NoteRanking
import Testing

/// How many answers of one note are taken.
@Suite struct NoteLimitTests {
  @Test(arguments: [(1, "abc"), (2, "abacb"), (3, "abaacb"), (0, "abaacba")])
  func noMoreThanSoManyOfANoteAreTaken(_ most: Int, _ taken: String) {
    var limit = NoteLimit<Character>(most: most)
    let found = "abaacba".filter { limit.take($0) }
    #expect(found == taken)
  }

  @Test func limitIsReachedBehindTheLastOne() {
    var limit = NoteLimit<Int64>(most: 1)
    #expect(!limit.isReached(by: 7))
    let isTaken = limit.take(7)
    #expect(isTaken)
    #expect(limit.isReached(by: 7))
    #expect(!limit.isReached(by: 8))
  }

  @Test func aNoteIsRankedWithMoreSectionsThanAreShown() {
    #expect(NoteLimit<Int64>(most: 2).mostRanked == 25)
    #expect(NoteLimit<Int64>(most: 40).mostRanked == 40)
    #expect(NoteLimit<Int64>(most: 0).mostRanked == .max)
  }
}
