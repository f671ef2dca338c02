import TestSupport
import Testing

@testable import VaultKit

/// What a list to pick from needs: recent notes, the section around a line, a link to what was picked.
@Suite struct PickedTests {
  private static let note = """
    ---
    tags: a
    ---
    Start.

    # Title
    One.

    ## Goals
    Two.

    Three.
    ## Last
    Four.
    """

  private static func vault(_ notes: [String: String] = [:]) throws -> TestVault {
    try TestVault(notes.merging(["Sub/Note.md": note]) { first, _ in first })
  }

  @Test(arguments: [
    ("Note:1", "Start."), ("Note:4", "Start."), ("Note:6", "# Title\nOne."),
    ("Sub/Note.md:11", "## Goals\nTwo.\n\nThree."), ("Note:12:", "## Goals\nTwo.\n\nThree."),
    ("Sub/Note.md:14:3", "## Last\nFour."), ("Note:999", "## Last\nFour."),
  ])
  func lineStandsForTheSectionAroundIt(_ typed: String, _ text: String) throws {
    let vault = try Self.vault()
    #expect(try vault.open().show(typed).text == text)
  }

  @Test func rawSectionHasTheLinesOfTheFile() throws {
    let vault = try Self.vault()
    let shown = try vault.open().show("Note:11", isRaw: true)
    #expect(shown.text == "## Goals\nTwo.\n\nThree.\n")
    #expect(shown.line == 9 && shown.endLine == 12)
  }

  @Test func nameThatEndsLikeALineComesFirst() throws {
    let vault = try Self.vault(["Tea: 2.md": "Green."])
    #expect(try vault.open().show("Tea: 2").text == "Green.")
    #expect(try vault.open().locate("Note:11").line == 11)
  }

  @Test(arguments: ["Nowhere:3", "Note:x", ":3", "Note:", "3"])
  func whatNamesNoNoteIsAnError(_ typed: String) throws {
    let vault = try Self.vault()
    #expect(throws: VaultError.self) { try vault.open().show(typed) }
  }

  @Test func beforeAWordRecentNotesAreListed() throws {
    let vault = try TestVault([
      "A.md": "a", "B.md": "b", "C.md": "c", "D.canvas": "{}", "e.png": "",
    ])
    for (name, time) in [("A.md", 3), ("B.md", 1), ("C.md", 2), ("D.canvas", 0)] {
      try vault.folder.setModified(name, 1_700_000_000 + Double(time))
    }
    let typed = AskOptions(limit: 2, isBeingTyped: true)
    #expect(try vault.ask("", typed).answers.map(\.path) == ["A.md", "C.md"])
    var next = typed
    next.offset = 2
    #expect(try vault.ask(" ", next).answers.first?.path == "B.md")
    #expect(throws: VaultError(.emptyQuestion, at: "")) { try vault.ask("") }
  }

  @Test func excludedNotesAreNotRecent() throws {
    let vault = try TestVault([
      "A.md": "a", "Old/B.md": "b", ".obsidian/app.json": #"{"userIgnoreFilters":["Old/"]}"#,
    ])
    let typed = AskOptions(isBeingTyped: true)
    #expect(try vault.ask("", typed).answers.map(\.path) == ["A.md"])
  }

  @Test(arguments: [
    (1, "[[Note]]"), (6, "[[Note#Title]]"), (9, "[[Note#Goals]]"), (11, "[[Note#Goals]]"),
  ])
  func linkNamesTheSection(_ line: Int, _ link: String) throws {
    let vault = try Self.vault()
    #expect(try vault.open().link(to: "Sub/Note.md", atLine: line) == link)
  }

  @Test func linkIsAsLongAsItHasToBe() throws {
    let vault = try Self.vault([
      "Note.md": "# Note\nx", "a#b [c].md": "# H\nx", "Settings/x.md": "x",
    ])
    let open = try vault.open()
    #expect(try open.link(to: "Sub/Note.md", atLine: 1) == "[[Sub/Note]]")
    // The heading is the title.
    #expect(try open.link(to: "Note.md", atLine: 1) == "[[Note]]")
    #expect(try open.link(to: "a#b [c].md", atLine: 1) == "[H](a%23b%20[c].md)")
    try vault.folder.write(".obsidian/app.json", #"{"newLinkFormat":"absolute"}"#)
    #expect(try vault.open().link(to: "Settings/x.md", atLine: 1) == "[[Settings/x]]")
  }
}
