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

  /// A list is read once for all words of a question, with the result that each word has alone.
  @Test(arguments: Language.allCases)
  func wordsAreCountedTogether(_ language: Language) {
    let words = ["the", "die", "est", "c", "what", "é", "och", "404", "th", "zzz", "de", "não"]
    let apart = words.count { StopWords([language]).contains($0) }
    #expect(StopWords.count(of: words.map { Array($0.utf8) }, in: language) == apart)
    #expect(StopWords.count(of: [], in: language) == 0)
  }

  @Test func languagesJoin() {
    let words = StopWords([.english, .german])
    #expect(words.contains("the"))
    #expect(words.contains("das"))
    #expect(!StopWords([]).contains("the"))
  }

  @Test(
    arguments: [
      ("为什么", [0..<9], "the longest one"), ("这是什么", [6..<12], "at the end"),
      ("谁和谁", [0..<3, 6..<9], "two of them"), ("光合作用", [], "none"), ("what", [], "another script"),
      ("", [], "nothing"),
    ] as [(String, [Range<Int>], String)])
  func questionWordsOfRuns(_ text: String, _ ranges: [Range<Int>], _ reason: String) {
    #expect(StopWords.questionWords(in: text) == ranges, "\(reason)")
  }

  @Test(arguments: ["что", "какой", "ποιος", "ماذا", "מה", "क्या"])
  func functionWordsOfScripts(_ word: String) {
    #expect(StopWords.ofScripts.contains(word))
    #expect(!StopWords.ofScripts.contains(word + word))
  }
}
