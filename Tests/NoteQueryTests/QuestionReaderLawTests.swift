import NoteQuery
import NoteText
import TestSupport
import Testing

/// What holds for any question.
@Suite struct QuestionReaderLawTests {
  private static let pieces = [
    "what", "is", "the", "404", "GitHub", "wi-fi", "C++", "mean", "don't", "\"", "“", "”", " -",
    "-",
    " ", "  ", "\n", "?", "中文字", "山", "naïve", "ﬁ", "🎉", "\u{301}", "\0", "\u{FEFF}", "AND", "*",
    ":", "(",
  ]

  @Test func everyStringIsAQuestion() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let reader = QuestionReader(tokenizer: Tokenizer())
    for _ in 0..<Rounds.count(3_000) {
      var text = ""
      for _ in 0..<Int.random(in: 0..<14, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      let query = reader.read(text)
      #expect(QuestionLaws.broken(query) == [], "seed \(seed): \(text.debugDescription)")
      #expect(reader.read(text) == query, "seed \(seed): \(text.debugDescription)")
    }
  }

  /// What is not typed as syntax is read as its words, in any order of blanks.
  @Test func blanksMakeNoDifference() {
    let reader = QuestionReader(tokenizer: Tokenizer())
    let one = reader.read("how do I log in")
    let other = reader.read("\u{3000}how  do\tI\n log\u{A0}in ")
    #expect(one.terms == other.terms)
    #expect(one.ignored == other.ignored)
    #expect(one.questionKey == other.questionKey)
  }
}
