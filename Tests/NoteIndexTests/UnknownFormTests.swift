import SQLite
import TestSupport
import Testing

@testable import FullText
@testable import NoteIndex

/// Full-text tables of a form that vq does not know are read and written through FTS5 alone, with the same answers.
@Suite struct UnknownFormTests {
  private static let words = ["alpha", "beta", "betas", "better", "中文", "the", "of", "404"]

  // MARK: What is known

  @Test func tablesOfThisSQLiteAreKnown() throws {
    let index = try NoteIndex.create(path: nil)
    #expect(index.pageForm.isKnown)
    #expect(!index.loaders.isEmpty)
  }

  @Test(arguments: [
    ("UPDATE key_fts_config SET v = 5 WHERE k = 'version'", "key_fts has form 5"),
    ("UPDATE name_fts_config SET v = 3 WHERE k = 'version'", "name_fts has form 3"),
    ("DELETE FROM note_fts_config WHERE k = 'version'", "note_fts has form 0"),
    ("UPDATE section_fts_config SET v = 'four' WHERE k = 'version'", "section_fts has form 0"),
  ])
  func versionOfSettingsIsAsked(_ change: String, _ reason: String) throws {
    let index = try NoteIndex.create(path: nil)
    // FTS5 reads the settings when it opens a table: till then it goes on with the ones it has read.
    try index.connection.execute(change)
    let form = try PageForm.of(Schema.fullTextTables, index.connection, index.connection.prepare)
    #expect(form.unknown?.hasPrefix(reason) == true, "\(change)")
  }

  // MARK: The same answers

  @Test(arguments: Rounds.seeds(12))
  func termsAreThoseOfThePages(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words, throughFTS5: seed % 2 == 0)
    for _ in 0..<3 {
      try index.read {
        for table in FullTextTable.allCases {
          try compareRows(table, index, &random, "VQ_SEED=\(seed) \(table)")
        }
        try compareTerms(index, "VQ_SEED=\(seed)")
      }
      try RandomIndex.edit(index, &random, words: Self.words)
    }
  }

  private func compareRows(
    _ table: FullTextTable, _ index: NoteIndex, _ random: inout SeededGenerator, _ comment: String
  ) throws {
    let direct = try index.termPostings(table)
    let slow = TermPostings(try FTS5Terms(table.name, prepare: index.statement))
    for _ in 0..<12 {
      let tokens = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        RandomIndex.word(Self.words, &random)
      }
      for isPrefix in [false, true] {
        let places = try Self.places(direct.cursors(of: tokens, isPrefix: isPrefix))
        #expect(
          try Self.places(slow.cursors(of: tokens, isPrefix: isPrefix)) == places,
          "\(comment) \(tokens) \(isPrefix)")
      }
    }
  }

  /// All places, by row.
  private static func places(_ cursors: [PostingCursor]) throws -> [Int: [[Int]]] {
    var all: [Int: [[Int]]] = [:]
    for cursor in cursors {
      try cursor.forEachPosting(before: .max) { row, places in
        PostingPlaces.forEachPlace(in: places.bytes) {
          all[row, default: []].append([$0, $1])
          return true
        }
      }
    }
    return all
  }

  private func compareTerms(_ index: NoteIndex, _ comment: String) throws {
    let pages = try index.termSources.terms(of: "key_fts")
    let slow = try FTS5Terms("key_fts", prepare: index.statement)
    for prefix in ["", "w", "wbe", "w中", "q", "\u{10FFFF}"] {
      var (known, found) = (Set<[UInt8]>(), Set<[UInt8]>())
      try pages.forEachTerm(beginningWith: Array(prefix.utf8)) { known.insert(Array($0)) }
      try slow.forEachTerm(beginningWith: Array(prefix.utf8)) { found.insert(Array($0)) }
      #expect(known == found, "\(comment) \(prefix)")
      for term in known.prefix(5) {
        #expect(try slow.held(among: [term])[0], "\(comment)")
        #expect(
          try slow.held(among: [term + [0x7A]]) == pages.held(among: [term + [0x7A]]), "\(comment)")
      }
    }
  }

  @Test(arguments: Rounds.seeds(4))
  func tablesThatFTS5WroteHoldWhatTheLoaderWrites(_ seed: UInt64) throws {
    var contents: [[String]] = []
    for throughFTS5 in [false, true] {
      var random = SeededGenerator(seed: seed)
      let index = try RandomIndex.make(&random, words: Self.words, throughFTS5: throughFTS5)
      contents.append(try Schema.fullTextTables.flatMap { try Self.content(of: $0, index) })
      try index.verify()
    }
    #expect(contents[0] == contents[1], "VQ_SEED=\(seed)")
  }

  private static func content(of table: String, _ index: NoteIndex) throws -> [String] {
    try index.connection.execute(
      "CREATE VIRTUAL TABLE temp.\(table)_held USING fts5vocab(main, \(table), instance)")
    let statement = try index.connection.prepare(
      "SELECT term, doc, col, offset FROM temp.\(table)_held ORDER BY 1, 2, 3, 4")
    var lines: [String] = []
    while try statement.step() {
      lines.append(
        "\(table) \(statement.text(0)) \(statement.text(1)) \(statement.text(2)) \(statement.text(3))"
      )
    }
    return lines
  }
}
