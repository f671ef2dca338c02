import NoteIndex
import NoteModel
import SQLite
import TestSupport
import Testing

@testable import VaultKit

/// Links of a note that has so many that names are not looked up for each; what one leads to stays what it was.
@Suite(.tags(.slow)) struct ManyLinksTests {
  private static let last = [
    "[[b]]", "[[B.md]]", "[[sub/c]]", "[[Nick]]", "[[sub/nick]]", "[[p.png]]", "[[./b]]",
    "[[d.md]]",
    "[[d.md.md]]", "[x](sub/c.md)", "[[#here]]", "[[none]]",
  ]

  private func vault() throws -> TestVault {
    let links = (0..<12_000).map { "[[n\($0)]]\n" }.joined()
    return try TestVault([
      "a.md": links + Self.last.joined(separator: "\n"), "b.md": "pears",
      "sub/c.md": "---\naliases: [nick, sub/nick]\n---\napples", "p.png": "", "d.md.md": "plums",
    ])
  }

  private func index(_ vault: TestVault) throws -> NoteIndex? {
    guard case .ready(let index) = try NoteIndex.open(path: vault.open().indexPath) else {
      return nil
    }
    return index
  }

  private func outcomes(_ vault: TestVault) throws -> [String?] {
    let index = try #require(try index(vault))
    return try index.read {
      let note = try #require(try index.fileID(of: VaultPath("a.md")))
      return try index.links(of: note).suffix(Self.last.count).map { link in
        try link.record.target.file.flatMap { try index.path(of: $0)?.text }
      }
    }
  }

  private static let expected = [
    "b.md", "b.md", "sub/c.md", "sub/c.md", "sub/c.md", "p.png", "b.md", "d.md.md", "d.md.md",
    "sub/c.md", "a.md", nil,
  ]

  @Test func lastLinksLeadWhereTheyWouldAlone() throws {
    let vault = try vault()
    _ = try vault.open().refresh()
    #expect(try outcomes(vault) == Self.expected)
    #expect(try vault.open().verify().isUpToDate)
    // Resolved over the index now, by a refresh.
    let text = String(decoding: try vault.folder.read("a.md"), as: UTF8.self)
    try vault.folder.write("a.md", text + "\n[[b]]")
    _ = try vault.open().refresh()
    #expect(try Array(outcomes(vault).dropLast()) == Array(Self.expected.dropFirst()))
    #expect(try vault.open().verify().isUpToDate)
  }

  @Test(arguments: [
    // Two bytes a target: the last but one as the last one, and all as none could be.
    """
    UPDATE note SET targets = CAST(substr(targets, 1, length(targets) - 4) || substr(targets, -2)
      || substr(targets, -2) AS BLOB) WHERE length(targets) > 1000
    """,
    "UPDATE note SET targets = zeroblob(length(targets)) WHERE length(targets) > 1000",
    "UPDATE note SET facts = replace(facts, 'nick', 'mick')",
    "UPDATE file SET name_key = 'x.md' WHERE path = 'b.md'",
    "UPDATE file SET name_key = 'n7.md' WHERE path = 'b.md'",
  ])
  func verifySeesWhatIsWrongWithOneOfThem(_ damage: String) throws {
    let vault = try vault()
    _ = try vault.open().refresh()
    let index = try #require(try index(vault))
    try index.connection.execute(damage)
    #expect(try vault.open().verify().rebuilt == .unusable("it is damaged"), "\(damage)")
    #expect(try outcomes(vault) == Self.expected)
    #expect(try vault.open().verify().isUpToDate)
  }
}
