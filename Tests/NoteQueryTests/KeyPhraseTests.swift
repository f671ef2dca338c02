import NoteQuery
import NoteText
import Testing

/// Words that may be the key of a property together.
@Suite struct KeyPhraseTests {
  private let reader = QuestionReader(tokenizer: Tokenizer())

  @Test(arguments: [
    ("hit points", "hit_points"), ("the hit points of Ann", "hit-points"),
    ("Hit Points?", "hitpoints"), ("when is the date of birth", "date of birth"),
    ("ann's due date", "duedate"), ("a hit-dice roll", "hit dice"),
  ])
  func wordsInARowMayBeAKey(question: String, key: String) {
    #expect(KeyPhrase.all(in: reader.read(question)).contains { $0.key == key })
  }

  @Test(arguments: [
    ("hit", "hit"), ("hit the points", "hit the"), ("points of", "points of"), ("", ""),
  ])
  func aKeyEndsWithWordsThatAreLookedFor(question: String, key: String) {
    #expect(!KeyPhrase.all(in: reader.read(question)).contains { $0.key == key })
  }

  @Test func eachHasTheTermsOfItsWords() throws {
    let query = reader.read("what are the hit points of Ann")
    let phrase = try #require(KeyPhrase.all(in: query).first { $0.key == "hit points" })
    #expect(phrase.terms.map { query.terms[$0].word } == ["hit", "points"])
  }

  @Test func longQuestionsGiveFew() {
    let question = (0..<10_000).map { "word\($0)" }.joined(separator: " ")
    #expect(KeyPhrase.all(in: reader.read(question)).count < 200)
  }
}
