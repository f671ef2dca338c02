import Foundation
import SQLite
import TestSupport
import Testing

@testable import VaultKit

/// What happens to an index file that is not as it should be.
@Suite(.tags(.slow)) struct IndexFileTests {
  /// - Parameter folders: With many of them the vault is answered from while threads look at them.
  private func indexed(folders: Int = 0) throws -> (TestVault, path: String) {
    let vault = try TestVault(["a.md": "apples and [[b]]", "b.md": "pears"])
    for number in 0..<folders { try vault.folder.write("\(number)/c.md", "plums") }
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
    let (vault, path) = try indexed(folders: seed.isMultiple(of: 2) ? 0 : 12)
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

  @Test(arguments: [0, 12])
  func letterChangedInsideATextIsNoticed(_ folders: Int) throws {
    let (vault, path) = try indexed(folders: folders)
    usleep(50_000)
    _ = try vault.open().refresh()
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

  /// SQLite takes what a file lacks of its last page for zeros, and so the sum of the page.
  @Test(arguments: [1, 8, 9, 4096, 8184, 8191])
  func indexCutInsideItsLastPageIsRebuilt(_ lost: Int) throws {
    let (vault, path) = try indexed()
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    try content.dropLast(lost).write(to: URL(fileURLWithPath: path))
    let report = try vault.open().verify()
    #expect(report.rebuilt == .unusable("it is damaged"))
    #expect(try vault.open().verify().rebuilt == nil)
    #expect(try vault.paths("apples") == ["a.md"])
  }

  @Test(arguments: [
    ("another table", 3), ("notes of more than 16 MiB", 8003),
  ])
  func otherSchemaIsRebuilt(_ what: String, _ version: Int) throws {
    let (vault, path) = try indexed()
    try Connection(path: path, mode: .readWrite).execute("PRAGMA user_version = \(version)")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(answers.refresh.rebuilt == .unusable("another version of vq made it"))
  }

  /// The commands that are there to write the index, and have done nothing where they could not.
  static let writers: [(name: String, run: @Sendable (Vault) throws -> RefreshReport)] = [
    ("index", { try $0.writeIndex() }), ("index --rebuild", { try $0.writeIndex(isRebuild: true) }),
    ("index --verify", { try $0.verify() }),
  ]

  @Test func lockedIndexIsLeftAloneAndTheQuestionAnsweredAllTheSame() throws {
    let (vault, path) = try indexed()
    var other: Connection? = try Connection(path: path, mode: .readWrite)
    try other?.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM meta")
    let late = try vault.open()
    late.refresher.store.patience.forSQLite = 0
    let answers = try late.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    #expect(
      answers.refresh.warnings == [
        "cannot keep an index, so this one is for this command only: another vq keeps it locked"
      ])
    for (command, run) in Self.writers {
      let writing = try vault.open()
      writing.refresher.store.patience.forSQLite = 0
      let error = #expect(throws: VaultError.self, "\(command)") { try run(writing) }
      #expect(error?.kind == .indexBusy, "\(command)")
      // Also one that has an index in memory by now.
      #expect(throws: VaultError.self, "\(command)") { try run(late) }
    }
    other = nil
    #expect(try vault.ask("apples").refresh.warnings.isEmpty)
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

  /// What happens to the file under a program that has it open.
  enum Mishap: String, CaseIterable {
    case folderRemoved, folderMoved, databaseRemoved, logRemoved, memoryRemoved, zeros, truncated
    case foreign

    func happen(to path: String, _ folder: TemporaryFolder) throws {
      let files = FileManager.default
      switch self {
      case .folderRemoved: try files.removeItem(atPath: folder.path)
      case .folderMoved: try files.moveItem(atPath: folder.path, toPath: folder.path + ".moved")
      case .databaseRemoved: try files.removeItem(atPath: path)
      case .logRemoved: try files.removeItem(atPath: path + "-wal")
      case .memoryRemoved: try files.removeItem(atPath: path + "-shm")
      case .zeros: try overwrite(path) { Data(count: $0) }
      case .truncated: try overwrite(path) { _ in Data() }
      case .foreign: try overwrite(path) { Data(repeating: 0x41, count: $0) }
      }
    }

    private func overwrite(_ path: String, _ content: (Int) -> Data) throws {
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      let count = Int(try file.seekToEnd())
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: content(count))
    }
  }

  @Test(arguments: Mishap.allCases, [false, true])
  func openVaultOutlivesTheLossOfItsIndex(_ mishap: Mishap, isOtherFirst: Bool) throws {
    let (vault, path) = try indexed()
    let open = try vault.open()
    _ = try open.ask("apples")
    try mishap.happen(to: path, vault.indexes)
    for (name, others) in [("c.md", ["c.md"]), ("d.md", ["c.md", "d.md"])] {
      try vault.folder.write(name, "cherries")
      if isOtherFirst { #expect(try vault.paths("cherries").sorted() == others) }
      try open.refresh()
      #expect(try open.ask("cherries").answers.map(\.path).sorted() == others)
      #expect(try open.ask("apples").answers.map(\.path) == ["a.md"])
      if !isOtherFirst { #expect(try vault.paths("cherries").sorted() == others) }
    }
    let found = try vault.open().verify()
    #expect(found.isUpToDate, "\(found)")
    try? FileManager.default.removeItem(atPath: vault.indexes.path + ".moved")
  }

  @Test func folderInTheIndexsPlaceGivesAnAnswerAllTheSame() throws {
    let vault = try TestVault(["a.md": "apples"])
    let path = try vault.open().indexPath
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"] && answers.refresh.warnings.count == 1)
    #expect(try vault.open().refresh(isRebuild: true).warnings.count == 1)
  }

  @Test func restOfAnUnfinishedIndexIsRemoved() throws {
    let (vault, path) = try indexed()
    try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".building"))
    try vault.folder.write("c.md", "cherries")
    #expect(try vault.paths("cherries") == ["c.md"])
    #expect(!FileManager.default.fileExists(atPath: path + ".building"))
  }

  private static let commands: [(name: String, run: @Sendable (Vault) throws -> String)] = [
    ("tags", { try "\($0.tags())" }), ("properties", { try "\($0.properties())" }),
    ("tag", { try "\($0.notes(tagged: "fruit"))" }),
    ("property", { try "\($0.properties(named: "state"))" }),
    ("backlinks", { try "\($0.backlinks(to: "a"))" }), ("links", { try "\($0.links(of: "a"))" }),
    ("unresolved", { try "\($0.unresolved())" }), ("orphans", { try "\($0.orphans())" }),
    ("deadends", { try "\($0.deadEnds())" }), ("related", { try "\($0.related(to: "a"))" }),
    ("check", { try "\($0.check())" }), ("resolve", { try "\($0.resolve("Malus", from: nil))" }),
    ("mentions", { try "\($0.mentions(of: "a"))" }), ("show", { try "\($0.show("b").text)" }),
    ("status", { try "\($0.status().links)" }), ("outline", { try "\($0.outline(of: "Malus"))" }),
  ]

  @Test(arguments: commands.map(\.name))
  func everyCommandOutlivesDamageOfAnyPage(_ name: String) throws {
    let run = try #require(Self.commands.first { $0.name == name }).run
    let vault = try TestVault([
      "a.md":
        "---\ntags: fruit\nstate: ripe\naliases: [Malus]\n---\n# Apples\nsee [[b]] and [[gone]]",
      "b.md": "# Pears\nas apples, [[Malus]] #fruit",
    ])
    let expected = try run(vault.open())
    let path = try vault.open().indexPath
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    for start in stride(from: 0, to: sound.count, by: 8192) {
      var content = sound
      for place in start + 4000..<start + 4004 { content[place] ^= 0x55 }
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      try content.write(to: URL(fileURLWithPath: path))
      #expect(try run(vault.open()) == expected, "byte \(start) and on")
    }
  }
}
