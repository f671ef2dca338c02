import NoteIndex
import NoteModel
import Platform
import SQLite
import TestSupport
import Testing

@testable import NoteLinks
@testable import VaultKit

/// How folders are looked at, and what is kept of them.
@Suite(.tags(.slow)) struct VaultWalkTests {
  private static let words = ["a", "B", "b c", "é", "e\u{301}", "note", "note 1", "x.y", "中"]
  private static let endings = [".md", ".canvas", ".png", ""]

  /// Writes files in random folders, more in one folder than a block of names has, and returns their paths.
  private func files(_ folder: TemporaryFolder, _ seed: UInt64) throws -> Set<VaultPath> {
    var random = SeededGenerator(seed: seed)
    var paths: Set<VaultPath> = []
    func word() -> String { Self.words.randomElement(using: &random) ?? "" }
    for number in 0..<Int.random(in: 1..<120, using: &random) {
      let depth = Int.random(in: 0..<3, using: &random)
      let parents = (0..<depth).map { _ in "f" + word() }
      let name = "\(word())\(number % 60)\(Self.endings.randomElement(using: &random) ?? "")"
      let path = VaultPath((parents + [name]).joined(separator: "/"))
      try folder.write(path.text, "apples")
      paths.insert(path)
    }
    return paths
  }

  @Test(arguments: Rounds.seeds(8), [1 << 20, 300, 0])
  func pathListHasEachFileAtItsPlaceInMemoryOrNot(_ seed: UInt64, _ limit: Int) throws {
    let folder = try TemporaryFolder()
    let expected = try files(folder, seed)
    let beside = try TemporaryFolder()
    let listing = try VaultListing(
      VaultRoot(folder.path, follows: FollowedFolders()), spillPath: beside.path + "/names",
      limit: limit)
    let list = listing.paths
    #expect(throws: SystemError.self) { try FileFacts.of(beside.path + "/names") }
    #expect(list.count == expected.count && listing.oddities.isEmpty)
    var found: Set<VaultPath> = []
    var notes = 0
    for place in 0..<list.count {
      let (path, isNote) = list.file(at: place)
      #expect(list.place(of: path) == place, "VQ_SEED=\(seed): \(path)")
      #expect(isNote == (path.isNote || path.isCanvas), "VQ_SEED=\(seed): \(path)")
      found.insert(path)
      if isNote { notes += 1 }
    }
    #expect(found == expected, "VQ_SEED=\(seed)")
    #expect(list.noteCount == notes)
    for missing in ["nobody.md", "fa", "fa/", "note", "zz/a.md", ""] {
      #expect(expected.contains(VaultPath(missing)) || list.place(of: VaultPath(missing)) == nil)
    }
  }

  @Test(arguments: [(folders: 3, hasTime: false), (folders: 12, hasTime: true)])
  func callerHasTimeForOtherThingsWhereThreadsWalk(_ folders: Int, _ hasTime: Bool) throws {
    let folder = try TemporaryFolder()
    for number in 0..<folders { try folder.write("\(number)/a.md", "apples") }
    let differences = FolderDifferences(FolderDigests())
    let root = try VaultRoot(folder.path, follows: FollowedFolders())
    let walk = VaultWalk(root) { differences.take($0) }
    walk.start()
    #expect(walk.isUnderWay == hasTime)
    _ = try walk.finish()
    #expect(differences.folders.count == folders)
  }

  @Test func walkThatIsStoppedEnds() throws {
    let folder = try TemporaryFolder()
    for number in 0..<200 { try folder.write("\(number)/a.md", "apples") }
    for _ in 0..<50 {
      let differences = FolderDifferences(FolderDigests())
      let root = try VaultRoot(folder.path, follows: FollowedFolders())
      let walk = VaultWalk(root) { differences.take($0) }
      walk.start()
      walk.stop()
      #expect(!walk.isUnderWay && differences.folders.count <= 200)
    }
  }

  @Test(arguments: Rounds.seeds(8))
  func fileNamesFindsAllFilesOfAName(_ seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let expected = try files(folder, seed)
    let names = FileNames(
      try VaultListing(VaultRoot(folder.path, follows: FollowedFolders())).paths)
    for path in expected {
      let key = NameKey(path.name)
      let same = expected.filter { NameKey($0.name) == key }
      #expect(Set(names.files(named: key)) == same, "VQ_SEED=\(seed): \(path)")
    }
  }

  @Test func namesStayInMemoryWhereNoFileCanBeMade() throws {
    let folder = try TemporaryFolder()
    let expected = try files(folder, 1)
    let list = try VaultListing(
      VaultRoot(folder.path, follows: FollowedFolders()), spillPath: folder.path + "/none/names",
      limit: 0
    ).paths
    #expect(Set((0..<list.count).map { list.file(at: $0).path }) == expected)
    try list.throwFailure()
  }

  @Test func fileOfNamesThatCannotBeMadeIsTriedOnce() throws {
    let folder = try TemporaryFolder()
    let blocks = NameBlocks(spillPath: folder.path + "/later/names", limit: 0)
    blocks.append([1, 2], starts: [0])
    try folder.write("later/a.md", "")
    blocks.append([3], starts: [0])
    blocks.finish()
    #expect(blocks.written == 0)
    var found: [[UInt8]] = []
    for number in 0..<blocks.count { blocks.withBlock(number) { found.append(Array($0)) } }
    #expect(found == [[1, 2], [3]])
  }

  @Test(arguments: [
    (age: Int64(1), changed: Int64(0), fits: false), (1, 1_000_000_001, false),
    (30_000_000_000, 0, true), (30_000_000_000, 1_000_000_001, true),
  ])
  func onlyAFileOfAnEarlierTickFitsItsStamp(age: Int64, changed: Int64, fits: Bool) {
    var facts = FileFacts.missing
    // Some file systems do not know when a file's entry changed, and say 0.
    (facts.modified, facts.changed) = (1_000_000_001, changed)
    let stamp = NoteReader.stamp(facts, 7, readAt: facts.modified + age)
    #expect((stamp.changed == facts.changed) == fits)
    #expect(stamp.modified == facts.modified)
  }

  @Test func folderOfManyPiecesIsSeenWhole() throws {
    let vault = try TestVault()
    for number in 0..<1300 { try vault.folder.write("\(number).md", "apples") }
    for number in 0..<20 { try vault.folder.write("f\(number)/a.md", "pears") }
    #expect(try vault.open().refresh().notes == 1320)
    for name in ["1.md", "777.md", "1299.md", "f7/a.md"] { try vault.folder.write(name, "grapes") }
    try vault.folder.remove("5.md")
    try vault.folder.remove("f19/a.md")
    try vault.folder.write("new.md", "grapes")
    let report = try vault.open().refresh()
    #expect(
      report.changes.map(\.path)
        == ["5.md", "f19/a.md", "new.md", "1.md", "1299.md", "777.md", "f7/a.md"])
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test func folderThatIsNotKeptIsLookedAtAgain() throws {
    let folder = try TemporaryFolder()
    for name in ["a.md", "b.png", "c/d.md"] { try folder.write(name, "apples") }
    let root = try VaultRoot(folder.path, follows: FollowedFolders())
    for mostNames in [0, 1, 100] {
      let differences = FolderDifferences(FolderDigests(), mostNames: mostNames)
      _ = try VaultWalk(root) { differences.take($0) }.run()
      var found: [String] = []
      for differing in differences.folders {
        let listed = try differing.listed(in: root)
        for place in listed.files {
          let name = listed.withName(at: place) { String(decoding: $0, as: UTF8.self) }
          let size = listed.facts(at: place)?.size ?? 0
          found.append(String(decoding: listed.path, as: UTF8.self) + name + " \(size)")
        }
      }
      #expect(found.sorted() == ["a.md 6", "b.png 0", "c/d.md 6"], "\(mostNames)")
    }
  }

  @Test(arguments: [
    "UPDATE folder SET digest = digest + 1 WHERE path = 'c/'", "DELETE FROM folder",
    "UPDATE folder SET files = 7", "INSERT INTO folder VALUES('nobody/', 1, 1)",
  ])
  func wrongDigestOfAFolderHidesNothing(_ damage: String) throws {
    let vault = try TestVault(["a.md": "apples", "c/d.md": "pears"])
    _ = try vault.ask("apples")
    let path = try vault.open().indexPath
    guard case .ready(let index) = try NoteIndex.open(path: path) else { return }
    try index.connection.execute(damage)
    try vault.folder.write("c/d.md", "grapes")
    #expect(try vault.paths("grapes") == ["c/d.md"])
    #expect(try vault.open().verify().rebuilt == .unusable("it is damaged"))
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test(arguments: [0, 2, 100])
  func changedNotesAreFoundHoweverFewAreKept(_ mostChanged: Int) throws {
    let names = ["a.md", "b/c.md", "b/d.md", "e/f.md", "e/g/h.md"]
    let vault = try TestVault(Dictionary(uniqueKeysWithValues: names.map { ($0, "apples") }))
    _ = try vault.open().refresh()
    for name in names { try vault.folder.setModified(name, 1_500_000_000) }
    let path = try vault.open().indexPath
    guard case .ready(let index) = try NoteIndex.open(path: path) else { return }
    try index.read {
      let changes = try VaultLook(
        at: VaultRoot(vault.folder.path, follows: FollowedFolders()), index,
        VaultLook.Aim(mostChanged: mostChanged)
      ).finish()
      var found: [String] = []
      try changes.forEachChanged(index) { entry, _ in found.append(entry.path.text) }
      #expect(found.sorted() == names && !changes.isEmpty && changes.added.isEmpty)
    }
  }

  @Test func vaultThatCannotBeListedLeavesNoIndexBehind() throws {
    let indexes = try TemporaryFolder()
    let root = indexes.path + "/nobody"
    let location = IndexLocation(folder: indexes.path, root: root)
    let refresher = Refresher(
      root: root, store: IndexStore(location: location),
      settings: ObsidianSettings(),
      followed: FollowedFolders(), progress: nil)
    #expect(throws: VaultError.self) { try refresher.run(isFresh: true, rebuild: nil) }
    #expect(throws: SystemError.self) { try FileFacts.of(location.building) }
    #expect(throws: SystemError.self) { try FileFacts.of(location.path) }
  }

  @Test func indexIsMadeAnewWhereMostIsNewOrGone() throws {
    let vault = try TestVault(["a.md": "apples"])
    let root = vault.folder.path
    let refresher = Refresher(
      root: root,
      store: IndexStore(location: IndexLocation(folder: vault.indexes.path, root: root)),
      settings: ObsidianSettings(), followed: FollowedFolders(), progress: nil,
      fewFiles: 4)
    let (index, first) = try refresher.run(isFresh: true, rebuild: nil)
    #expect(first.rebuilt == .first)
    for number in 0..<4 { try vault.folder.write("few/\(number).md", "pears") }
    #expect(try refresher.refresh(index).added == 4)
    for number in 0..<5 { try vault.folder.write("f/\(number).md", "pears [[a]]") }
    let reason = RefreshReport.RebuildReason.unusable("most of the vault is new or gone")
    let report = try refresher.refresh(index)
    #expect(report.rebuilt == reason && report.notes == 10)
    // The one that was open goes on with the new index.
    #expect(try refresher.refresh(index).isUpToDate)
    let note = try index.fileID(of: VaultPath("a.md"))
    #expect(try index.read { try index.linkCount(to: try #require(note)) } == 5)
    for folder in ["f", "few"] { try vault.folder.remove(folder) }
    #expect(try refresher.refresh(index).rebuilt == reason)
    #expect(try vault.paths("pears") == [] && vault.paths("apples") == ["a.md"])
    #expect(try vault.open().verify().isUpToDate)
  }
}
