import TestSupport
import Testing
import VaultKit

/// What is shown where a note as such answers, and sentences deep in long notes.
@Suite struct WholeNoteTests {
  private static func passage(_ vault: TestVault, _ question: String) throws -> Passage? {
    try vault.ask(question).answers.first?.passage
  }

  private static func lines(_ count: Int, _ word: String) -> String {
    (1...count).map { "- \(word) number \($0) of the list\n" }.joined()
  }

  @Test func aShortNoteIsShownWhole() throws {
    let vault = try TestVault([
      "Tea.md": "# Tea\n\nLeaves in water.\n\n## Green\n\nThree minutes.\n"
    ])
    let answer = try #require(try vault.ask("tea").answers.first)
    #expect(answer.passage?.text == "Leaves in water.\n\nGreen\n\nThree minutes.")
    #expect(answer.passage?.line == 3)
    #expect(answer.passage?.endLine == 7)
    #expect(answer.outline.isEmpty)
    #expect(answer.headings == ["Tea"])
  }

  @Test func aLongNoteIsShownByItsOutline() throws {
    let vault = try TestVault([
      "Tea.md":
        "# Tea\n\nLeaves in water.\n\n## Green\n\n\(Self.lines(12, "sencha"))\n### Old\n\nDust.\n"
        + "\n## Black\n\n\(Self.lines(12, "assam"))"
    ])
    let answer = try #require(try vault.ask("tea").answers.first)
    #expect(answer.passage?.text == "Leaves in water.\n\nGreen\n  Old\nBlack")
    #expect(answer.outline.map(\.line) == [5, 20, 24])
    #expect(answer.outline.map(\.depth) == [0, 1, 0])
    // Who asks for a part of it gets that.
    #expect(
      try Self.passage(vault, "assam tea number 7")?.text.hasPrefix("- assam number 7") == true)
  }

  @Test func theSectionThatStandsForANoteIsShownOnce() throws {
    let vault = try TestVault([
      "Tea.md":
        "# Tea\n\n## Links\n\n\((1...30).map { "- [[Leaf \($0)]]\n" }.joined())\n"
        + "## Brewing tea\n\nThree minutes for the leaves.\n"
    ])
    for question in ["tea", "tea links"] {
      let lines = try vault.ask(question).answers.map { "\($0.path):\($0.line)" }
      #expect(Set(lines).count == lines.count, "\(question): \(lines)")
    }
  }

  @Test func labelsStandForALongList() throws {
    let vault = try TestVault([
      "Tea.md":
        "---\nkeywords: which teas grow there\n---\n**Green:**\n\(Self.lines(12, "sencha"))\n"
        + "**Black:**\n\(Self.lines(12, "assam"))"
    ])
    #expect(try Self.passage(vault, "which teas grow there")?.text == "Green\nBlack")
    #expect(try Self.passage(vault, "what teas grow there")?.text == "Green\nBlack")
  }

  @Test func aSectionOfThatNameIsTheAnswer() throws {
    let vault = try TestVault([
      "Tea.md":
        "---\naliases: [Brewing]\n---\nLeaves in water. Brewing is all.\n\n## Brewing\n\nThree minutes.\n"
    ])
    let answer = try #require(try vault.ask("brewing").answers.first)
    #expect(answer.headings == ["Brewing"])
    #expect(answer.passage?.text == "Three minutes.")
  }

  @Test func anEmptyNoteIsItsHeading() throws {
    let bar = "[Edit](https://a.example/1) | [Copy](https://a.example/2)"
    let vault = try TestVault([
      "Tea.md": "---\npublish: true\n---\n# Tea\n\n\(bar)\n", "b.md": "Coffee.",
      "Mate.md": "---\nwater: hot\n---\n\(bar)\n",
    ])
    let passage = try Self.passage(vault, "tea")
    #expect(passage?.text == "Tea")
    #expect(passage?.isHeading == true)
    #expect(try Self.passage(vault, "mate")?.text == "water: hot")
  }

  @Test func namesakesGoByTheLinksToThem() throws {
    let notes = [
      "a/Mercury.md": "A boat. Mercury is written on Mercury.", "b/Mercury.md": "A planet.",
      "c.md": "[[b/Mercury]] and [[b/Mercury|again]]",
    ]
    let vault = try TestVault(notes)
    #expect(try vault.paths("mercury").first == "b/Mercury.md")
  }

  @Test func keysOfPropertiesAreWords() throws {
    var notes = ["Kettle.md": "---\nwarranty: 24 months\n---\nWhistles.\n"]
    for number in 1...40 { notes["n\(number).md"] = "A note about warrants number \(number)." }
    let vault = try TestVault(notes)
    let answers = try vault.ask("warranty")
    #expect(answers.answers.first?.passage?.text == "warranty: 24 months")
    #expect(answers.corrections.isEmpty)
    #expect(try Self.passage(vault, "[warranty]")?.property == "warranty")
  }

  @Test func aSentenceOfALongNoteWins() throws {
    let filler = (1...400).map { "Line \($0) speaks of weather, roads and bread.\n" }.joined()
    var notes = [
      "Chronicle.md": filler + "The first defendant was convicted by a jury in Bremen.\n" + filler
    ]
    let words = ["defendant", "convicted", "jury", "Bremen"]
    for number in 0..<120 {
      let (one, other) = (words[number % 4], words[(number / 4) % 4])
      notes["short \(number).md"] = "The \(one) and the \(one), then the \(other) again."
    }
    let vault = try TestVault(notes)
    #expect(
      try vault.paths("first defendant convicted by a jury in Bremen").first == "Chronicle.md")
  }
}
