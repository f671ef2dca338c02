import NoteModel
import NoteText
import TestSupport
import Testing

@testable import NoteRanking

/// How far common words are counted does not show in what sections are worth.
@Suite struct FeedbackLawTests {
  private struct Vault {
    var total: Int
    /// By number of the word.
    var counts: [Int]
    var sections: [[Int]]

    init(_ random: inout SeededGenerator) {
      total = Int.random(in: 50...4000, using: &random)
      let words = Int.random(in: 5...200, using: &random)
      sections = (0..<12).map { _ in
        (0..<Int.random(in: 1...80, using: &random)).map { _ in
          Int.random(in: 0..<words, using: &random)
        }
      }
      let (total, sections) = (total, sections)
      counts = (0..<words).map { word in
        // Many are common, many rare, and many equally rare.
        let share = [3, 2, 20, 100, 1000].randomElement(using: &random) ?? 1
        let here = sections.count { $0.contains(word) }
        return min(total, here + Int.random(in: 0...total / share, using: &random))
      }
    }

    /// The values, and how much was counted for them.
    func values(countingTo first: Int) throws -> (values: [Double], counted: Int) {
      var feedback = Feedback(tokenizer: Tokenizer(), weights: RankingWeights())
      for (place, section) in sections.enumerated() {
        let text = section.map { "zq\($0)q" }.joined(separator: " ")
        feedback.read(
          SectionText(bytes: Array(text.utf8)), .english, score: 1 / Double(place + 1))
      }
      var counted: [String: Int] = [:]
      let values = feedback.values(total: total, countingTo: first) { term, most in
        let count = Int(term.drop { !$0.isNumber }.prefix { $0.isNumber }).map { counts[$0] }
        let told = min(count ?? 0, most)
        counted[term] = max(counted[term] ?? 0, told)
        return told
      }
      return (values, counted.values.reduce(0, +))
    }
  }

  @Test(arguments: Rounds.seeds(200))
  func valuesAreTheSame(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let vault = Vault(&random)
    let whole = try vault.values(countingTo: vault.total + 1)
    #expect(whole.values.count == vault.sections.count)
    for first in [1, 7, 100] {
      #expect(try vault.values(countingTo: first).values == whole.values, "seed \(seed)")
    }
  }

  @Test func commonWordsAreCountedOnlyAsFarAsTheyMatter() throws {
    var random = SeededGenerator(seed: 1)
    var (soon, whole) = (0, 0)
    for _ in 0..<50 {
      let vault = Vault(&random)
      soon += try vault.values(countingTo: 16).counted
      whole += try vault.values(countingTo: vault.total + 1).counted
    }
    #expect(soon * 2 < whole)
  }
}
