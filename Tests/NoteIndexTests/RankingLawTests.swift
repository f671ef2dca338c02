import NoteQuery
import NoteRanking
import NoteText
import SQLite
import TestSupport
import Testing

@testable import NoteIndex

/// Leaving out what cannot be among the best changes no answer.
@Suite struct RankingLawTests {
  private static let words = [
    "alpha", "beta", "betas", "gamma", "delta", "epsilon", "zeta", "404", "longerword", "x",
  ]

  @Test(arguments: Rounds.seeds(12))
  func answersAreThoseOfAllCandidates(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words, notes: 900)
    try index.read {
      for _ in 0..<12 {
        let count = Int.random(in: 1...5, using: &random)
        var words = (0..<count).map { _ in RandomIndex.word(Self.words, &random) }
        if Int.random(in: 0..<3, using: &random) == 0 {
          words = ["\"\(words.joined(separator: " "))\""] + words
        }
        let question = words.joined(separator: " ")
        let query = QuestionReader(tokenizer: index.tokenizer).read(question)
        let limit = Int.random(in: 1...8, using: &random)
        let reader = try index.candidates(for: query)
        let all = try Ranker().rank(Everything(reader), for: query, limit: limit)
        let best = try Ranker().rank(reader, for: query, limit: limit)
        let comment: Comment = "VQ_SEED=\(seed) \(question) \(limit)"
        #expect(best.sections.map(\.section) == all.sections.map(\.section), comment)
        for (one, other) in zip(best.sections, all.sections) {
          #expect(abs(one.score - other.score) < 1e-9 * max(1, other.score), comment)
        }
      }
    }
  }
}
