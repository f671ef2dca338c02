import SQLite
import TestSupport
import Testing

@testable import FullText
@testable import NoteIndex
@testable import VaultKit

/// An index of a form that vq does not know gives the same answers, before and after edits.
@Suite struct SlowSearchTests {
  /// What is changed in an index, so that its form is another one.
  enum Change: String, CaseIterable {
    /// More levels than FTS5 makes.
    case levels
    /// A later number for the form of pages.
    case version
    /// A later form of the list of segments.
    case marker

    /// The first SQLite that reads it; older ones refuse the table, and the index is made anew.
    var library: Int {
      switch self {
      case .levels: 0
      case .version: 3_042_000
      case .marker: 3_043_000
      }
    }
  }

  @Test(arguments: Rounds.seeds(2), Change.allCases)
  func answersAreTheSame(_ seed: UInt64, _ change: Change) throws {
    let comment: Comment = "VQ_SEED=\(seed) \(change)"
    var edits = RandomEdits(vault: try TestVault(), seed: seed)
    try edits.run(20)
    let vault = edits.vault
    _ = try vault.open().refresh()
    try Self.make(change, in: try vault.open().indexPath)
    let said = try EveryAnswer.lines(try vault.open())
    let isRead = Connection.libraryNumber >= change.library
    #expect(try (vault.open().status().slowSearch != nil) == isRead, comment)
    try expectAnswers(said, vault, comment)
    try edits.run(9)
    #expect(try vault.open().refresh().rebuilt == nil, comment)
    try expectAnswers(try EveryAnswer.lines(try vault.open()), vault, comment)
    #expect(throws: Never.self, comment) { try vault.open().verify() }
  }

  private func expectAnswers(_ said: [String], _ vault: TestVault, _ comment: Comment) throws {
    let other = try TemporaryFolder()
    var place = vault.place
    place.indexFolder = other.path
    let expected = try EveryAnswer.lines(try Vault(at: place))
    #expect(said == expected, "\(comment): \(said.difference(from: expected))")
  }

  private static func make(_ change: Change, in path: String) throws {
    guard case .ready(let index) = try NoteIndex.open(path: path) else { return }
    for table in Schema.fullTextTables {
      if change == .version {
        try index.connection.execute("UPDATE \(table)_config SET v = 5 WHERE k = 'version'")
        continue
      }
      let list = try index.connection.prepare("SELECT block FROM \(table)_data WHERE id = 10")
      guard try list.step() else { return }
      let bytes = Array(list.bytes(0))
      list.reset()
      let update = try index.connection.prepare("UPDATE \(table)_data SET block = ?1 WHERE id = 10")
      try changed(bytes, change).withUnsafeBytes {
        update.bind(uncopiedBlob: $0, at: 1)
        try update.run()
      }
    }
  }

  /// The list of segments in another form.
  private static func changed(_ list: [UInt8], _ change: Change) -> [UInt8] {
    var place = 4
    func next() -> Int { list.withUnsafeBytes { Varint.read($0, &place, end: list.count) ?? 0 } }
    var new = Array(list[..<4])
    func add(_ number: Int) { Varint.append(number, to: &new) }
    if change == .marker { new += [0xFF, 0, 0, 1] }
    let levels = next()
    add(change == .levels ? 70 : levels)
    for _ in 0..<2 { add(next()) }
    for _ in 0..<levels {
      add(next())
      let segments = next()
      add(segments)
      for _ in 0..<segments {
        for _ in 0..<3 { add(next()) }
        if change == .marker { for _ in 0..<5 { add(0) } }
      }
    }
    if change == .levels { for _ in levels..<70 { new += [0, 0] } }
    return new
  }

  @Test(arguments: Rounds.seeds(3))
  func indexMadeThroughFTS5SaysTheSame(_ seed: UInt64) throws {
    var edits = RandomEdits(vault: try TestVault(), seed: seed)
    try edits.run(30)
    let vault = try edits.vault.open()
    try vault.refresh()
    let index = try NoteIndex.create(path: nil, as: PageForm(unknown: "test"))
    let root = try VaultRoot(edits.vault.folder.path, follows: FollowedFolders([]))
    var report = RefreshReport()
    try FullLoad(root: root, settings: vault.settings, progress: nil).run(
      into: index, report: &report
    ) { try VaultListing(root, spillPath: nil) }
    try index.finishBulkLoad()
    try index.verify()
    let lines = try IndexDump.lines(index).filter { !$0.hasPrefix("meta") }
    let expected = try IndexDump.lines(vault.indexPath).filter { !$0.hasPrefix("meta") }
    #expect(lines == expected, "VQ_SEED=\(seed): \(lines.difference(from: expected))")
  }

  @Test func statusSaysWhyASearchIsSlow() throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(try vault.open().status().slowSearch == nil)
    try Self.make(.levels, in: try vault.open().indexPath)
    #expect(
      try vault.open().status().slowSearch == "section_fts: it has 70 levels and 1 segments")
    #expect(try vault.paths("apples") == ["a.md"])
    _ = try vault.open().writeIndex(isRebuild: true)
    #expect(try vault.open().status().slowSearch == nil)
  }

  @Test func mistakeInAStatementIsNoDamage() throws {
    let vault = try TestVault(["a.md": "apples"])
    let open = try vault.open()
    #expect(try open.ask("apples").refresh.rebuilt == .first)
    let error = try #require(throws: VaultError.self) {
      try open.withIndex { _ = try $0.connection.prepare("SELECT age FROM note") }
    }
    #expect(error.kind == .mistake)
    #expect(
      error.description.hasSuffix(
        "a mistake in vq: SQLite says 'no such column: age' (code 1) "
          + "for: SELECT age FROM note"))
    #expect(try vault.ask("apples").refresh.rebuilt == nil)
  }

  @Test func indexWithoutATableIsMadeAnew() throws {
    let vault = try TestVault(["a.md": "apples"])
    for table in ["page", "note", "section_fts", "problem"] {
      _ = try vault.ask("apples")
      guard case .ready(let index) = try NoteIndex.open(path: try vault.open().indexPath) else {
        Issue.record("no index")
        return
      }
      try index.connection.execute("DROP TABLE \(table)")
      #expect(try vault.ask("apples").refresh.rebuilt == .unusable("it is damaged"), "\(table)")
      #expect(try vault.paths("apples") == ["a.md"])
    }
  }
}
