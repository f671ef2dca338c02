import TestSupport
import Testing
import VaultKit

/// Words of notes that are gone stay in the full-text tables; nothing may count them.
@Suite struct DeletedWordsTests {
  private func vault(old: String, new: String) throws -> TestVault {
    let vault = try TestVault(["old.md": old, "new.md": new])
    for number in 1...8 {
      try vault.folder.write("f\(number).md", "filler of many gardens \(number)")
    }
    try vault.open().refresh()
    try vault.folder.remove("old.md")
    return vault
  }

  @Test(arguments: [
    ("the wainscot of oak", "the wainscat is a bird", "is no nearer spelling"),
    ("the wainscott of oak", "the wainscat is a bird", "is no word as typed"),
  ])
  func deletedWordDoesNotHideASpelling(_ old: String, _ new: String, _ reason: String) throws {
    let answers = try vault(old: old, new: new).ask("wainscott")
    #expect(answers.corrections.map(\.shown) == ["wainscat"], "\(reason)")
    #expect(answers.answers.map(\.path) == ["new.md"], "\(reason)")
  }

  @Test func deletedWordIsNoSpelling() throws {
    let answers = try vault(old: "the wainscot of oak", new: "a bird").ask("wainscott")
    #expect(answers.corrections.isEmpty)
  }

  @Test func deletedHeadingMeetsNoCondition() throws {
    let answers = try vault(old: "## Wainscot", new: "a bird").ask("bird heading:wainscot")
    #expect(answers.repairs.map(\.message) == ["no heading holds 'wainscot'"])
  }

  @Test func deletedTagIsNotTheNearest() throws {
    let vault = try vault(old: "#wainscott", new: "#wainscat")
    let answers = try vault.ask("tag:wainscot")
    #expect(
      answers.repairs.map(\.message) == ["no note has the tag 'wainscot'; nearest is 'wainscat'"])
  }

  /// Thousands of notes may be as good as each other, and numbers of notes tell only when each came.
  @Test func ofEqualNotesThoseWithTheFirstPathsComeFirst() throws {
    let vault = try TestVault()
    for number in 100..<200 { try vault.folder.write("n\(number).md", "the falcon") }
    try vault.open().refresh()
    for number in 100..<110 { try vault.folder.write("n\(number).md", "the falcon!") }
    for number in 100..<200 { try vault.folder.setModified("n\(number).md", 1e9) }
    #expect(try vault.paths("falcon") == (100..<105).map { "n\($0).md" })
  }
}
