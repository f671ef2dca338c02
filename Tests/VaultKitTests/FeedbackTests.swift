import TestSupport
import Testing
import VaultKit

/// Questions about a topic: what the best sections have in common counts too.
@Suite struct FeedbackTests {
  /// Eleven notes about the topic, and one that only has its words: first by its path, alike in all else.
  private static func vault() throws -> TestVault {
    var notes = ["a.md": "solar panel roof, then an onion recipe"]
    for number in 1...11 {
      notes["b\(number).md"] = "solar panel roof, then an inverter battery"
    }
    for number in 1...60 { notes["c\(number).md"] = "something else, number \(number)" }
    return try TestVault(notes)
  }

  @Test func sharedWordsBringASectionForward() throws {
    #expect(try Self.vault().paths("solar panel roof").contains("a.md") == false)
  }

  @Test func fewWordsAreNoTopic() throws {
    #expect(try Self.vault().paths("solar panel").first == "a.md")
  }

  @Test func oneAnswerFarAheadIsNoTopic() throws {
    let vault = try Self.vault()
    try vault.folder.write(
      "d.md", "# Solar panel roof\n\nsolar panel roof onion recipe flashing")
    let answers = try vault.paths("solar panel roof onion recipe flashing")
    #expect(answers.prefix(2) == ["d.md", "a.md"])
  }

  @Test func explanationNamesIt() throws {
    var options = AskOptions()
    options.isExplained = true
    let answers = try Self.vault().ask("solar panel roof", options).answers
    let labels = answers.first?.explanation.map(\.label) ?? []
    #expect(labels.contains("feedback"))
    for answer in answers {
      let sum = answer.explanation.reduce(0) { $0 + $1.value }
      #expect(abs(sum - answer.score) < 1e-6)
    }
  }
}
