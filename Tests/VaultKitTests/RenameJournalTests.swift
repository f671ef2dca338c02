import Foundation
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// A journal that is written and read as a stream, and what is done with one that cannot be used.
@Suite struct RenameJournalTests {
  private static let head = RenameJournal(
    root: "/v", path: "a.md", newPath: "b/c.md", heading: "", newHeading: "", folders: ["b", "b/d"])
  private static let facts = RenameJournal.Facts(
    old: .init(size: 300, digest: -1), new: .init(size: 70_000, digest: .max))

  private func written(room: Int, _ folder: TemporaryFolder) throws -> JournalWriter {
    let journal = JournalWriter(path: folder.path + "/journal", room: room)
    try journal.begin(Self.head)
    for number in 0..<20 {
      try journal.beginFile("n\(number).md", at: "/r/n\(number).md")
      try journal.append(line: number, "[[a]]".utf8, "[[b]]".utf8)
      try journal.append(Self.facts)
      try journal.append(kept: 1 << number, [0, 255], Array(repeating: 7, count: number * 1000))
    }
    try journal.finish()
    return journal
  }

  private func lines(_ reader: JournalReader) throws -> [String] {
    var reader = reader
    var lines = ["\(try reader.readHead())"]
    while true {
      let item = try reader.next()
      lines.append("\(item)")
      if case .end = item { return lines }
      lines.append("\(reader.first.count) \(reader.first.prefix(9)) \(reader.second.count)")
    }
  }

  @Test func whatIsInMemoryAndWhatIsInAFileReadsTheSame() throws {
    let folder = try TemporaryFolder()
    let inMemory = try written(room: 1 << 20, folder)
    let expected = try lines(inMemory.reader)
    #expect(inMemory.descriptor == nil)
    #expect(expected.count == 2 + 20 * 8)
    #expect(expected[0] == "\(Self.head)")
    #expect(expected[5].contains("size: 70000"))
    for room in [1, 100, 5000] {
      let inFile = try written(room: room, folder)
      #expect(inFile.descriptor != nil)
      #expect(try lines(inFile.reader) == expected)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/journal"))
  }

  @Test func damagedJournalIsAnErrorThatSaysWhereItIs() throws {
    let vault = try TestVault(["Old.md": "", "a.md": "[[Old]]"])
    let path = try vault.open().indexPath + ".renamed"
    _ = try vault.open().rename("Old", to: "New")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SeededGenerator(seed: 7)
    for round in 0..<80 {
      var damaged = bytes
      if round < 40 {
        damaged = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
      } else {
        damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 0x40
      }
      for (place, kind) in [(path, "last"), (String(path.dropLast()), "pending")] {
        try damaged.write(to: URL(fileURLWithPath: place))
        let error = #expect(throws: VaultError.self) { try vault.open().undoRename() }
        #expect(error?.kind == .journalUnusable && error?.place == place, "\(kind) \(round)")
        if place != path {
          let error = #expect(throws: VaultError.self) { try vault.open().rename("a", to: "b") }
          #expect(error?.kind == .journalUnusable, "\(round)")
          #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == damaged)
          try FileManager.default.removeItem(atPath: place)
        }
      }
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    _ = try vault.open().undoRename()
    #expect(try vault.content() == ["Old.md": "", "a.md": "[[Old]]"])
  }

  /// Journals that are whole, and that no rename has written.
  static let planted: [(String, @Sendable (String, String) -> (RenameJournal, String))] = [
    ("a file outside", { root, out in (plain(root), out + "/config.md") }),
    ("no note", { root, _ in (plain(root), "data.txt") }),
    ("a hidden file", { root, _ in (plain(root), ".obsidian/x.md") }),
    ("the way up", { root, _ in (plain(root), "d/../../" + root + "/x.md") }),
    ("a link to outside", { root, _ in (plain(root), "link/config.md") }),
    ("a move to outside", { root, out in (plain(root, to: "../x.md"), "x.md") }),
    ("a move to a hidden place", { root, out in (plain(root, to: ".x/y.md"), "x.md") }),
    ("a move by a link", { root, out in (plain(root, to: "link/y.md"), "x.md") }),
    (
      "a move to a folder behind a link",
      { root, out in (plain(root, to: "link/deep/er/y.md"), "x.md") }
    ),
    (
      "a folder behind a link",
      { root, out in
        var journal = plain(root, to: "d/y.md")
        journal.folders = ["link/deep"]
        return (journal, "x.md")
      }
    ),
    ("an absolute move", { root, out in (plain(root, to: out + "/y.md"), "x.md") }),
    (
      "a folder outside",
      { root, out in
        var journal = plain(root, to: "d/y.md")
        journal.folders = ["../d"]
        return (journal, "x.md")
      }
    ),
    ("another vault", { root, out in (plain(out), "x.md") }),
  ]

  private static func plain(_ root: String, to new: String = "x.md") -> RenameJournal {
    RenameJournal(root: root, path: "x.md", newPath: new)
  }

  @Test func lockThatCannotBeTakenIsNamed() throws {
    let vault = try TestVault(["a.md": ""])
    let lock = try vault.open().indexPath + ".rename.lock"
    try FileManager.default.createDirectory(
      atPath: lock, withIntermediateDirectories: true)
    let error = #expect(throws: VaultError.self) { try vault.open().rename("a", to: "b") }
    #expect(error?.kind == .indexUnusable && error?.place == lock, "\(error as Any)")
  }

  @Test(arguments: planted.indices)
  func plantedJournalIsRefused(_ index: Int) throws {
    let vault = try TestVault([
      "x.md": "old", "L.md": "[[x]]", "data.txt": "old", ".obsidian/x.md": "old", "d/n.md": "",
    ])
    let outside = try TemporaryFolder()
    try outside.write("config.md", "old")
    try FileManager.default.createSymbolicLink(
      atPath: vault.folder.path + "/link", withDestinationPath: outside.path)
    let open = try vault.open()
    let (head, place) = Self.planted[index].1(open.root, outside.path)
    let journal = JournalWriter(path: open.indexPath + ".rename", room: 1)
    try journal.begin(head)
    try journal.beginFile("x.md", at: place)
    let contents = ["old", "NEW"].map {
      RenameJournal.Content(size: 3, digest: Digest.of($0))
    }
    try journal.append(RenameJournal.Facts(old: contents[0], new: contents[1]))
    try journal.append(kept: 0, "old".utf8, "NEW".utf8)
    try journal.finish()
    let before = try vault.content()
    let what = Self.planted[index].0
    for _ in 0..<2 {
      let error = #expect(throws: VaultError.self, "\(what)") { try vault.open().undoRename() }
      #expect(error?.kind == .journalUnusable, "\(what): \(error as Any)")
      #expect("\(error as Any)".contains(open.indexPath + ".rename"), "\(what)")
      let other = #expect(throws: VaultError.self, "\(what)") {
        try vault.open().rename("L", to: "M")
      }
      #expect(other == error, "\(what)")
    }
    #expect(try vault.content() == before, "\(what)")
    #expect(try outside.read("config.md") == Array("old".utf8), "\(what)")
    let inOut = try FileManager.default.contentsOfDirectory(atPath: outside.path)
    #expect(inOut == ["config.md"], "\(what)")
    _ = consume journal
  }
}
