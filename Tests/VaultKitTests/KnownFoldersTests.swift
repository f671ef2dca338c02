import NoteIndex
import Platform
import SQLite
import TestSupport
import Testing

@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which folders need not be listed, and that nothing is missed for it.
@Suite struct KnownFoldersTests {
  /// Skips tests of what is known where the times of folders tell nothing.
  private static let needsTimes = ConditionTrait.enabled(
    if: keepsTimes, "needs a file system with times of folders")

  private static let keepsTimes: Bool = {
    guard let folder = try? TemporaryFolder(),
      let root = try? VaultRoot(folder.path, follows: FollowedFolders())
    else { return false }
    return root.keepsFolderTimes
  }()

  /// Longer than a tick of the clock: what was written before is not young any more.
  private static func leaveBehind() { usleep(25_000) }

  /// What a walk has seen: for each folder its files with what was known of them, and the sum of these.
  private static func walk(
    _ folder: TemporaryFolder, _ known: [Int64: FolderListing]?
  ) throws -> (lines: [String], listings: [Int64: FolderListing]) {
    let root = try VaultRoot(folder.path, follows: FollowedFolders())
    let listings = NewListings()
    let seen = Lines()
    var folders = known == nil ? nil : KnownFolders(in: root)
    if let known { folders?.listings = known }
    let walk = VaultWalk(root, known: folders) { folder in
      listings.add(folder)
      let path = String(decoding: folder.path, as: UTF8.self)
      let names = folder.files.map { place in
        folder.withName(at: place) { String(decoding: $0, as: UTF8.self) }
          + " \(folder.names.rows[place].kind) \(folder.facts(at: place).map { "\($0)" } ?? "")"
      }
      seen.add(["\(path) \(folder.digest) \(folder.count)"] + names.map { path + $0 })
    }
    let oddities = try walk.run()
    return (seen.lines.sorted() + oddities.map { "\($0)" }, listings.listings)
  }

  private final class Lines: @unchecked Sendable {
    private let monitor = Monitor()
    private(set) var lines: [String] = []

    func add(_ new: [String]) { monitor.withLock { lines += new } }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edit: @Sendable (TemporaryFolder) throws -> Void

    init(_ reason: String, _ edit: @escaping @Sendable (TemporaryFolder) throws -> Void) {
      testDescription = reason
      self.edit = edit
    }
  }

  private static let rows = [
    Row("a note that is added") { try $0.write("a/new.md", "") },
    Row("a note that is removed") { try $0.remove("a/n.md") },
    Row("a note of another name") { try $0.move("a/n.md", to: "a/N.md") },
    Row("a note that comes from another folder") { try $0.move("n.md", to: "a/b/m.md") },
    Row("an attachment that is added") { try $0.write("a/b/i.png", "") },
    Row("a note whose text is changed") { try $0.write("a/n.md", "more apples") },
    Row("a note that becomes a folder") {
      try $0.remove("a/n.md")
      try $0.write("a/n.md/x.md", "")
    },
    Row("a note that becomes a link") {
      try $0.remove("a/n.md")
      symlink("b/n.md", $0.path + "/a/n.md")
    },
    Row("a note in the place of another") {
      try $0.write("a/n.tmp", "pears")
      rename($0.path + "/a/n.tmp", $0.path + "/a/n.md")
    },
    Row("a folder that is added") { try $0.write("c/n.md", "") },
    Row("a folder of another name") { rename($0.path + "/a", $0.path + "/c") },
    Row("two folders that change places") {
      try $0.write("z/m.md", "")
      rename($0.path + "/z", $0.path + "/y")
      rename($0.path + "/a", $0.path + "/z")
      rename($0.path + "/y", $0.path + "/a")
    },
    Row("a folder in the place of another, with names of its own") {
      rename($0.path + "/a/b", $0.path + "/.old")
      try $0.write("a/b/m.md", "")
    },
    Row("a folder that becomes a link") {
      rename($0.path + "/a/b", $0.path + "/c")
      symlink("../c", $0.path + "/a/b")
    },
    Row("a note that is added and leaves the folder's last change where it was") {
      let path = $0.path + "/a"
      var before = stat()
      stat(path, &before)
      try $0.write("a/new.md", "")
      #if canImport(Glibc)
        let times = [before.st_atim, before.st_mtim]
      #else
        let times = [before.st_atimespec, before.st_mtimespec]
      #endif
      utimensat(AT_FDCWD, path, times, 0)
    },
    Row("a note that comes and goes") {
      try $0.write("a/new.md", "")
      try $0.remove("a/new.md")
    },
  ]

  @Test(needsTimes, arguments: rows)
  func everyEditIsSeen(_ row: Row) throws {
    let folder = try TemporaryFolder()
    for name in ["n.md", "i.png", "a/n.md", "a/b/n.md", "a/b/m.canvas"] {
      try folder.write(name, "apples")
    }
    Self.leaveBehind()
    let known = try Self.walk(folder, [:]).listings
    #expect(known.count == 3)
    #expect(try Self.walk(folder, known).listings.isEmpty)
    try row.edit(folder)
    #expect(try Self.walk(folder, known).lines == Self.walk(folder, nil).lines)
  }

  @Test(arguments: Rounds.seeds(10))
  func whatIsKnownHidesNothing(_ seed: UInt64) throws {
    let vault = try TestVault()
    var edits = RandomEdits(vault: vault, seed: seed)
    var random = SeededGenerator(seed: seed)
    var known: [Int64: FolderListing] = [:]
    for round in 0..<30 {
      try edits.run(2)
      // Also edits within one tick of the clock.
      if Int.random(in: 0..<3, using: &random) == 0 { Self.leaveBehind() }
      let (lines, listings) = try Self.walk(vault.folder, known)
      #expect(try lines == Self.walk(vault.folder, nil).lines, "VQ_SEED=\(seed) \(round)")
      known.merge(listings) { $1 }
    }
  }

  @Test(needsTimes) func folderThatIsKnownIsNotListed() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/n.md", "apples")
    try folder.write("a/m.md", "apples")
    Self.leaveBehind()
    let known = try Self.walk(folder, [:]).listings
    let forged = known.mapValues { listing in
      var listing = listing
      // As long as `m.md`.
      listing.names = listing.names.map { $0 == UInt8(ascii: "m") ? UInt8(ascii: "x") : $0 }
      return listing
    }
    let lines = try Self.walk(folder, forged).lines
    #expect(!lines.contains { $0.hasPrefix("a/m.md") } && lines.contains { $0.hasPrefix("a/ ") })
  }

  private static let askedFor = [
    Row("a link") { symlink("n.md", $0.path + "/a/l.md") },
    Row("a pipe") { mkfifo($0.path + "/a/p.md", 0o600) },
    Row("a name that is not UTF-8") {
      let name = Array(($0.path + "/a/x").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
      close(open(name, O_CREAT | O_WRONLY, 0o600))
    },
  ]

  @Test(needsTimes, arguments: askedFor)
  func folderWithWhatHasToBeAskedForIsNotKept(_ row: Row) throws {
    let folder = try TemporaryFolder()
    try folder.write("a/n.md", "apples")
    try row.edit(folder)
    Self.leaveBehind()
    let known = try Self.walk(folder, [:]).listings
    #expect(known.count == 1 && known[FolderListing.number(of: [])] != nil)
  }

  @Test(needsTimes) func youngFolderIsNotKept() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/n.md", "apples")
    Self.leaveBehind()
    try folder.write("a/m.md", "apples")
    #expect(try Array(Self.walk(folder, [:]).listings.keys) == [FolderListing.number(of: [])])
  }

  // MARK: In the index

  private func listings(_ vault: TestVault) throws -> [Int64: FolderListing] {
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else {
      return [:]
    }
    return try index.read { try index.folderListings() }
  }

  @Test(needsTimes) func indexKeepsFoldersAndForgetsThem() throws {
    let vault = try TestVault(["n.md": "apples", "a/n.md": "apples", "b/n.md": "apples"])
    Self.leaveBehind()
    #expect(try vault.paths("apples").count == 3)
    #expect(try listings(vault).count == 3)
    try vault.folder.remove("b/n.md")
    rmdir(vault.folder.path + "/b")
    try vault.folder.write("a/m.md", "apples")
    Self.leaveBehind()
    #expect(try vault.paths("apples").sorted() == ["a/m.md", "a/n.md", "n.md"])
    let kept = try listings(vault)
    #expect(kept.count == 2 && kept[FolderListing.number(of: Array("b/".utf8))] == nil)
    let names = try #require(kept[FolderListing.number(of: Array("a/".utf8))]?.names)
    #expect(FolderNames(packed: names)?.rows.count == 2)
  }

  @Test(arguments: ["names = x'01'", "names = x'010161'", "names = x'0903612E6D6400'"])
  func damagedNamesAreReadAgain(_ damage: String) throws {
    let vault = try TestVault(["a/n.md": "apples"])
    Self.leaveBehind()
    _ = try vault.paths("apples")
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else { return }
    try index.connection.execute("UPDATE listing SET \(damage)")
    #expect(try vault.open().refresh().isUpToDate)
    #expect(try vault.paths("apples") == ["a/n.md"])
  }

  @Test func wrongNamesAreMendedByAVerification() throws {
    let vault = try TestVault(["a/n.md": "apples", "a/m.md": "pears"])
    Self.leaveBehind()
    _ = try vault.paths("apples")
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else { return }
    try index.connection.execute("UPDATE listing SET names = x''")
    _ = try vault.open().verify()
    #expect(try vault.open().refresh().isUpToDate)
    #expect(try vault.paths("apples") == ["a/n.md"])
  }
}
