import NoteQuery
import NoteText
import Testing

@Suite struct HowToTests {
  private static func read(_ question: String) -> HowTo? {
    QuestionReader(tokenizer: Tokenizer()).read(question).howTo
  }

  @Test(arguments: [
    ("how do I prune the old vine", [["how"], ["prune"], ["old"], ["vine"]]),
    ("how to erase a disk", [["how"], ["eras", "delet", "remov", "uninstal"], ["disk"]]),
    // `make` hardly decides elsewhere, and `use` not here either.
    (
      "how can I make cider", [["how"], ["make", "write", "creat", "build", "develop"], ["cider"]]
    ),
    ("how to use the old press", [["how"], ["old"], ["press"]]),
  ])
  func wordsOfATaskAreLookedFor(question: String, words: [[String]]) throws {
    let howTo = try #require(Self.read(question))
    #expect(howTo.words.map { $0.map { $0.tokens.joined(separator: " ") } } == words)
  }

  @Test(arguments: [
    "how do I prune", "how to", "prune the vine", "how many vines", "how is the vine pruned",
    "how do I get one two three four five six seven words into a name", "why make cider",
  ])
  func otherQuestionsAskForNoGuide(question: String) {
    #expect(Self.read(question) == nil)
  }

  @Test(arguments: [
    ("How to make cider", 0.75), ("Brewing: how to start developing a cider", 3 / 7.0),
    ("How cider is sold", 0.0), ("Making cider", 0.0), ("how", 0.0), ("", 0.0),
    ("How to make cider " + String(repeating: "and more ", count: 50), 3 / 64.0),
  ])
  func nameSaysHowMuchOfItIsAsked(name: String, share: Double) throws {
    let howTo = try #require(Self.read("how do I make cider"))
    #expect(howTo.share(of: name, .english, Tokenizer()) == share)
  }
}
