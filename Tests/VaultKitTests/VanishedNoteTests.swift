import NoteIndex
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Notes that go away between the moment they are listed and the moment they are read.
@Suite struct VanishedNoteTests {
  private static let notes = [
    "a.md": "[[gone]] and [[sub/gone]] apples", "gone.md": "pears", "sub/gone.md": "pears",
    "z.md": "[[nobody]]",
  ]

  /// Makes an index in which the files `lost` were listed and then removed.
  private func load(_ vault: TestVault, losing lost: [String]) throws -> (NoteIndex, Refresher) {
    let root = vault.folder.path
    let refresher = Refresher(
      root: root,
      store: IndexStore(location: IndexLocation(folder: vault.indexes.path, root: root)),
      settings: ObsidianSettings(), followed: FollowedFolders(), progress: nil)
    let index = try NoteIndex.create(path: nil)
    var report = RefreshReport()
    try FullLoad(root: refresher.openRoot(), settings: refresher.settings, progress: nil)
      .run(into: index, report: &report) {
        let list = try VaultListing(VaultRoot(root, follows: FollowedFolders()), spillPath: nil)
        for name in lost { try vault.folder.remove(name) }
        return list
      }
    try index.finishBulkLoad()
    return (index, refresher)
  }

  private func targets(_ index: NoteIndex, of path: String) throws -> [String?] {
    try index.read {
      let id = try #require(try index.fileID(of: VaultPath(path)))
      return try index.links(of: id).map { link in
        try link.record.target.file.flatMap { try index.path(of: $0)?.text }
      }
    }
  }

  @Test(arguments: [["gone.md"], ["sub/gone.md"], ["gone.md", "sub/gone.md"]])
  func linksToANoteThatVanishedInAFullLoadAreResolvedAgain(_ lost: [String]) throws {
    let vault = try TestVault(Self.notes)
    let (index, refresher) = try load(vault, losing: lost)
    #expect(try refresher.refresh(index).blocker == nil)
    let other = try TestVault(Self.notes.filter { !lost.contains($0.key) })
    let (expected, _) = try load(other, losing: [])
    #expect(try targets(index, of: "a.md") == targets(expected, of: "a.md"))
    #expect(try index.read { index.noteCount } == 4 - lost.count)
    #expect(try refresher.refresh(index).isUpToDate)
    #expect(try refresher.verify(index).isUpToDate)
  }

  @Test func newNoteIsNotTakenForOneThatVanished() throws {
    let vault = try TestVault(["a.md": "[[zebra]]", "zebra.md": "pears"])
    let (index, refresher) = try load(vault, losing: ["zebra.md"])
    try vault.folder.write("other.md", "plums")
    _ = try refresher.refresh(index)
    #expect(try targets(index, of: "a.md") == [nil])
    #expect(try refresher.verify(index).isUpToDate)
  }

  @Test func noteThatVanishedAndCameBackIsRead() throws {
    let vault = try TestVault(Self.notes)
    let (index, refresher) = try load(vault, losing: ["gone.md"])
    try vault.folder.write("gone.md", "plums")
    _ = try refresher.refresh(index)
    #expect(try targets(index, of: "a.md") == ["gone.md", "sub/gone.md"])
    #expect(try index.read { index.noteCount } == 4)
    #expect(try refresher.verify(index).isUpToDate)
  }
}
