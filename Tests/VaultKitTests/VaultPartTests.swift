import TestSupport
import Testing

@testable import VaultKit

/// A vault of which a filter lets only a part be there.
@Suite struct VaultPartTests {
  private static let notes = [
    "Work/Plan.md": "# Plan\nThe quartz plan, see [[Bravo]] and [[Diary]]. #work\n",
    "Work/Bravo.md": "---\naliases: [Codename]\ntags: private\n---\nThe secretword of [[Plan]].\n",
    "Home/Diary.md": "The diaryword of [[Plan]].\n- [ ] home task\n",
    "Home/picture.png": "x",
  ]

  private static func open(_ vault: TestVault, _ filter: String) throws -> Vault {
    try Vault(at: vault.place, only: try VaultSearch(filter))
  }

  @Test func restIsNotThere() throws {
    let vault = try TestVault(Self.notes)
    let part = try Self.open(vault, "path:Work/ -tag:private")
    #expect(try part.ask("quartz").answers.map(\.path) == ["Work/Plan.md"])
    for word in ["secretword", "diaryword", "Codename", "secretwort"] {
      let answers = try part.ask(word)
      #expect(answers.answers.isEmpty)
      #expect(answers.corrections.isEmpty && answers.suggestions.isEmpty)
      #expect(answers.unknown == [word])
      #expect(answers.refresh.notes == 1)
    }
    for name in ["Bravo", "Diary", "Codename", "Work/Bravo.md", "Diar"] {
      let error = #expect(throws: VaultError.self) { try part.show(name) }
      #expect(error?.kind == .noSuchNote(nearest: []))
    }
    #expect(try part.links(of: "Plan").links.compactMap(\.path).isEmpty)
    #expect(try part.backlinks(to: "Plan").links.isEmpty)
    #expect(try part.tags().map(\.name) == ["work"])
    #expect(try part.resolve("picture.png", from: nil).path == nil)
    #expect(try part.notePaths(beginningWith: "") == ["Work/Plan.md"])
    #expect(try part.taskCount(by: nil, TaskOptions()).0 == 0)
  }

  @Test func filterIsAskedAgainAfterAChange() throws {
    let vault = try TestVault(Self.notes)
    let part = try Self.open(vault, "-tag:private")
    try part.refresh()
    #expect(try part.ask("secretword", refresh: .each).answers.isEmpty)
    try vault.folder.write("Work/Bravo.md", "The secretword of [[Plan]].\n")
    #expect(try part.ask("secretword", refresh: .each).answers.map(\.path) == ["Work/Bravo.md"])
    #expect(try part.backlinks(to: "Plan").links.map(\.path).contains("Work/Bravo.md"))
    try vault.folder.write("Work/Plan.md", "#private quartz\n")
    #expect(try part.ask("quartz", refresh: .each).answers.isEmpty)
  }

  @Test func indexOfThePartIsNotThatOfTheWhole() throws {
    let vault = try TestVault(Self.notes)
    let part = try Self.open(vault, "path:Work/")
    #expect(try part.refresh().notes == 2)
    #expect(try vault.open().refresh().notes == 3)
    let other = try Self.open(vault, "path:Home/")
    #expect(try other.refresh().notes == 1)
    #expect(Set([part.indexPath, other.indexPath, try vault.open().indexPath]).count == 3)
  }

  /// A part is as a vault of its files alone, through all changes.
  @Test(arguments: Rounds.seeds(4))
  func partIsAsAVaultOfItsFiles(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let vault = try TestVault([:])
    let part = try Self.open(vault, "path:a -tag:x")
    var texts: [String: String] = [:]
    for _ in 0..<6 {
      for _ in 0..<4 {
        let name =
          "\(["a", "b"].randomElement(using: &random) ?? "a")/n\(Int.random(in: 0..<6, using: &random)).md"
        let other = Int.random(in: 0..<6, using: &random)
        let tag = Bool.random(using: &random) ? " #x" : " #y"
        texts[name] =
          "word\(Int.random(in: 0..<9, using: &random)) [[n\(other)]] [[b/n\(other)]]\(tag)\n"
        try vault.folder.write(name, texts[name] ?? "")
      }
      let copy = try TestVault(
        texts.filter { $0.key.hasPrefix("a/") && !$0.value.contains("#x") })
      let alone = try copy.open()
      try alone.refresh()
      try part.refresh()
      #expect(try part.notePaths(beginningWith: "") == alone.notePaths(beginningWith: ""))
      #expect(try part.unresolved() == alone.unresolved())
      #expect(try part.tags() == alone.tags())
      for word in 0..<9 {
        #expect(
          try part.ask("word\(word)").answers.map(\.path)
            == alone.ask("word\(word)").answers.map(\.path))
      }
    }
  }
}
