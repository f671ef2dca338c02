import TestSupport
import Testing
import VaultKit

/// Which answers are shown, and in what order.
@Suite struct AskTests {
  @Test func excludedNotesAnswerNothing() throws {
    let vault = try TestVault([
      "a.md": "apples", "Old/b.md": "apples", "draft-c.md": "apples",
      ".obsidian/app.json": #"{"userIgnoreFilters": ["old/", "/^DRAFT-/"]}"#,
    ])
    #expect(try vault.paths("apples") == ["a.md"])
  }

  /// What an earlier question has read of a note is no answer once the note says something else.
  @Test func questionsOfOneProcessSeeWhatNotesSayNow() throws {
    let vault = try TestVault(["a.md": "apples are red", "b.md": "apples are green"])
    let asked = try vault.open()
    func texts() throws -> [String] {
      try asked.ask("apples", refresh: .never).answers.map(\.text).sorted()
    }
    #expect(try texts() == ["apples are green", "apples are red"])
    try vault.folder.write("a.md", "nothing of that kind")
    #expect(try texts() == ["apples are green"])
    try vault.folder.write("a.md", "apples are red")
    #expect(try texts() == ["apples are green", "apples are red"])
    try vault.folder.write("a.md", "apples are blue")
    try asked.refresh()
    #expect(try texts() == ["apples are blue", "apples are green"])
  }

  @Test func amongEqualsTheMoreLinkedNoteComesFirst() throws {
    let vault = try TestVault([
      "a.md": "apples", "b.md": "apples", "c.md": "[[b]]", "d.md": "[[b]] [[a]]",
    ])
    #expect(try vault.paths("apples") == ["b.md", "a.md"])
  }

  @Test func amongEqualsTheShorterHeadingPathComesFirst() throws {
    let vault = try TestVault([
      "a.md": "# One\n## Two\n### Apples\nx", "b.md": "# One\n## Apples\nx",
      "c.md": "[[a]]",
    ])
    #expect(try vault.paths("one two apples").first == "a.md")
    #expect(try vault.paths("\"x\"") == ["b.md", "a.md"])
  }

  private static let closeQuestions: [(String, String, String)] = [
    ("what are the exit codes", "a.md", "both deciding words of the line"),
    ("exit code meaning", "a.md", "other words between"),
    ("exit codes of the old shell", "b.md", "most of it is not in the line"),
    ("exit", "b.md", "one word is no question"),
    ("what do the exit codes mean", "c.md", "an equal question comes before a close one"),
  ]

  @Test(arguments: closeQuestions)
  func closeQuestionComesFirst(_ question: String, _ path: String, _ reason: String) throws {
    let filler = "Nothing is said here of what was asked, for many words on end. "
    let vault = try TestVault([
      "a.md": "---\nquestions: which exit codes are there\n---\n"
        + String(repeating: filler, count: 9),
      "b.md": "# Exit codes of the old shell\nThe exit codes of the old shell: exit, exit, codes.",
      "c.md": "---\nquestions: what do the exit codes mean\n---\n"
        + String(repeating: filler, count: 9),
    ])
    if path != "c.md" { try vault.folder.write("c.md", filler) }
    #expect(try vault.paths(question).first == path, "\(reason)")
  }

  @Test func noteIsFoundByWhatOthersCallIt() throws {
    let vault = try TestVault([
      "router.md": "192.168.0.1", "a.md": "Reboot [[router|the magic box]].", "b.md": "box of tea",
    ])
    #expect(try vault.paths("magic").contains("router.md"))
    try vault.folder.write("a.md", "Reboot [[router]].")
    #expect(try vault.paths("magic") == [])
    try vault.folder.write("a.md", "Reboot [[modem|the magic box]].")
    #expect(try vault.paths("magic") == ["a.md"])
    try vault.folder.move("router.md", to: "modem.md")
    #expect(try vault.paths("magic").contains("modem.md"))
  }

  @Test func excludedWordHidesSectionsOfANoteThatIsFoundByItsTitle() throws {
    let vault = try TestVault([
      "Falcon.md": "# Falcon\nthe roof is high\n## Wings\nthey are wide\n",
      "b.md": "falcon, no wings",
    ])
    let found = try vault.ask("falcon -roof").answers
    #expect(Set(found.map(\.headings)) == [["Falcon", "Wings"], []])
    #expect(try vault.ask("wings -falcon").answers.isEmpty)
    #expect(try vault.ask("-falcon").answers.isEmpty)
  }

  @Test func perNoteLimitsTheSectionsOfOneNote() throws {
    let text = (1...9).map { "## Part \($0)\napples\n" }.joined()
    let vault = try TestVault(["a.md": text, "b.md": "pears and apples"])
    #expect(try vault.paths("apples").filter { $0 == "a.md" }.count == 2)
    #expect(try vault.paths("apples").contains("b.md"))
    let all = try vault.ask("apples", AskOptions(limit: 20, perNote: 0))
    #expect(all.answers.count == 10)
  }

  @Test func manySectionsOfOneNoteDoNotHideTheOthers() throws {
    let text = (1...300).map { "## Apples \($0)\napples apples\n" }.joined()
    let vault = try TestVault([
      "a.md": text, "b.md": "one of many words is apples, said in passing",
    ])
    #expect(try vault.paths("apples").contains("b.md"))
  }

  @Test func summandsAddUpToTheScore() throws {
    let vault = try TestVault(["a.md": "# Apples\nApples are red.\n", "b.md": "red"])
    let answers = try vault.ask("are apples red", AskOptions(isExplained: true)).answers
    #expect(!answers.isEmpty)
    for answer in answers {
      let sum = answer.explanation.reduce(0) { $0 + $1.value }
      #expect(abs(sum - answer.score) < 1e-6)
    }
  }

  @Test func misspeltWordIsLookedForAsTheVaultSpellsIt() throws {
    let vault = try TestVault([
      "a.md": "Access the printer",
      "b.md": "---\nquestions: how do I reset the router\n---\nHold it.",
    ])
    let answers = try vault.ask("acess printer")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(answers.corrections.map(\.word) == ["acess"])
    #expect(answers.corrections.map(\.shown) == ["Access"])
    #expect(try vault.ask("how do I reset the roter").answers.map(\.path) == ["b.md"])
  }

  @Test func exactQuestionIsNotCorrected() throws {
    let vault = try TestVault(["a.md": "Accessing the printer"])
    #expect(try vault.ask("acess", AskOptions(isExact: true)).answers.isEmpty)
  }

  @Test func codesAreNeverCorrected() throws {
    let vault = try TestVault(["a.md": "error 4041, part x404b"])
    #expect(try vault.ask("4042").answers.isEmpty)
    #expect(try vault.ask("x404c").answers.isEmpty)
  }

  @Test func offsetGoesOnWhereTheLimitEnded() throws {
    let vault = try TestVault(["a.md": "apples", "b.md": "apples", "c.md": "apples"])
    let all = try vault.ask("apples").answers.map(\.path)
    let first = try vault.ask("apples", AskOptions(limit: 2)).answers.map(\.path)
    let rest = try vault.ask("apples", AskOptions(limit: 2, offset: 2)).answers.map(\.path)
    #expect(first + rest == all && all.count == 3)
  }

  @Test func blankQuestionIsAnError() throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(throws: VaultError.self) { try vault.ask(" \t") }
  }

  @Test(arguments: [
    "\"", "(((", "*", "a OR", "NEAR(a b)", "col:x", "-", "^a", "a\u{0}b", "'; DROP",
  ])
  func nothingTypedIsASyntaxError(_ question: String) throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(throws: Never.self) { try vault.ask(question) }
  }

  @Test(arguments: [
    ("gatew", ["a.md"]), ("bad gatew", ["a.md"]), ("ga", []), ("gateways ", ["a.md"]),
    ("running gatew", ["a.md", "b.md"]), ("runn", ["b.md"]), ("organizat", ["e.md"]),
    ("the", ["c.md"]), ("中", ["d.md"]),
  ])
  func lastWordMayBeABeginningWhileItIsTyped(_ question: String, _ paths: [String]) throws {
    let vault = try TestVault([
      "a.md": "Bad gateway", "b.md": "they run", "c.md": "theory", "d.md": "我在中国",
      "e.md": "Well organized",
    ])
    let found = try vault.ask(question, AskOptions(isExact: true, isBeingTyped: true))
    #expect(Set(found.answers.map(\.path)).isSuperset(of: paths))
    if paths.isEmpty { #expect(found.answers.isEmpty) }
  }

  @Test(arguments: [("g", "Garden.md"), ("ga", "Garden.md"), ("k", "Garden.md"), ("p", nil)])
  func oneLetterBeginsTheNameOfANote(_ typed: String, _ path: String?) throws {
    let vault = try TestVault([
      "Garden.md": "---\naliases: Kitchen beds\n---\nsoil",
      "b.md": "a gateway to kindness, perhaps",
    ])
    let found = try vault.ask(typed, AskOptions(isExact: true, isBeingTyped: true))
    #expect(found.answers.map(\.path) == (path.map { [$0] } ?? []))
  }

  @Test func firstLetterIsCorrected() throws {
    let vault = try TestVault(["a.md": "# Gateway\nBad gateway", "b.md": "others"])
    let found = try vault.ask("hateway")
    #expect(found.answers.map(\.path) == ["a.md"])
    #expect(found.corrections.map(\.word) == ["hateway"])
  }

  @Test func unmetTagNamesTheNearestAsItIsWritten() throws {
    let vault = try TestVault(["a.md": "#ReCipes of the day", "b.md": "#other"])
    let found = try vault.ask("tag:recipies")
    #expect(found.repairs.map(\.message).contains { $0.contains("nearest is 'ReCipes'") })
  }
}
