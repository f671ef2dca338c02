import TestSupport
import Testing

@testable import FullText

/// The rows of several terms together are those of each, with each place once.
@Suite struct PostingUnionTests {
  @Test(arguments: Rounds.seeds(40))
  func unionIsThatOfSets(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var all: Set<UInt64> = []
    var cursors: [PostingCursor] = []
    // Up to hundreds of places in a row, many of them in several terms.
    for _ in 0..<Int.random(in: 1...9, using: &random) {
      var keys: Set<UInt64> = []
      for _ in 0..<Int.random(in: 1...400, using: &random) {
        keys.insert(
          PostingPlaces.key(
            Int.random(in: 1...Int.random(in: 1...60, using: &random), using: &random),
            Int.random(in: 0..<3, using: &random),
            Int.random(in: 0..<[40, 300, 70_000].randomElement(using: &random)!, using: &random)))
      }
      all.formUnion(keys)
      cursors.append(try PostingList(keys.sorted()).cursor())
    }
    var union = PostingUnion(cursors, stretch: Int.random(in: 1...80, using: &random))
    var found: [UInt64] = []
    try union.postings().forEachPosting(before: .max) { row, places in
      PostingPlaces.appendKeys(of: places.bytes, row: row, to: &found)
    }
    #expect(found == all.sorted(), "VQ_SEED=\(seed)")
  }
}
