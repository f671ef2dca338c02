import NoteModel
import SQLite
import TestSupport
import Testing

@testable import FullText
@testable import NoteIndex

/// The rows of a term are those that FTS5 finds, wherever on its pages they lie.
@Suite struct TermPostingsLawTests {
  private static let words = [
    "alpha", "beta", "betas", "better", "中文", "中心", "the", "of", "x", "404", "naïve", "longerword",
  ]

  @Test(arguments: Rounds.seeds(24))
  func rowsAreThoseOfFTS5(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words)
    for _ in 0..<3 {
      for table in FullTextTable.allCases {
        let oracle = try FTS5Oracle(table, index)
        for _ in 0..<12 {
          let tokens = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            RandomIndex.word(Self.words, &random)
          }
          let isPrefix = Int.random(in: 0..<3, using: &random) == 0
          let typed =
            isPrefix ? tokens.dropLast() + [String(tokens[tokens.count - 1].prefix(2))] : tokens
          let found = try index.read { try Self.counts(Array(typed), isPrefix, table, index) }
          let comment: Comment = "VQ_SEED=\(seed) \(table) \(typed) \(isPrefix)"
          #expect(found == oracle.counts(of: Array(typed), isPrefix: isPrefix), comment)
          let rows = try oracle.match(Array(typed), isPrefix: isPrefix)
          #expect(found.keys.sorted() == rows, comment)
        }
      }
      try RandomIndex.edit(index, &random, words: Self.words)
    }
  }

  /// Sayings: words that are nearly everywhere, and some of them twice.
  @Test(arguments: Rounds.seeds(6))
  func phrasesOfCommonWordsAreThoseOfFTS5(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["to", "be", "or", "not"]
    let index = try RandomIndex.make(&random, words: words, notes: 300)
    for _ in 0..<2 {
      for table in FullTextTable.allCases {
        let oracle = try FTS5Oracle(table, index)
        for count in 2...7 {
          let tokens = (0..<count).map { _ in RandomIndex.word(words, &random) }
          let found = try index.read { try Self.counts(tokens, false, table, index) }
          let comment: Comment = "VQ_SEED=\(seed) \(table) \(tokens)"
          #expect(found == oracle.counts(of: tokens, isPrefix: false), comment)
          let stretch = Int.random(in: 1...40, using: &random)
          let again = try index.read { try Self.counts(tokens, stretch, table, index) }
          #expect(again == found, "\(comment) stretch \(stretch)")
        }
      }
      try RandomIndex.edit(index, &random, words: words)
    }
  }

  /// Many terms at once are the same as each by itself: stems of one word, equal ones, some that are nowhere; in few and
  /// in many, on one page and on several.
  @Test(arguments: Rounds.seeds(12))
  func manyTermsAreEachAsAlone(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let stems = ["read", "reader", "reading", "wiki", "w", "arch", "中文"]
    let words =
      stems + stems.map { $0 + "\u{1}" } + (0..<800).map { "\(stems[$0 % stems.count])\($0)" }
    let index = try RandomIndex.make(&random, words: words, notes: 120)
    for table in FullTextTable.allCases {
      for count in [1, 2, 9, 60, 400] {
        let tokens = (0..<count).map { _ in
          RandomIndex.word(words, &random)
            + (["", "", "x", "\u{1}"].randomElement(using: &random) ?? "")
        }
        try index.read {
          let postings = try index.termPostings(table)
          let together = try postings.cursors(ofEach: tokens).map(Self.rows)
          let alone = try tokens.map { try Self.rows(postings.cursors(of: [$0], isPrefix: false)) }
          let isSame = together == alone
          #expect(isSame, "VQ_SEED=\(seed) \(table) \(tokens)")
          let terms = try index.termSources.terms(of: table.name)
          let bytes = tokens.map { Array($0.utf8) }
          let held = try terms.held(among: bytes)
          let isEachHeld = try bytes.map { try terms.held(among: [$0])[0] }
          let isRight = held == isEachHeld && zip(held, alone).allSatisfy { $0 || $1.isEmpty }
          #expect(isRight, "VQ_SEED=\(seed) \(table) \(tokens)")
        }
      }
    }
  }

  private static func rows(_ cursors: [PostingCursor]) throws -> [Int] {
    var rows: [Int] = []
    for cursor in cursors {
      try cursor.rewind()
      try cursor.forEachPosting(before: .max) { row, _ in rows.append(row) }
    }
    return rows.sorted()
  }

  /// The same of a phrase that is looked for in stretches of so many rows.
  private static func counts(
    _ tokens: [String], _ stretch: Int, _ table: FullTextTable, _ index: NoteIndex
  ) throws -> [Int: [Int: Int]] {
    let postings = try index.termPostings(table)
    var words: [Phrase.Word] = []
    for (place, token) in tokens.enumerated() {
      let known = words.firstIndex { $0.token == token }
      if let known { words[known].distances.append(place) }
      if known != nil { continue }
      let cursors = try postings.cursors(of: [token], isPrefix: false)
      words.append(Phrase.Word(token: token, cursors: cursors, distances: [place]))
    }
    var phrase = Phrase(words, stretch: stretch)
    var counts: [Int: [Int: Int]] = [:]
    try phrase.postings().forEachPosting(before: .max) { row, places in
      PostingPlaces.forEachCount(in: places.bytes) {
        counts[row, default: [:]][$0, default: 0] += $1
      }
    }
    return counts
  }

  /// How often tokens stand in each column of each row.
  private static func counts(
    _ tokens: [String], _ isPrefix: Bool, _ table: FullTextTable, _ index: NoteIndex
  ) throws -> [Int: [Int: Int]] {
    var counts: [Int: [Int: Int]] = [:]
    for cursor in try index.termPostings(table).cursors(of: tokens, isPrefix: isPrefix) {
      var last = -1
      try cursor.forEachPosting(before: .max) { row, places in
        #expect(row > last)
        last = row
        if places.isEmpty { return }
        #expect(counts[row] == nil)
        PostingPlaces.forEachCount(in: places.bytes) {
          counts[row, default: [:]][$0, default: 0] += $1
        }
      }
    }
    return counts
  }

  @Test(arguments: Rounds.seeds(10))
  func seekingSkipsNothing(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try RandomIndex.make(&random, words: Self.words)
    try index.read {
      // One of them is in some note.
      let cursors = try Self.words.flatMap { word in
        try index.termPostings(.sections).cursors(of: [word], isPrefix: false)
      }
      #expect(!cursors.isEmpty, "VQ_SEED=\(seed)")
      for cursor in cursors {
        var rows: [Int] = []
        try cursor.forEachPosting(before: .max) { row, _ in rows.append(row) }
        #expect(cursor.row == .max)
        for _ in 0..<20 {
          try cursor.rewind()
          var target = 0
          while cursor.row < .max {
            target += Int.random(in: 0...40, using: &random)
            try cursor.seek(target)
            #expect(cursor.row == rows.first { $0 >= target } ?? .max, "VQ_SEED=\(seed)")
          }
        }
      }
    }
  }

  private static let asked = [["the"], ["of", "the"], ["be"], ["alpha", "x"], ["中"]]

  /// The rows of some tokens, or the error there was.
  private static func rows(of tokens: [String], _ index: NoteIndex) throws(SQLiteError) -> [Int] {
    var rows: [Int] = []
    let cursors = try index.termPostings(.sections).cursors(
      of: tokens, isPrefix: tokens == ["be"] || tokens == ["中"])
    for cursor in cursors { try cursor.forEachPosting(before: .max) { row, _ in rows.append(row) } }
    return rows
  }

  /// Changes bytes in pages of an index; returns how many bytes its pages have.
  private static func damage(_ index: NoteIndex, _ random: inout SeededGenerator) throws -> Int {
    let ids = try index.connection.prepare("SELECT id, block FROM section_fts_data")
    var pages: [(id: Int64, bytes: [UInt8])] = []
    while try ids.step() { pages.append((ids.integer(0), Array(ids.bytes(1)))) }
    ids.reset()
    let update = try index.connection.prepare(
      "UPDATE section_fts_data SET block = ?2 WHERE id = ?1")
    for var page in pages where page.id != 1 && Int.random(in: 0..<3, using: &random) == 0 {
      for _ in 0..<Int.random(in: 1...4, using: &random) where !page.bytes.isEmpty {
        let place = Int.random(in: 0..<page.bytes.count, using: &random)
        page.bytes[place] =
          [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
          .randomElement(using: &random) ?? 0
      }
      if Int.random(in: 0..<8, using: &random) == 0 { page.bytes.removeLast(page.bytes.count / 2) }
      try page.bytes.withUnsafeBytes { bytes in
        update.bind(page.id, at: 1)
        update.bind(uncopiedBlob: bytes, at: 2)
        try update.run()
      }
    }
    return pages.reduce(0) { $0 + $1.bytes.count }
  }

  /// Whatever bytes are changed: an error or an answer, in time that the size of the index bounds.
  ///
  /// The pages' own sums would stop most of it, so they are left out here; what is left must be seen as damage now and
  /// then, or nothing looks for it.
  @Test func damagedPagesAreReadWithoutHarm() throws {
    var errors = 0
    var otherAnswers = 0
    for seed in Rounds.seeds(150) {
      var random = SeededGenerator(seed: seed)
      let index = try RandomIndex.make(&random, words: Self.words, notes: 30)
      let whole = try Self.asked.map { try Self.rows(of: $0, index) }
      let all = try Self.damage(index, &random)
      for (tokens, whole) in zip(Self.asked, whole) {
        do throws(SQLiteError) {
          let rows = try Self.rows(of: tokens, index)
          #expect(rows.count <= all, "VQ_SEED=\(seed)")
          if rows != whole { otherAnswers += 1 }
        } catch {
          errors += 1
          #expect(error.kind == .corrupt, "VQ_SEED=\(seed) \(error)")
        }
      }
    }
    #expect(errors > 20)
    #expect(otherAnswers > 0)
  }
}
