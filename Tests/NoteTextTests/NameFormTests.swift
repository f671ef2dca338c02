import NoteText
import TestSupport
import Testing

@Suite struct NameFormTests {
  /// What is typed, the name, and how like they are: nil for two names.
  @Test(
    arguments: [
      ("kanban", "Kanban", .marks),
      ("zen mode", "zenmode", .letters),
      ("any block", "any-block", .words),
      ("exit()", "Exit()", .marks),
      ("exit", "exit()", .words),
      ("C", "C++", nil),
      ("c#", "C#", .marks),
      ("law", "§ Law", nil),
      ("§law", "§ Law", .letters),
      ("🗂 guides", "🗂️ Guides", .marks),
      ("the who", "Who", nil),
      ("  the   who ", "The Who", .marks),
      ("the\u{A0}who", "The Who", .marks),
      ("what is C?", "What is C", .words),
      ("naive cafe", "naïve Cafe\u{301}", .marks),
      ("oreilly", "O’Reilly", .marks),
      ("R&D", "R D", nil),
      ("2022-12-06", "2022 12 06", .words),
      ("2022-12-06", "20221206", nil),
      ("1.2.3", "12.3", nil),
      ("数据库", "数据库", .marks),
      ("数据", "数据库", nil),
      ("ガ", "カ\u{3099}", .marks),
      ("STRASSE", "Straße", .marks),
      ("???", "???", .marks),
      ("?", "???", nil),
      ("->", "->", .marks),
      ("", "", nil),
      ("", "a", nil),
    ] as [(String, String, NameForm.Likeness?)])
  func likenessIsThatOfLettersThenWordsThenMarks(
    typed: String, name: String, expected: NameForm.Likeness?
  ) {
    #expect(NameForm(typed).likeness(to: NameForm(name)) == expected)
    #expect(NameForm(name).likeness(to: NameForm(typed)) == expected)
  }

  @Test(arguments: Rounds.seeds(40))
  func keyAloneIsThatOfTheForm(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 0...12, using: &random)
      let name = String(
        String.UnicodeScalarView(
          (0..<count).map { _ in
            // Half of them are digits and blanks, which have a rule of their own.
            Bool.random(using: &random)
              ? ["1", "2", " ", "-", "é"].randomElement(using: &random) ?? " "
              : Unicode.Scalar(UInt8.random(in: 0..<0x80, using: &random))
          }))
      #expect(
        NameForm.key(of: name) == NameForm(name).key, "VQ_SEED=\(seed): \(name.debugDescription)")
    }
  }

  @Test func pastedPageIsNoName() {
    let page = String(repeating: "word ", count: 1000)
    #expect(NameForm(page).key.isEmpty)
    #expect(NameForm(page).likeness(to: NameForm(page)) == nil)
  }

  /// A name, and whether it begins with `graph view`, word by word.
  @Test(arguments: [
    ("Graph view", true), ("graph-view settings", true), ("Graph View: settings", true),
    ("Gráph  view", true), ("Graph views", false), ("Export graph view", false), ("Graph", false),
    ("graphview settings", false), ("", false),
  ])
  func nameBeginsWithWholeWords(_ name: String, _ begins: Bool) {
    #expect(NameForm(name).begins(with: NameForm("graph view")) == begins)
  }

  @Test func nothingBeginsWithMarksAlone() {
    #expect(!NameForm("???").begins(with: NameForm("?")))
    #expect(!NameForm("a").begins(with: NameForm("")))
  }
}
