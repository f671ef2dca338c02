import NoteIndex
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Symbolic links into folders that the user names.
@Suite struct FollowedLinksTests {
  private func open(_ vault: TestVault, _ folders: [String]) throws -> Vault {
    var place = vault.place
    place.followedFolders = folders
    return try Vault(at: place)
  }

  private func paths(_ vault: TestVault, _ folders: [String], _ question: String) throws
    -> [String]
  {
    try open(vault, folders).ask(question).answers.map(\.path).sorted()
  }

  private func findings(_ vault: TestVault, _ folders: [String]) throws -> [String] {
    try open(vault, folders).check().map { "\($0.path): \($0.message)" }
  }

  private func link(_ vault: TestVault, _ name: String, to target: String) {
    #expect(symlink(target, vault.folder.path + "/" + name) == 0)
  }

  @Test func notesOfANamedFolderAreNotesOfTheVault() throws {
    let outside = try TemporaryFolder()
    try outside.write("deep/b.md", "apples [[a]]")
    try outside.write("i.png", "")
    let vault = try TestVault(["a.md": "apples [[b]] ![[i.png]]"])
    link(vault, "out", to: outside.path)
    #expect(try paths(vault, [], "apples") == ["a.md"])
    #expect(try findings(vault, [outside.path]) == [])
    #expect(try paths(vault, [outside.path], "apples") == ["a.md", "out/deep/b.md"])
    try outside.write("deep/b.md", "pears")
    try outside.write("c.md", "pears")
    #expect(try paths(vault, [outside.path], "pears") == ["out/c.md", "out/deep/b.md"])
    #expect(try open(vault, [outside.path]).show("c").text == "pears")
    try outside.remove("deep")
    #expect(try paths(vault, [outside.path], "pears") == ["out/c.md"])
    #expect(try open(vault, [outside.path]).verify().isUpToDate)
    #expect(try paths(vault, [], "pears") == [])
  }

  @Test func linkToAFileInANamedFolderIsFollowed() throws {
    let outside = try TemporaryFolder()
    try outside.write("b.md", "apples")
    let vault = try TestVault()
    link(vault, "b.md", to: outside.path + "/b.md")
    #expect(try paths(vault, [outside.path], "apples") == ["b.md"])
    try outside.write("b.md", "pears")
    #expect(try paths(vault, [outside.path], "pears") == ["b.md"])
  }

  @Test func otherFoldersStayUnread() throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    try other.write("b.md", "apples")
    // A name that begins like the allowed one, and a link on the way through it.
    #expect(symlink(other.path, one.path + "/on") == 0)
    let vault = try TestVault(["a.md": "apples"])
    link(vault, "one", to: one.path)
    link(vault, "other", to: other.path)
    let message = "the symbolic link leads out of the vault and is not followed"
    #expect(try paths(vault, [one.path], "apples") == ["a.md"])
    #expect(
      try findings(vault, [one.path]) == ["one/on: \(message)", "other: \(message)"])
    #expect(
      try findings(vault, [String(other.path.dropLast())]).count == 2,
      "a part of a name allows nothing")
  }

  @Test func eachFolderIsReadOnce() throws {
    let outside = try TemporaryFolder()
    try outside.write("deep/b.md", "apples")
    #expect(symlink("..", outside.path + "/deep/up") == 0)
    let vault = try TestVault(["a.md": "apples"])
    for name in ["x", "y"] { link(vault, name, to: outside.path) }
    link(vault, "z", to: outside.path + "/deep")
    let message = "the symbolic link leads where another one leads and is not followed"
    #expect(try paths(vault, ["/"], "apples") == ["a.md", "x/deep/b.md"])
    #expect(
      try findings(vault, ["/"])
        == ["x/deep/up: \(message)", "y: \(message)", "z: \(message)"])
  }

  @Test func foldersAboveTheVaultAreNotFollowed() throws {
    let vault = try TestVault(["a.md": "apples", "c/d.md": "apples"])
    link(vault, "c/up", to: "/")
    link(vault, "in", to: "c")
    #expect(try paths(vault, ["/"], "apples") == ["a.md", "c/d.md"])
    #expect(
      try findings(vault, ["/"]) == [
        "c/up: the symbolic link leads to a folder above the vault and is not followed",
        "in: the symbolic link leads to a folder of the vault and is not followed",
      ])
  }

  @Test func folderThatIsNotThereIsAWarning() throws {
    let vault = try TestVault(["a.md": "apples"])
    let answers = try open(vault, ["/nobody/here"]).ask("apples")
    #expect(answers.answers.count == 1)
    #expect(
      answers.refresh.warnings == [
        "/nobody/here: no such folder, so no links into it are followed"
      ])
    #expect(answers.refresh.rebuilt == .first)
    #expect(try vault.open().refresh().changes.isEmpty)
    let again = try open(vault, ["/nobody/here"]).refresh()
    #expect(again.rebuilt == nil && again.changes.isEmpty && again.warnings.count == 1)
  }

  @Test func anotherFolderIsNoReasonToMakeTheIndexAnew() throws {
    let outside = try TemporaryFolder()
    try outside.write("b.md", "apples")
    let vault = try TestVault(["a.md": "apples"])
    link(vault, "out", to: outside.path)
    #expect(try open(vault, []).refresh().rebuilt == .first)
    let report = try open(vault, [outside.path]).refresh()
    #expect(report.rebuilt == nil && report.changes.map(\.path) == ["out/b.md"])
    // Nothing is read through the link without leave, not even for an answer from the index as it is.
    let answers = try open(vault, []).ask("apples", refresh: .never)
    #expect(answers.answers.map(\.path) == ["a.md"])
  }

  @Test(arguments: [true, false])
  func thatNothingIsToBeFollowedIsFoundOnce(_ isThere: Bool) throws {
    let outside = try TemporaryFolder()
    // A note so young would be read again, and the index be written for that.
    let vault = try TestVault(["a.png": ""])
    #expect(try open(vault, []).refresh().rebuilt == .first)
    let folders = [isThere ? outside.path : "/nobody/here"]
    #expect(try open(vault, folders).ask("apples", refresh: .never).answers.isEmpty)
    // A question that looked at the vault once more would find it.
    try vault.folder.write("b.md", "apples")
    #expect(try open(vault, folders).ask("apples", refresh: .never).answers.isEmpty)
  }

  @Test func notesWithoutLeaveStayUnreadWhileAnotherProcessWrites() throws {
    let outside = try TemporaryFolder()
    try outside.write("b.md", "apples")
    let vault = try TestVault(["a.md": "apples"])
    link(vault, "out", to: outside.path)
    let root = vault.folder.path
    let location = IndexLocation(folder: vault.indexes.path, root: root)
    let refresher = Refresher(
      root: root, store: IndexStore(location: location, patience: Patience(toAnswer: .none)),
      settings: ObsidianSettings(), followed: FollowedFolders(), progress: nil)
    let (early, _) = try refresher.run(isFresh: true, rebuild: nil)
    #expect(try open(vault, [outside.path]).refresh().added == 1)
    let lock = try WriterLock(path: location.lock, patience: .none)
    for isFresh in [true, false] {
      let (index, report) = try refresher.run(isFresh: isFresh, rebuild: nil)
      #expect(report.notes == 1 && report.warnings.count == 1, "\(report.warnings)")
      #expect(try index.fileID(of: VaultPath("out/b.md")) == nil)
    }
    let error = #expect(throws: VaultError.self) { try refresher.refresh(early) }
    #expect(error?.kind == .indexBusy)
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: [true, false])
  func indexOfOthersThatMayNotBeWrittenIsNoErrorWhereNothingDiffers(_ isOpen: Bool) throws {
    let vault = try TestVault(["a.md": "apples"])
    // A note so young would be read again, which is a difference.
    usleep(50_000)
    let one = try open(vault, [])
    if isOpen { #expect(try one.ask("apples").answers.count == 1) }
    #expect(try open(vault, ["/nobody/here"]).ask("apples").answers.count == 1)
    // No one may lock a folder, the superuser neither.
    let lock = IndexLocation(folder: vault.indexes.path, root: vault.folder.path).lock
    #expect(unlink(lock) == 0 && mkdir(lock, 0o700) == 0)
    #expect(try one.ask("apples").answers.map(\.path) == ["a.md"])
    #expect(try open(vault, []).ask("apples", refresh: .never).answers.map(\.path) == ["a.md"])
  }

  @Test func openVaultNeverAnswersFromWhatAnotherMayRead() throws {
    let outside = try TemporaryFolder()
    try outside.write("b.md", "apples")
    let vault = try TestVault(["a.md": "apples"])
    link(vault, "out", to: outside.path)
    let (one, other) = (try open(vault, []), try open(vault, [outside.path]))
    for policy in [Vault.RefreshPolicy.first, .never] {
      for _ in 0..<2 {
        #expect(try one.ask("apples", refresh: policy).answers.map(\.path) == ["a.md"])
        #expect(try one.orphans() == ["a.md"])
        let all = try other.ask("apples", refresh: policy).answers.map(\.path).sorted()
        #expect(all == ["a.md", "out/b.md"])
        #expect(try other.orphans() == ["a.md", "out/b.md"])
      }
    }
  }

  @Test func renameRewritesLinksBehindALink() throws {
    let outside = try TemporaryFolder()
    try outside.write("b.md", "see [[a]]")
    let vault = try TestVault(["a.md": "apples"])
    link(vault, "out", to: outside.path)
    _ = try open(vault, [outside.path]).rename("a", to: "c")
    #expect(try outside.read("b.md") == Array("see [[c]]".utf8))
    #expect(try findings(vault, [outside.path]) == [])
  }
}
