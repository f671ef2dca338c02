import NoteModel
import NoteRanking
import Testing

/// Questions to a small vault, and the heading and passage that must come first.
@Suite struct AnswerTests {
  static let replies = TinyIndex.Entry(
    title: "Server reply codes",
    questions: ["What do server reply codes mean", "what does 404 mean"],
    sections: [
      ([], "Every answer of a web server begins with a number of three digits."),
      (
        ["3xx Elsewhere"],
        """
        - 301 Moved Permanently: the page lives at a new address for good; the bookmark should change.
        - 302 Found (or 303 See Other): the page is temporarily somewhere else, keep the old address.
        - 307 Temporary Redirect: like 302, a temporary detour.
        """
      ),
      (
        ["4xx Your mistake"],
        """
        - 400 Bad Request: the request makes no sense.
        - 404 Not Found: there is no such page on this server.
        - 405 Method Not Allowed: the page exists, the method is not for it.
        """
      ),
      (
        ["5xx Our mistake"],
        """
        - 502 Bad Gateway: a server acting as a gateway got nonsense from the one behind it.
        - 504 Gateway Timeout: a server acting as a gateway waited too long for the one behind it.

        see also: how to set the reply code in a handler
        """
      ),
    ])

  let vault = TinyIndex([
    replies,
    TinyIndex.Entry(
      title: "Handlers",
      sections: [
        (
          [],
          "A handler may set what the server replies. What 404 pages mean to people is another matter."
        ),
        (["Waiting"], "Set a timeout for the gateway in the table of 404 handlers."),
      ]),
    TinyIndex.Entry(
      title: "Monads", aliases: "Kleisli triple", tags: "haskell math",
      sections: [
        ([], "A monad is a type with bind and return. Laws follow below."),
        (["Laws"], "Left identity, right identity, associativity."),
        (["Examples"], "Maybe, list and state. A monad a day keeps the bugs away. Monad monad."),
      ]),
    TinyIndex.Entry(
      title: "Release plan",
      sections: [
        (["Dates"], "The release date moved to May. Tell everybody the date of the release."),
        (["Release date"], "It is the 3rd of May."),
        (["Shell"], "To build, run `make all`.\nTo publish, run `make publish` and wait.\nDone."),
      ]),
    TinyIndex.Entry(
      title: "Commands", aliases: "Exit codes",
      questions: ["how do I choose the vault", "what do the exit codes mean"],
      sections: [
        ([], "Every command looks at the vault first."),
        (["Which vault"], "The one that is named, else the one around you."),
        (["Exit codes"], "0 is fine, 1 is nothing found."),
      ]),
    TinyIndex.Entry(
      title: "Pumpkin soup", aliases: "Pumpkin soup > Steps",
      sections: [
        ([], "A soup for cold days, of one pumpkin."),
        (["Ingredients"], "One pumpkin, two onions."),
        (["Steps"], "Roast the pumpkin, then boil it."),
      ]),
    TinyIndex.Entry(title: "东京", sections: [([], "东京是日本的首都。\n\n大阪在西边。")]),
  ])

  @Test(arguments: [
    (
      "what does 404 mean",
      "4xx Your mistake | 404 Not Found: there is no such page on this server."
    ),
    (
      "405", "4xx Your mistake | 405 Method Not Allowed: the page exists, the method is not for it."
    ),
    (
      "gateway timeout",
      "5xx Our mistake | 504 Gateway Timeout: a server acting as a gateway waited too long for the "
        + "one behind it."
    ),
    (
      "moved permanently",
      "3xx Elsewhere | 301 Moved Permanently: the page lives at a new address for good; the bookmark "
        + "should change."
    ),
    (
      "is a 302 temporary?",
      "3xx Elsewhere | 302 Found (or 303 See Other): the page is temporarily somewhere else, keep the "
        + "old address."
    ),
    (
      "What do server reply codes mean?",
      "- | Every answer of a web server begins with a number of three digits."
    ),
    ("how do I choose the vault", "Which vault | The one that is named, else the one around you."),
    ("what do the exit codes mean", "Exit codes | 0 is fine, 1 is nothing found."),
    ("pumpkin soup steps", "Steps | Roast the pumpkin, then boil it."),
    ("who invented pumpkin soup", "- | A soup for cold days, of one pumpkin."),
    ("what is a monad", "- | A monad is a type with bind and return. Laws follow below."),
    ("kleisli triple", "- | A monad is a type with bind and return. Laws follow below."),
    ("monad laws", "Laws | Left identity, right identity, associativity."),
    (
      "\"release date\" May",
      "Release date | It is the 3rd of May."
    ),
    ("how to publish", "Shell | To publish, run `make publish` and wait."),
    ("日本的首都", "- | 东京是日本的首都。"),
    ("首", "- | 东京是日本的首都。"),
  ])
  func questionGetsItsSectionAndPassage(_ question: String, _ expected: String) {
    #expect(vault.answer(question) == expected)
  }

  @Test func theQuestionWordForWordIsThePassage() {
    let vault = TinyIndex([
      TinyIndex.Entry(
        title: "Codes",
        sections: [
          (
            [],
            """
            - 400 Bad Request: as many requests, it makes no sense.
            - 429 Too Many Requests: you ask too often.
            """
          )
        ])
    ])
    #expect(vault.answer("too many requests?") == "- | 429 Too Many Requests: you ask too often.")
    #expect(
      vault.answer("many requests as")
        == "- | 400 Bad Request: as many requests, it makes no sense.")
  }

  @Test func unknownWordsFindNothing() {
    #expect(vault.answer("flux capacitor") == "nothing")
  }

  @Test func namedQuestionComesFirstWhateverTheScore() {
    let crowd = (0..<30).map { number in
      TinyIndex.Entry(
        title: "What does 404 mean \(number)",
        sections: [(["404 mean"], "404 mean 404 mean 404 mean")])
    }
    let answers = TinyIndex(crowd + [Self.replies]).ask("what does 404 mean")
    #expect(answers.first?.section.note == 30)
    #expect(answers.first?.section.answersQuestion == true)
    #expect(answers.dropFirst().allSatisfy { !$0.section.answersQuestion })
  }

  @Test func linesAreThoseOfTheFile() {
    let passage = vault.ask("gateway timeout").first?.passage
    #expect(passage?.line == passage?.endLine)
    #expect(passage?.line == 13)
  }

  @Test func matchesCoverWholeWords() {
    let answer = vault.ask("publishing").first
    let source = answer.map { vault.source(of: $0.section.section) }
    let words = answer?.matches.map {
      String(decoding: source?.text.bytes[$0.start..<$0.end] ?? [], as: UTF8.self)
    }
    #expect(words == ["publish", "publish"])
    #expect(answer?.passage?.matches == answer?.matches)
  }

  @Test(arguments: ["what does 404 mean", "monad laws", "release date", "gateway timeout"])
  func partsSumUpToTheScore(_ question: String) {
    for answer in vault.ask(question, explaining: true) {
      let sum = answer.section.parts.reduce(0) { $0 + $1.value }
      #expect(abs(sum - answer.section.score) < 1e-9)
      #expect(!answer.section.parts.isEmpty)
    }
  }
}
