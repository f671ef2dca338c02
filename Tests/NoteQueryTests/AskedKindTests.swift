import NoteQuery
import NoteText
import Testing

@Suite struct AskedKindTests {
  @Test(arguments: [
    ("how do I prune the vine", AskedKind.way), ("how to prune", .way), ("How can I prune?", .way),
    ("how many vines", .amount), ("how long is it boiled", .amount), ("when was it built", .time),
    ("what year was it built", .time), ("who built it", .maker), ("who may prune", .person),
    ("who is the author of the book", .maker), ("Who was the creator of it?", .maker),
    ("author of the book", .maker), ("the maintainers of it", .maker),
    ("who's the maker of it", .maker),
    ("author book", nil), ("who is the owner of it", .person), ("who is the author", .person),
    ("how is the vine", nil),
    ("what is a vine", nil), ("vine", nil), ("", nil), ("the how to book", nil),
  ])
  func firstWordsOfAnEnglishQuestionTell(question: String, kind: AskedKind?) {
    #expect(QuestionReader(tokenizer: Tokenizer()).read(question).asked == kind)
  }

  @Test(arguments: [
    ("made by", true), ("written and drawn by", true), ("author", true), ("main authors", true),
    ("by", true), ("made", false), ("authority", false), ("bye", false), ("", false),
  ])
  func fieldsTellWhoMadeIt(label: String, tells: Bool) {
    #expect(AskedKind.isMaker(label) == tells)
  }

  @Test(arguments: [
    ("wann wurde die Brücke gebaut", AskedKind.time), ("wie viele Reben sind es", .amount),
    ("wie schneide ich den Wein", .way), ("wer hat die Brücke gebaut", .person),
  ])
  func firstWordsOfAGermanQuestionTell(question: String, kind: AskedKind) {
    let reader = QuestionReader(
      tokenizer: Tokenizer(), languages: LanguageSet(.german), main: .german)
    #expect(reader.read(question).asked == kind)
  }

  @Test(arguments: [
    ("quand est-ce que le pont a été construit", AskedKind.time),
    ("combien de vignes sont là", .amount), ("comment est-ce que je taille la vigne", .way),
    ("qui a construit le pont", .person),
  ])
  func firstWordsOfAFrenchQuestionTell(question: String, kind: AskedKind) {
    let reader = QuestionReader(
      tokenizer: Tokenizer(), languages: LanguageSet(.french), main: .french)
    #expect(reader.read(question).asked == kind)
  }
}
