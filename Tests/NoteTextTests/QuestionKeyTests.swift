import NoteText
import Testing

@Suite struct QuestionKeyTests {
  @Test(arguments: [
    ("What does 404 mean?", "what does 404 means", "punctuation, capitals, endings"),
    ("Where is the café", "where is the cafe", "accents"),
    ("what’s GitHub", "what's github", "apostrophes, capitals inside"),
    ("  a   b ", "a b", "blanks"),
    ("这是什么？", "这是什么", "full-width punctuation"),
  ])
  func equalQuestions(_ first: String, _ second: String, _ reason: String) {
    let tokenizer = Tokenizer()
    #expect(
      QuestionKey.make(first, tokenizer) == QuestionKey.make(second, tokenizer), "\(reason)")
  }

  @Test(arguments: [("what is c", "what is c++"), ("404", "405"), ("how to", "how")])
  func differentQuestions(_ first: String, _ second: String) {
    let tokenizer = Tokenizer()
    #expect(QuestionKey.make(first, tokenizer) != QuestionKey.make(second, tokenizer))
  }
}
