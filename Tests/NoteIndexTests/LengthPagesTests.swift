import SQLite
import TestSupport
import Testing

@testable import NoteIndex

/// Lengths in pages against a plain dictionary.
@Suite struct LengthPagesTests {
  @Test(arguments: Rounds.seeds(20))
  func rowsComeBackAsTheyWereWritten(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let connection = try NoteIndex.create(path: nil).connection
    var pages = LengthPages<UInt32>(kind: 5, empty: 0, mostKept: 66, connection)
    let neighbour = LengthPages<UInt32>(kind: 6, empty: 0, mostKept: 66, connection)
    neighbour[3] = 9
    try neighbour.save()
    var expected: [Int: UInt32] = [:]
    for _ in 0..<200 {
      let id = Int.random(in: 0..<20_000, using: &random)
      switch Int.random(in: 0..<20, using: &random) {
      case 0: try pages.spill()
      case 1:
        try pages.save()
        pages = LengthPages(kind: 5, empty: 0, mostKept: 66, connection)
        try pages.openOnce()
      case 2..<8: #expect(pages[id] == expected[id, default: 0], "VQ_SEED=\(seed)")
      default:
        expected[id] = UInt32.random(in: 1..<100, using: &random)
        pages[id] = expected[id, default: 0]
      }
    }
    try pages.save()
    for read in [pages, try reopened(connection)] {
      let readable = read.readable
      #expect(
        (0..<readable.count).allSatisfy { readable[$0] == expected[$0, default: 0] },
        "VQ_SEED=\(seed)")
      #expect((0..<20_000).allSatisfy { read[$0] == expected[$0, default: 0] }, "VQ_SEED=\(seed)")
    }
    #expect(pages[-1] == 0 && pages[1 << 40] == 0)
  }

  @Test(arguments: Rounds.seeds(4))
  func rowsOfManyPagesComeBackThoughFewAreKept(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let connection = try NoteIndex.create(path: nil).connection
    let pages = LengthPages<UInt32>(kind: 5, empty: 0, mostKept: 66, connection)
    var expected: [Int: UInt32] = [:]
    for _ in 0..<2_000 {
      // A hundred and fifty pages.
      let id = Int.random(in: 0..<300_000, using: &random)
      if Int.random(in: 0..<20, using: &random) == 0 { try pages.save() }
      if Bool.random(using: &random) {
        #expect(pages[id] == expected[id, default: 0], "VQ_SEED=\(seed)")
      } else {
        expected[id] = UInt32.random(in: 1..<100, using: &random)
        pages[id] = expected[id, default: 0]
      }
    }
    try pages.save()
    for read in [pages, try reopened(connection)] {
      for _ in 0..<2 {
        #expect(expected.allSatisfy { read.readable[$0.key] == $0.value }, "VQ_SEED=\(seed)")
      }
      #expect(read[300_001] == 0)
    }
  }

  private func reopened(_ connection: Connection) throws -> LengthPages<UInt32> {
    let pages = LengthPages<UInt32>(kind: 5, empty: 0, mostKept: 66, connection)
    try pages.open()
    return pages
  }

  @Test func pageThatCannotBeReadFailsTheTransaction() throws {
    let index = try NoteIndex.create(path: nil)
    for id in 0..<3000 { index.noteLengths[id] = NoteLengths(firstSection: 7) }
    try index.spillBulkLoad()
    try index.connection.execute("DROP TABLE page")
    #expect(index.noteLengths[2000].firstSection == 0)
    #expect(index.noteLengths.failure != nil)
  }

  @Test func pageOfAnAbsurdNumberIsDamage() throws {
    let connection = try NoteIndex.create(path: nil).connection
    try connection.execute("INSERT INTO page VALUES((5 << 32) + (1 << 20), x'00')")
    let pages = LengthPages<UInt32>(kind: 5, empty: 0, mostKept: 66, connection)
    #expect(throws: SQLiteError.self) { try pages.open() }
  }
}
