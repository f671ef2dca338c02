import NoteIndex
import NoteModel
import SQLite
import TestSupport
import Testing

@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the next question sees of an edit.
@Suite struct FreshnessTests {
  @Test func addedNoteIsFound() throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(try vault.paths("pears") == [])
    try vault.folder.write("b.md", "pears")
    let answers = try vault.ask("pears")
    #expect(answers.answers.map(\.path) == ["b.md"])
    #expect(answers.refresh.added == 1 && answers.refresh.notes == 2)
  }

  @Test func changedNoteAnswersFromItsNewText() throws {
    let vault = try TestVault(["a.md": "apples"])
    _ = try vault.ask("apples")
    try vault.folder.write("a.md", "pears and more")
    #expect(try vault.paths("apples") == [])
    #expect(try vault.paths("pears") == ["a.md"])
  }

  @Test func linksThatAnEditLeavesAloneFollowTheirTargets() throws {
    let vault = try TestVault(["a.md": "[[b]] and apples"])
    #expect(try vault.open().check().count == 1)
    try vault.folder.write("a.md", "[[b]] and pears")
    try vault.folder.write("b.md", "")
    #expect(try vault.open().check().count == 0)
    try vault.folder.write("a.md", "[[b]] and grapes")
    try vault.folder.remove("b.md")
    #expect(try vault.open().check().count == 1)
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test(arguments: [["x/Nick", "Nick"], ["Nick", "x/Nick"], ["Nick", "NICK"], ["Nick", "Rick"]])
  func linksFollowAnAliasThatChanges(_ aliases: [String]) throws {
    let vault = try TestVault(["a.md": "[[Nick]] [[x/Nick]] [[Rick]]"])
    for alias in aliases {
      try vault.folder.write("b.md", "---\naliases: [\(alias)]\n---\n")
      let found = try vault.open().check().map(\.message)
      let expected = ["Nick", "x/Nick", "Rick"].filter { $0.lowercased() != alias.lowercased() }
      #expect(found.count { $0.contains("names no note") } == expected.count, "\(alias): \(found)")
      #expect(try vault.open().verify().isUpToDate)
    }
  }

  @Test func removedNoteIsNeverShown() throws {
    let vault = try TestVault(["a.md": "apples", "b.md": "apples"])
    _ = try vault.ask("apples")
    try vault.folder.remove("a.md")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["b.md"])
    #expect(answers.refresh.removed == 1)
  }

  /// A vault of so many folders that it is answered from while threads look at them.
  private func vaultOfManyFolders() throws -> TestVault {
    let vault = try TestVault()
    for number in 0..<12 { try vault.folder.write("\(number)/a.md", "apples") }
    try vault.folder.write("11/b.md", "pears")
    // Notes that are read in the moment of their writing are read again.
    usleep(50_000)
    #expect(try vault.paths("pears") == ["11/b.md"])
    return vault
  }

  @Test func answerThatWasFoundDuringTheLookCountsIfNothingHasChanged() throws {
    let vault = try vaultOfManyFolders()
    let opened = try vault.open()
    let visit = try opened.begin(.first)
    #expect(visit.hasTime)
    #expect(try opened.finish(visit).foundCurrent)
    #expect(try vault.paths("pears") == ["11/b.md"])
  }

  @Test(arguments: ["changed", "removed", "moved", "added", "other folders"])
  func answerThatWasFoundDuringTheLookDoesNotCountAfterAnEdit(_ edit: String) throws {
    let vault = try vaultOfManyFolders()
    var expected = ["11/b.md"]
    var place = vault.place
    let beside = try TemporaryFolder()
    switch edit {
    case "changed":
      try vault.folder.write("11/b.md", "plums")
      expected = []
    case "removed":
      try vault.folder.remove("11/b.md")
      expected = []
    case "moved":
      try vault.folder.move("11/b.md", to: "0/b.md")
      expected = ["0/b.md"]
    case "added":
      try vault.folder.write("5/c.md", "pears, pears")
      expected = ["5/c.md", "11/b.md"]
    default: place.followedFolders = [beside.path]
    }
    let answers = try Vault(at: place).ask("pears")
    #expect(answers.answers.map(\.path) == expected)
    #expect(!answers.refresh.foundCurrent)
  }

  @Test func answersAreFreshAfterEachOfManyEdits() throws {
    let vault = try vaultOfManyFolders()
    for number in 0..<24 {
      let name = "\(number % 12)/a.md"
      try vault.folder.write(name, "word\(number)")
      #expect(try vault.paths("word\(number)") == [name])
    }
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test func renamedNoteIsReportedAsMoved() throws {
    let vault = try TestVault(["a.md": "apples"])
    _ = try vault.ask("apples")
    try vault.folder.move("a.md", to: "deep/er/b.md")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["deep/er/b.md"])
    #expect(answers.refresh.moved == 1)
    #expect(answers.refresh.added == 0 && answers.refresh.removed == 0)
  }

  @Test func editThatKeepsSizeAndModificationTimeIsSeen() throws {
    let vault = try TestVault(["a.md": "apples"])
    try vault.folder.setModified("a.md", 1_500_000_000)
    _ = try vault.ask("apples")
    try vault.folder.write("a.md", "grapes")
    try vault.folder.setModified("a.md", 1_500_000_000)
    #expect(try vault.paths("apples") == [])
    #expect(try vault.paths("grapes") == ["a.md"])
  }

  @Test func touchedNoteIsReadButNotCountedAsChanged() throws {
    let vault = try TestVault(["a.md": "apples"])
    _ = try vault.ask("apples")
    try vault.folder.setModified("a.md", 1_500_000_000)
    let report = try vault.open().refresh()
    #expect(report.isUpToDate)
    #expect(report.bytesRead == 6)
  }

  @Test func secondRefreshDoesNothing() throws {
    let vault = try TestVault(["a.md": "apples", "b/c.md": "[[a]]"])
    try vault.folder.setModified("a.md", 1_500_000_000)
    _ = try vault.open().refresh()
    let report = try vault.open().refresh()
    #expect(report.isUpToDate)
  }

  @Test func noteReplacedByAFolderIsGone() throws {
    let vault = try TestVault(["a.md": "apples"])
    _ = try vault.ask("apples")
    try vault.folder.remove("a.md")
    try vault.folder.write("a.md/b.md", "pears")
    #expect(try vault.paths("apples") == [])
    #expect(try vault.paths("pears") == ["a.md/b.md"])
  }

  @Test func hiddenFilesAreNoNotes() throws {
    let vault = try TestVault([
      ".obsidian/a.md": "apples", ".b.md": "apples", "c/.d/e.md": "apples", "f.txt": "apples",
    ])
    #expect(try vault.paths("apples") == [])
  }

  @Test func openVaultSeesEditsWhenItIsRefreshed() throws {
    let vault = try TestVault(["a.md": "apples"])
    let open = try vault.open()
    #expect(try open.ask("apples").answers.count == 1)
    try vault.folder.write("b.md", "apples too")
    #expect(try open.refresh().added == 1)
    #expect(try open.ask("apples").answers.count == 2)
  }

  /// A mark at the start of a name makes one character with the slash before it.
  @Test func folderOfANameThatBeginsWithAMarkEndsWithItsSlash() throws {
    let vault = try TestVault(["a/\u{301}b.md": "apples", "c/d/\u{308}.md": "pears"])
    _ = try vault.open().refresh()
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else {
      Issue.record("the index does not open")
      return
    }
    let folders = try index.allFolders().map { String(decoding: $0, as: UTF8.self) }
    #expect(folders.sorted() == ["a/", "c/d/"])
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test func verifyReadsEveryNoteAndFindsNothingToMend() throws {
    let vault = try TestVault(["a.md": "apples", "b.md": "[[a]]"])
    let open = try vault.open()
    _ = try open.ask("apples")
    let report = try open.verify()
    #expect(report.isUpToDate)
    #expect(report.bytesRead == 11)
  }

  @Test(arguments: [
    "UPDATE note SET facts = replace(facts, 'a', 'b')",
    "UPDATE note SET targets = x'0000'",
    "DELETE FROM note",
    "INSERT INTO section_fts(section_fts) VALUES('delete-all')",
    "INSERT INTO key_fts(key_fts) VALUES('delete-all')",
    "DELETE FROM names",
  ])
  func verifyMendsWhatTheIndexSaysWrong(_ damage: String) throws {
    let vault = try TestVault(["a.md": "---\naliases: [pears]\n---\napples #tag [[a]]"])
    _ = try vault.ask("apples")
    let path = try vault.open().indexPath
    guard case .ready(let index) = try NoteIndex.open(path: path) else { return }
    try index.connection.execute(damage)
    let report = try vault.open().verify()
    #expect(report.rebuilt == .unusable("it is damaged"))
    #expect(try vault.paths("apples") == ["a.md"])
    #expect(try vault.paths("pears") == ["a.md"])
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test func indexOfManyEditsIsMadeAnew() throws {
    let vault = try TestVault(["a.md": "apples"])
    var highest = 0
    for round in 0..<5 {
      let sections = (0..<6000).map { "# h\($0)\npears \(round)\n" }
      try vault.folder.write("b.md", sections.joined())
      #expect(try vault.ask("pears").refresh.rebuilt == (round == 0 ? .first : nil))
      #expect(try vault.paths("apples") == ["a.md"])
      #expect(try vault.paths("pears \(round)").first == "b.md")
      let path = try vault.open().indexPath
      guard case .ready(let index) = try NoteIndex.open(path: path) else { continue }
      try index.read {
        let id = try #require(try index.fileID(of: VaultPath("b.md")))
        highest = max(highest, try index.place(of: id)?.sections.upperBound ?? 0)
      }
    }
    // Without it the last round would go up to 30,000.
    #expect(highest < 25_000)
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test func otherProcessesRefreshIsSeen() throws {
    let vault = try TestVault(["a.md": "apples"])
    let one = try vault.open()
    let other = try vault.open()
    #expect(try one.ask("apples").answers.count == 1)
    #expect(try other.ask("apples").answers.count == 1)
    try vault.folder.write("b.md", "apples too")
    try one.refresh()
    #expect(try other.ask("apples").answers.count == 2)
  }

  @Test func openVaultSeesSettingsThatChange() throws {
    let vault = try TestVault(["a.md": "apples [[i.xyz]]", "b.md": "apples", "i.xyz": ""])
    let open = try vault.open()
    #expect(try open.ask("apples").answers.count == 2)
    #expect(try open.unresolved().isEmpty == false)
    try vault.folder.write(
      ".obsidian/app.json", #"{"userIgnoreFilters": ["b"], "showUnsupportedFiles": true}"#)
    try open.refresh()
    #expect(try open.ask("apples").answers.map(\.path) == ["a.md"])
    #expect(try open.unresolved().isEmpty)
    try vault.folder.remove(".obsidian/app.json")
    try open.refresh()
    #expect(try open.ask("apples").answers.count == 2)
    #expect(try open.unresolved().isEmpty == false)
  }

  @Test(arguments: [
    ("half of it", #"{"userIgnoreFilters": ["b"], "sho"#), ("nothing yet", ""), ("a folder", nil),
  ])
  func settingsThatCannotBeReadStayAsTheyWere(_ what: String, _ content: String?) throws {
    let vault = try TestVault([
      "a.md": "apples [[i.xyz]]", "b.md": "apples", "i.xyz": "",
      ".obsidian/app.json": #"{"userIgnoreFilters": ["b"], "showUnsupportedFiles": true}"#,
    ])
    let open = try vault.open()
    #expect(try open.ask("apples").answers.map(\.path) == ["a.md"])
    try vault.folder.remove(".obsidian/app.json")
    if let content {
      try vault.folder.write(".obsidian/app.json", content)
    } else {
      try vault.folder.write(".obsidian/app.json/x", "")
    }
    #expect(try open.refresh().rebuilt == nil)
    #expect(try open.ask("apples").answers.map(\.path) == ["a.md"])
    #expect(try open.unresolved().isEmpty)
    try vault.folder.remove(".obsidian/app.json")
    try vault.folder.write(".obsidian/app.json", "{}")
    try open.refresh()
    #expect(try open.ask("apples").answers.count == 2)
  }
}
