import Testing

@testable import NoteText

/// Which words are forms of each other, and which only share a stem.
@Suite struct EnglishEndingsTests {
  @Test(arguments: [
    ("publishes", "publish"), ("publishing", "publisher"), ("running", "runs"),
    ("happiness", "happy"), ("creation", "create"), ("nationality", "national"),
    ("configurable", "configuration"), ("generally", "general"), ("definitely", "definite"),
    ("containerized", "containers"), ("publish", "publish"),
  ])
  func formsDifferInAnEnding(_ word: String, _ other: String) {
    #expect(EnglishEndings.areForms(word, other))
    #expect(EnglishEndings.areForms(other, word))
  }

  @Test(arguments: [
    ("definately", "define"), ("definately", "defined"), ("containeized", "contained"),
    ("containeized", "containment"), ("definately", "definitely"), ("as", "at"),
  ])
  func othersDoNot(_ word: String, _ other: String) {
    #expect(!EnglishEndings.areForms(word, other))
  }

  @Test(arguments: [
    ("publishes", "publish", true), ("happiness", "happi", true), ("running", "run", true),
    ("hoping", "hope", true), ("publish", "publish", true), ("definately", "defin", false),
    ("containeized", "contain", false), ("hop", "hoping", false),
  ])
  func formOfAStemHasOneEnding(_ word: String, _ stem: String, _ isForm: Bool) {
    #expect(EnglishEndings.isForm(word, ofStem: stem) == isForm)
  }
}
