import Foundation
import SQLite
import TestSupport
import Testing
import VaultKit

/// What happens to an index file that is not as it should be.
@Suite struct IndexFileTests {
  private func indexed() throws -> (TestVault, path: String) {
    let vault = try TestVault(["a.md": "apples and [[b]]", "b.md": "pears"])
    _ = try vault.ask("apples")
    return (vault, try vault.open().indexPath)
  }

  @Test func indexLiesOutsideTheVaultAndNamesIt() throws {
    let (vault, path) = try indexed()
    #expect(path.hasPrefix(vault.indexes.path + "/vq-test-"))
    #expect(FileManager.default.fileExists(atPath: path))
    let inside = try FileManager.default.contentsOfDirectory(atPath: vault.folder.path)
    #expect(inside.sorted() == ["a.md", "b.md"])
  }

  @Test(
    arguments: [
      ("no database at all", Data("this is not a database, not at all".utf8)),
      ("zero bytes", Data()),
    ])
  func foreignFileIsReplaced(_ what: String, _ content: Data) throws {
    let (vault, path) = try indexed()
    try content.write(to: URL(fileURLWithPath: path))
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(answers.refresh.rebuilt != nil)
  }

  @Test(arguments: Rounds.seeds(40))
  func indexWithDamagedBytesAnswersRight(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (vault, path) = try indexed()
    let expected = try vault.paths("apples")
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    let start = Int.random(in: 0..<content.count, using: &random)
    let end = min(content.count, start + Int.random(in: 1...4096, using: &random))
    for place in start..<end { content[place] = UInt8.random(in: 0...255, using: &random) }
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try content.write(to: URL(fileURLWithPath: path))
    #expect(try vault.paths("apples") == expected, "VQ_SEED=\(seed)")
    // Damage where no question has come by is found, and then it is gone.
    _ = try vault.open().verify()
    #expect(try vault.open().verify().isUpToDate, "VQ_SEED=\(seed)")
  }

  @Test func letterChangedInsideATextIsNoticed() throws {
    let (vault, path) = try indexed()
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    // A term of a full-text table, less what it shares with the one before.
    let place = try #require(content.range(of: Data("ppl".utf8)))
    content[place.lowerBound] = UInt8(ascii: "o")
    try content.write(to: URL(fileURLWithPath: path))
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.text) == ["apples and b"])
    #expect(answers.refresh.rebuilt == .unusable("it is damaged"))
  }

  @Test func databaseWithoutPageSumsIsRebuilt() throws {
    let (vault, path) = try indexed()
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    // The number of bytes that each page keeps free, where the sum stands.
    content[20] = 0
    try content.write(to: URL(fileURLWithPath: path))
    #expect(try vault.ask("apples").refresh.rebuilt == .unusable("another version of vq made it"))
    #expect(try vault.paths("apples") == ["a.md"])
  }

  @Test func contentUnderALiveLogIsReplaced() throws {
    let (vault, path) = try indexed()
    let reader = try vault.open()
    _ = try reader.ask("apples")
    try vault.folder.write("c.md", "apples again")
    _ = try vault.open().refresh()
    try Data("no database".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try vault.ask("apples").answers.count == 2)
  }

  @Test func truncatedIndexIsRebuilt() throws {
    let (vault, path) = try indexed()
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    try content.prefix(content.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(try vault.paths("apples") == ["a.md"])
  }

  @Test func otherSchemaIsRebuilt() throws {
    let (vault, path) = try indexed()
    try Connection(path: path, mode: .readWrite).execute("PRAGMA user_version = 3")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(answers.refresh.rebuilt == .unusable("another version of vq made it"))
  }

  @Test func otherProgramsDatabaseIsReplaced() throws {
    let (vault, path) = try indexed()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try Connection(path: path, mode: .create).execute("CREATE TABLE a(b)")
    #expect(try vault.ask("apples").refresh.rebuilt == .unusable("it is not an index of vq"))
  }

  @Test func rebuildKeepsReadersOfTheOldIndexGoing() throws {
    let (vault, _) = try indexed()
    let reader = try vault.open()
    _ = try reader.ask("apples")
    try vault.folder.write("c.md", "apples again")
    #expect(try vault.open().refresh(isRebuild: true).rebuilt == .asked)
    #expect(try reader.ask("apples").answers.count == 2)
  }

  @Test func changedSettingResolvesAllLinksAnew() throws {
    let vault = try TestVault(["a.md": "[[b.xyz]]", "b.xyz": "?"])
    #expect(try vault.open().resolve("[[b.xyz]]", from: nil).outcome == .unsupportedTarget)
    #expect(try vault.open().status().unresolvedLinks == 0)
    try vault.folder.write(".obsidian/app.json", "{\"showUnsupportedFiles\": true}")
    #expect(
      try vault.open().refresh().rebuilt == .unusable("the vault's settings have changed"))
    #expect(try vault.open().resolve("[[b.xyz]]", from: nil).outcome == .resolved)
  }

  @Test func folderThatCannotBeMadeGivesAnAnswerAllTheSame() throws {
    let vault = try TestVault(["a.md": "apples"])
    try vault.indexes.write("file", "")
    let place = VaultPlace(
      option: vault.folder.path, environment: nil, workingFolder: "/", obsidianList: nil,
      indexFolder: vault.indexes.path + "/file/below")
    let answers = try Vault(at: place).ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(answers.refresh.warnings.count == 1)
  }
}
