import TestSupport
import Testing
import VaultKit

/// Which note a name on the command line means.
@Suite struct NoteNameTests {
  private func vault() throws -> TestVault {
    try TestVault([
      "Alpha.md": "", "Travel/Lisbon 2026.md": "", "one/M.md": "",
      "s.md": "[[Alpha]] [[Lisbon 2026]]",
    ])
  }

  @Test(
    arguments: [
      ("Alpha", "Alpha.md"), ("alpha.md", "Alpha.md"), ("Lisbon", "Travel/Lisbon 2026.md"),
      ("travel/lis", "Travel/Lisbon 2026.md"), ("./Alpha", "Alpha.md"),
    ])
  func nameOrBeginningOfAWordIsEnough(_ name: String, _ path: String) throws {
    let vault = try vault()
    #expect(try vault.open().backlinks(to: name).note == path)
  }

  @Test(arguments: ["lph", "p", "isbon", "Beta"])
  func lettersInTheMiddleOfAWordNameNothing(_ name: String) throws {
    let vault = try vault()
    #expect(throws: VaultError.self) { try vault.open().backlinks(to: name) }
  }

  @Test func pathFromTheCurrentFolderNamesItsNote() throws {
    let vault = try vault()
    #expect(
      try vault.open().outlinePath(of: vault.folder.path + "/one/M.md") == "one/M.md")
  }

  @Test func renameWantsTheWholeName() throws {
    let vault = try vault()
    #expect(throws: VaultError.self) { try vault.open().rename("Lisbon", to: "Trips") }
    #expect(throws: VaultError.self) { try vault.open().rename("Trav", to: "Trips") }
    #expect(throws: VaultError.self) { try vault.open().rename("one/", to: "two/../Q") }
    #expect(try vault.folder.read("Travel/Lisbon 2026.md").isEmpty)
  }
}

extension Vault {
  fileprivate func outlinePath(of name: String) throws -> String { try outline(of: name).path }
}
