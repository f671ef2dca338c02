import TestSupport
import Testing
import VaultKit

/// What filters let through that only the text of the notes can tell.
@Suite struct TextFilterTests {
  static let notes = [
    "Radio.md": """
    ---
    status: draft 2026
    tags: work
    ---
    The radio is old.

    # Parts
    - [ ] order a coil, Ann
    - [x] buy solder

    # Ann
    She knows the radio. Written on 2026-03-04.

    coil
    """,
    "Kite.md": "# Kite\nA kite and a coil.\n## Tail\nOrder a tail.\n- [ ] glue the radio\n",
    "Board.canvas":
      #"{"nodes":[{"id":"1","type":"text","text":"first"},{"id":"2","type":"text","text":"a coil"}]}"#,
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    let question: String
    let sections: String
    let reason: String

    init(_ question: String, _ sections: String, _ reason: String) {
      self.question = question
      self.sections = sections
      self.reason = reason
    }

    var testDescription: String { "\(reason): \(question)" }
  }

  static let rows = [
    Row("radio task-todo:order", "Radio/Parts", "words rank what the filter lets through"),
    Row("task-todo:radio", "Kite/Tail", "alone it lists the section with the task"),
    Row("task-done:buy", "Radio/Parts", "a done task"),
    Row("task:\"\"", "Kite/Tail Radio/Parts", "any task"),
    Row("radio line:(knows radio)", "Radio/Ann", "one line has both"),
    Row("line:(coil knows)", "", "no line has both"),
    Row("block:(kite coil)", "Kite/Kite", "one block"),
    Row("content:(coil knows)", "Radio/Ann Radio/Parts", "the note has both, sections have one"),
    Row("section-text:(knows coil)", "Radio/Ann", "one section has both"),
    Row("section-text:(old knows)", "", "in two sections"),
    Row("heading:ann", "Radio/Ann", "a heading, as in section:"),
    Row("heading:ann section-text:coil", "Radio/Ann", "a heading and a text"),
    Row("content:oil", "Board/ Kite/Kite Radio/Ann Radio/Parts", "a part of a word; a card"),
    Row("match-case:Order", "Kite/Tail", "letter case"),
    Row("match-case:(ignore-case:ORDER)", "Kite/Tail Radio/Parts", "and again not"),
    Row("/\\d{4}-\\d\\d/", "Radio/Ann", "a pattern"),
    Row("radio /co.l|tail/", "Radio/Ann Radio/Parts Kite/Tail", "a pattern beside a word"),
    Row("/coil/", "Board/ Kite/Kite Radio/Ann Radio/Parts", "a pattern alone"),
    Row("line:/^coil$/", "Radio/Ann", "a pattern behind an operator"),
    Row("[status:/ft \\d/]", "Radio/ Radio/Ann Radio/Parts", "a pattern of a property"),
    Row("-[status:/ft \\d/] coil", "Board/ Kite/Kite", "its opposite"),
    Row("coil -task-done:\"\"", "Board/ Kite/Kite", "a hyphen: notes without such a task"),
    Row("radio -line:glue", "Radio/ Radio/Ann", "no section of the note has the line"),
    Row("line:glue OR heading:ann", "Kite/Tail Radio/Ann", "either"),
    Row("(line:glue OR line:knows) radio", "Kite/Tail Radio/Ann", "in brackets, and a word"),
    Row("line:order line:glue", "Kite/Tail", "both hold for the section"),
    Row("tag:work line:coil", "Radio/Ann Radio/Parts", "beside another filter"),
    Row("LINE:glue", "Kite/Tail", "capitals"),
    Row("match-case:Radio", "Radio/ Radio/Ann Radio/Parts", "a name: the whole note"),
    Row("content:-coil", "", "a hyphen behind the colon"),
    Row(
      "line:-coil", "Board/ Kite/Kite Kite/Tail Radio/ Radio/Ann Radio/Parts", "lines without it"),
  ]

  @Test(arguments: rows)
  func letsThrough(_ row: Row) throws {
    let vault = try TestVault(Self.notes)
    let found = try vault.ask(row.question, AskOptions(limit: 0, perNote: 0)).answers.map {
      answer in
      let name = answer.path.prefix { $0 != "." }
      return "\(name)/\(answer.headings.last ?? "")"
    }
    let wanted = row.sections.split(separator: " ").map(String.init)
    #expect(Set(found) == Set(wanted), "\(found)")
  }

  @Test func aListShowsWhatWasFound() throws {
    let vault = try TestVault(Self.notes)
    let answer = try #require(try vault.ask("line:2026").answers.first)
    #expect(answer.passage?.text == "She knows the radio. Written on 2026-03-04.")
    #expect(answer.passage?.line == 12)
    let task = try #require(try vault.ask("task-done:solder").answers.first)
    #expect(task.passage?.text.contains("buy solder") == true)
  }

  @Test(arguments: [
    ("section:parts", "'section:' means headings in a question and the text in a search; "),
    ("radio /(/", "'/(/' cannot be used: "),
    ("line:nowhere", "no note has what 'line:nowhere' looks for"),
    ("lin:radio", "there is no operator 'lin:', nearest is 'line:'; reading it as text"),
    ("line:(radio", "'(' is never closed; closing it at the end"),
    (
      (1...9).map { "line:\($0)" }.joined(separator: " OR "),
      "'line:' asks for more than one question can; reading it as text"
    ),
  ])
  func saysWhatItMakesOfAQuestion(_ question: String, _ message: String) throws {
    let repairs = try TestVault(Self.notes).ask(question).repairs.map(\.message)
    #expect(repairs.contains { $0.hasPrefix(message) }, "\(repairs)")
  }

  @Test(arguments: [
    "what does /etc/ hold", "content://media", "/usr/local/bin", "task: buy milk",
    "sed s/[a-z]*/x/",
    "heading: and more", "grep /var/log/*.log", "a /b (c) /d",
  ])
  func otherTextIsNoFilter(_ question: String) throws {
    let answers = try TestVault(Self.notes).ask(question)
    #expect(answers.filters == [])
  }

  @Test func aNoteThatChangesIsSearchedAsItIs() throws {
    let vault = try TestVault(Self.notes)
    let opened = try vault.open()
    #expect(try opened.ask("line:sparrow").answers.isEmpty)
    try vault.folder.write("Kite.md", "# One\nx\n# Two\na sparrow\n")
    let answers = try opened.ask("line:sparrow", refresh: .each).answers
    #expect(answers.map(\.headings) == [["Two"]])
    #expect(
      try opened.ask("coil -line:sparrow", refresh: .each).answers.map(\.path).contains("Kite.md")
        == false)
  }
}
