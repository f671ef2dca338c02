import NoteIndex
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Notes that are read or written in another way than small ones say the same in the index.
@Suite(.tags(.slow)) struct LargeNotesTests {
  /// Small, middling and large notes in turn, more than one job of them, with links from each to others.
  private static func notes() -> [String: String] {
    var notes: [String: String] = [:]
    for number in 0..<20 {
      var text = "---\naliases: [nick \(number)]\ntags: [t\(number % 3)]\n---\n# Title \(number)\n"
      text += "[[\(number / 2)]] [[nick \(19 - number)]] [[nobody \(number)]] apples\n\n"
      let filler = "pears [[\(number % 7)]]" + String(repeating: " ", count: 500) + "plums\n"
      let size = [0, 70_000, 200, 300_000, 1_100_000, 66_000, 0][number % 7]
      text += String(repeating: filler, count: size / filler.utf8.count)
      notes["\(number % 4 == 0 ? "sub/" : "")\(number).md"] = text + "\n## end\n\nfigs \(number)\n"
    }
    return notes
  }

  private func load(
    _ vault: TestVault, largestJob: Int, roomForNames: Int = GatheredNames.usualRoom
  ) throws -> (NoteIndex, RefreshReport) {
    let root = vault.folder.path
    let index = try NoteIndex.create(path: nil)
    var report = RefreshReport()
    try FullLoad(
      root: try VaultRoot(root, follows: FollowedFolders()),
      settings: ObsidianSettings(), progress: nil, largestJob: largestJob,
      roomForNames: roomForNames
    ).run(into: index, report: &report) {
      try VaultListing(VaultRoot(root, follows: FollowedFolders()), spillPath: nil)
    }
    try index.finishBulkLoad()
    return (index, report)
  }

  /// Every note of more than 64 KiB is left to the writer where a job has no room.
  @Test func notesLeftToTheWriterAreThoseThatTheReadersRead() throws {
    let vault = try TestVault(Self.notes())
    let (all, whole) = try load(vault, largestJob: .max)
    let expected = try IndexDump.lines(all)
    #expect(expected.contains { $0.contains("fig") })
    for room in [0, 1 << 17, 4 << 20] {
      let (index, report) = try load(vault, largestJob: room)
      let found = try IndexDump.lines(index)
      #expect(found == expected, "room \(room): \(found.difference(from: expected).prefix(9))")
      #expect(report.added == 20 && report.bytesRead == whole.bytesRead)
      #expect(throws: Never.self) { try index.verify() }
    }
  }

  /// Names that have no room in memory wait in a table.
  @Test func namesThatWaitInATableAreThoseThatWaitInMemory() throws {
    var notes = Self.notes()
    for number in 0..<20 {
      notes["links \(number).md"] =
        "[[\(number)|Z\(number)]] [[nick \(number / 3)|a\(number % 4)]] [[\(number % 5)|é]] [[1|é]]"
    }
    let vault = try TestVault(notes)
    let expected = try IndexDump.lines(load(vault, largestJob: .max).0)
    #expect(expected.contains { $0.hasPrefix("name_fts") })
    for room in [0, 200] {
      let index = try load(vault, largestJob: .max, roomForNames: room).0
      let found = try IndexDump.lines(index)
      #expect(found == expected, "room \(room): \(found.difference(from: expected).prefix(9))")
      #expect(throws: Never.self) { try index.verify() }
    }
  }

  @Test func noteThatIsLeftToTheWriterMayVanish() throws {
    let vault = try TestVault(Self.notes())
    let root = vault.folder.path
    let index = try NoteIndex.create(path: nil)
    var report = RefreshReport()
    try FullLoad(
      root: try VaultRoot(root, follows: FollowedFolders()),
      settings: ObsidianSettings(), progress: nil, largestJob: 0
    ).run(into: index, report: &report) {
      let list = try VaultListing(VaultRoot(root, follows: FollowedFolders()), spillPath: nil)
      for name in ["1.md", "3.md", "sub/4.md"] { try vault.folder.remove(name) }
      return list
    }
    #expect(report.added == 17)
  }

  /// FTS5 gathers a row in memory, so that the keys of one note come in several.
  @Test func keysOfANoteThatComeInPartsAreAllFound() throws {
    let names = (0..<13_000).map {
      "a name of ninety bytes, as somebody may write who takes much room, and that no file has \($0)"
    }
    let vault = try TestVault(["a.md": "apples"])
    _ = try vault.open().refresh()
    try vault.folder.write("many.md", names.map { "[[\($0)]]\n" }.joined())
    #expect(try vault.open().refresh().added == 1)
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else {
      Issue.record("the index does not open")
      return
    }
    try index.read {
      let id = try #require(try index.fileID(of: VaultPath("many.md")))
      for name in [names[0], names[8_000], names[12_999]] {
        #expect(try index.notes(.link, name) == [id])
      }
    }
    #expect(try vault.open().verify().isUpToDate)
    let refreshed = try IndexDump.lines(vault.open().indexPath)
    let rebuilt = try IndexDump.lines(load(vault, largestJob: .max).0)
    let keys = { (lines: [String]) in lines.filter { $0.hasPrefix("key_fts") } }
    #expect(keys(refreshed).count == names.count + 2)
    #expect(keys(refreshed) == keys(rebuilt))
    // Each of the links leads somewhere now.
    try vault.folder.write("\(names[9_000]).md", "pears")
    _ = try vault.open().refresh()
    #expect(try vault.open().verify().isUpToDate)
    try vault.folder.remove("many.md")
    _ = try vault.open().refresh()
    #expect(try vault.open().verify().isUpToDate)
  }
}
