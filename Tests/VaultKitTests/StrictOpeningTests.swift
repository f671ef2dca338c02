import NoteIndex
import NoteModel
import TestSupport
import Testing

@testable import Platform
@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Nothing outside of a vault is read, whatever is swapped for a link meanwhile.
struct StrictOpeningTests {
  private let folder: TemporaryFolder
  private let outside: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    outside = try TemporaryFolder()
    try folder.write("a/b/c.md", "inside")
    try folder.write("d.md", "inside")
    try outside.write("c.md", "secret")
    try outside.write("b/c.md", "secret")
  }

  private func link(_ name: String, to target: String) {
    #expect(symlink(target, folder.path + "/" + name) == 0)
  }

  /// Opens with one call, and with one for each folder: both say the same.
  private func opens(_ path: String) -> [Bool] {
    let root = open(folder.path, O_RDONLY | O_DIRECTORY)
    var text = path.utf8CString
    let descriptors = text.withUnsafeMutableBufferPointer { text in
      [
        (try? StrictOpening.open(path.utf8, in: root, .reading)) ?? -1,
        StrictOpening.stepByStep(text, in: root, O_RDONLY),
      ]
    }
    for descriptor in descriptors + [root] where descriptor >= 0 { close(descriptor) }
    return descriptors.map { $0 >= 0 }
  }

  @Test(arguments: [
    ("d.md", true), ("a/b/c.md", true), ("a//b/c.md", true), ("a/b", true), ("a/none.md", false),
    ("in.md", false), ("up/d.md", false), ("out/c.md", false), ("a/out/c.md", false),
    ("a/../d.md", false), ("../x", false), ("d.md/x", false), ("..", false), ("up", false),
    ("out", false), ("lost", false), ("none", false), ("a", true),
  ])
  func noLinkIsFollowed(path: String, isOpened: Bool) {
    link("in.md", to: "d.md")
    link("up", to: ".")
    link("out", to: outside.path)
    link("a/out", to: outside.path)
    link("lost", to: "nowhere")
    #expect(opens(path) == [isOpened, isOpened] || path == "a/../d.md" && !opens(path)[1])
  }

  private func text(_ path: String, follows names: [String] = []) throws -> String {
    let root = try VaultRoot(
      FileSystem.realPath(folder.path), follows: FollowedFolders(names))
    return String(decoding: try FileSystem.contents(of: VaultPath(path), in: root), as: UTF8.self)
  }

  @Test func linksLeadIntoTheVaultAndFollowedFoldersOnly() throws {
    link("in.md", to: "a/b/c.md")
    link("absolute.md", to: folder.path + "/d.md")
    link("out", to: outside.path)
    link("a/secret.md", to: outside.path + "/c.md")
    #expect(try text("in.md") == "inside")
    #expect(try text("absolute.md") == "inside")
    for path in ["out/c.md", "out/b/c.md", "a/secret.md"] {
      let error = #expect(throws: SystemError.self) { try text(path) }
      #expect(error?.code == EXDEV && error?.lasts == false)
      #expect(try text(path, follows: [outside.path]) == "secret")
      #expect(throws: SystemError.self) { try text(path, follows: [outside.path + "/none"]) }
    }
    #expect(try text("out/b/c.md", follows: [outside.path + "/b"]) == "secret")
    #expect(throws: SystemError.self) { try text("out/c.md", follows: [outside.path + "/b"]) }
  }

  /// Swaps a folder for a link after it was listed, or after a note in it was found.
  private func swap(_ vault: TestVault) throws {
    #expect(rename(vault.folder.path + "/sub", vault.folder.path + "/.sub") == 0)
    #expect(symlink(outside.path, vault.folder.path + "/sub") == 0)
  }

  private func vault() throws -> TestVault {
    try outside.write("s.md", "---\ntags: stolen\n---\n# secret falcon\n")
    return try TestVault([
      "sub/s.md": "# inside falcon", "a.md": "![[sub/s]] falcon", "falcon.md": "",
    ])
  }

  @Test func aFullIndexReadsNoFolderThatWasSwapped() throws {
    let vault = try vault()
    let refresher = Refresher(
      root: vault.folder.path,
      store: IndexStore(
        location: IndexLocation(folder: vault.indexes.path, root: vault.folder.path)),
      settings: ObsidianSettings(), followed: FollowedFolders(), progress: nil)
    let index = try NoteIndex.create(path: nil)
    var report = RefreshReport()
    try FullLoad(root: refresher.openRoot(), settings: refresher.settings, progress: nil)
      .run(into: index, report: &report) {
        let list = try VaultListing(refresher.openRoot(), spillPath: nil)
        try swap(vault)
        return list
      }
    try index.finishBulkLoad()
    var tags: [String] = []
    try index.read { try index.forEachTagKey { tags.append($0) } }
    #expect(tags.isEmpty)
  }

  @Test func nothingIsShownOfAFolderThatWasSwapped() throws {
    let vault = try vault()
    let open = try vault.open()
    #expect(try open.ask("inside").answers.count == 1)
    try swap(vault)
    #expect(
      try open.ask("falcon", refresh: .never).answers.allSatisfy { !$0.text.contains("secret") })
    #expect(throws: VaultError.self) { try open.parse(VaultPath("sub/s.md")) }
    #expect(open.contents(VaultPath("sub/s.md")) == nil)
    #expect(try open.mentions(of: "falcon").mentions.map(\.path) == ["a.md"])
    let shown = try vault.open().show("a")
    #expect(!"\(shown)".contains("secret"))
  }

  @Test func settingsBehindALinkOutOfTheVaultDoNotCount() throws {
    let vault = try TestVault(["a/x.md": "zebra"])
    try outside.write("app.json", "{\"userIgnoreFilters\": [\"a/\"]}")
    #expect(symlink(outside.path, vault.folder.path + "/.obsidian") == 0)
    #expect(try vault.ask("zebra").answers.count == 1)
    var place = vault.place
    place.followedFolders = [outside.path]
    #expect(try Vault(at: place).ask("zebra").answers.isEmpty)
  }
}
