import NoteRanking
import TestSupport
import Testing

/// How ranked lists of several vaults become one.
@Suite struct ShareMergeTests {
  private static func scores(_ shares: [Double], highest: Double) -> [ShareMerge.Score] {
    shares.map { ShareMerge.Score($0 * highest, share: $0) }
  }

  @Test func greatestShareComesFirst() {
    let merge = ShareMerge([
      Self.scores([0.5, 0.25], highest: 8), Self.scores([0.75, 0.25], highest: 2),
    ])
    #expect(merge.order.map { [$0.list, $0.place] } == [[1, 0], [0, 0], [0, 1], [1, 1]])
  }

  @Test func orderOfAListStays() {
    // The second one of a list may have the greater share, where its note has the name asked for.
    let merge = ShareMerge([Self.scores([0.25, 1], highest: 4), Self.scores([0.5], highest: 4)])
    #expect(merge.order.map { [$0.list, $0.place] } == [[1, 0], [0, 0], [0, 1]])
  }

  @Test func scoresAreThoseOfTheVaultWithTheBestAnswer() {
    let lists = [Self.scores([0.5], highest: 8), Self.scores([0.75], highest: 2)]
    let merge = ShareMerge(lists)
    #expect(lists[0][0].value * merge.factor(for: lists[0][0]) == 0.5 * 2)
    #expect(lists[1][0].value * merge.factor(for: lists[1][0]) == 0.75 * 2)
  }

  @Test func scoreWithoutAShareStays() {
    let listed = ShareMerge.Score(3, share: 0)
    #expect(ShareMerge([[listed]]).factor(for: listed) == 1)
    #expect(ShareMerge([[listed], Self.scores([1], highest: 2)]).factor(for: listed) == 1)
    #expect(ShareMerge.Score.share(of: 3, inHighest: 0) == 0)
    #expect(ShareMerge.Score.share(of: 3, inHighest: 6) == 0.5)
  }

  @Test(arguments: Rounds.seeds(100))
  func everyAnswerComesOnceAndInItsOrder(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lists = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        ShareMerge.Score(1, share: Double(Int.random(in: 0...3, using: &random)))
      }
    }
    let order = ShareMerge(lists).order
    for (list, scores) in lists.enumerated() {
      #expect(
        order.filter { $0.list == list }.map(\.place) == Array(scores.indices), "seed \(seed)")
    }
    #expect(order.count == lists.joined().count, "seed \(seed)")
  }
}
