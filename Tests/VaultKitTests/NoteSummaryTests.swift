import Testing

@testable import VaultKit

/// What is told of a note that a list names, and where `open` goes.
@Suite struct NoteSummaryTests {
  private static let note = """
    ---
    title: A title
    aliases: [Other, Third]
    tags: [work/a]
    Due: 2026-06-30
    due: again
    parts: [1, two]
    ---
    Text #work/A #b and #b again.

    # Goals
    One. ^scope
    """

  @Test func summaryTellsWhatTheNoteSays() throws {
    let vault = try TestVault(["Note.md": Self.note, "Plain.md": "x", "a.png": "x"])
    let open = try vault.open()
    let note = try #require(try open.summary(of: "Note.md"))
    #expect(note.title == "A title")
    #expect(note.aliases == ["Other", "Third"])
    #expect(note.tags == ["work/a", "b"])
    #expect(note.property(named: "DUE") == "\"2026-06-30\"")
    #expect(note.property(named: "parts") == "[1,\"two\"]")
    #expect(note.property(named: "none") == nil)
    #expect(note.size == Self.note.utf8.count)
    #expect(note.modified != nil)
    let plain = try #require(try open.summary(of: "Plain.md"))
    #expect(plain.title == "Plain" && plain.tags.isEmpty && plain.property(named: "due") == nil)
    #expect(try open.summary(of: "a.png") == nil)
    #expect(try open.summary(of: "note.md") == nil)
    #expect(try open.hasProperty(named: "DUE"))
    #expect(try !open.hasProperty(named: "path"))
  }

  @Test(arguments: [
    ("Note", 1, nil), ("Note#Goals", 11, "#Goals"), ("Note#^scope", 12, "#^scope"),
    ("a.png", 1, nil), ("third#goals", 11, "#goals"),
  ])
  func placeIsFound(_ typed: String, _ line: Int, _ fragment: String?) throws {
    let vault = try TestVault(["Note.md": Self.note, "a.png": "x"])
    let place = try vault.open().locate(typed)
    #expect(place.path == (typed == "a.png" ? "a.png" : "Note.md"))
    #expect(place.line == line)
    #expect(place.fragment == fragment)
  }

  @Test func missingHeadingIsAnError() throws {
    let vault = try TestVault(["Note.md": Self.note])
    let open = try vault.open()
    #expect(throws: VaultError(.noSuchFragment(of: "Note.md"), at: "#None")) {
      try open.locate("Note#None")
    }
  }
}
