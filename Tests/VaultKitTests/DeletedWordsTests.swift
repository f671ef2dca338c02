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
    let answers = try vault(old: "## Wainscot", new: "a bird").ask("bird section:wainscot")
    #expect(answers.repairs.map(\.message) == ["no heading holds 'wainscot'"])
  }

  @Test func deletedTagIsNotTheNearest() throws {
    let vault = try vault(old: "#wainscott", new: "#wainscat")
    let answers = try vault.ask("tag:wainscot")
    #expect(
      answers.repairs.map(\.message) == ["no note has the tag 'wainscot'; nearest is 'wainscat'"])
  }
}
