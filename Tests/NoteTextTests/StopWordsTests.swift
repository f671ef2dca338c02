import NoteText
import Testing

@Suite struct StopWordsTests {
  @Test(arguments: ["a", "the", "what", "does", "please", "those", "whats", "dont", "within"])
  func functionWords(_ word: String) {
    #expect(StopWords().contains(word))
  }

  @Test(arguments: [
    ("mean", "a frame word decides little, but it is a term"), ("not", "part of names: not found"),
    ("404", "a code"), ("", "nothing"), ("th", "the beginning of a word"),
    ("he him", "two words"), ("tha", "the beginning of words"), ("the\n", "a line break"),
  ])
  func otherWords(_ word: String, _ reason: String) {
    #expect(!StopWords().contains(word), "\(reason)")
  }

  @Test func languagesJoin() {
    let words = StopWords([.english, .german])
    #expect(words.contains("the"))
    #expect(words.contains("das"))
    #expect(!StopWords([]).contains("the"))
  }
}
