import Foundation
import SQLite
import TestSupport
import Testing

@testable import FullText

/// FTS5 reads in segments written in bulk what it would have written itself.
@Suite(.tags(.slow)) struct TableLoaderTests {
  /// A row: its number and the tokens of each column, those of one place together.
  private struct Row {
    var id: Int
    var columns: [[[String]]]
  }

  @Test(arguments: Rounds.seeds(6))
  func tableHoldsWhatWasAdded(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let hasPlaces = seed % 4 != 0
    let columns = hasPlaces ? Int.random(in: 1...3, using: &random) : 1
    var rows: [Row] = []
    var id = 0
    for _ in 0..<Int.random(in: 1...3000, using: &random) {
      id += Int.random(in: 1...40, using: &random) == 1 ? 100_000 : 1
      rows.append(Row(id: id, columns: (0..<columns).map { _ in Self.text(&random) }))
    }
    // Small pages and little memory: everything that happens to a large vault happens here.
    let table = TableForm(
      name: "t", columns: columns, hasPlaces: hasPlaces,
      memory: [1 << 14, 1 << 17, .max].randomElement(using: &random) ?? 0,
      pageSize: [100, 400, 8100].randomElement(using: &random) ?? 0)
    let connection = try Self.connection(columns, hasPlaces: hasPlaces)
    let folder = try TemporaryFolder()
    let loader = TableLoader(table, indexPath: folder.path + "/index")
    for row in rows { try Self.add(row, to: loader) }
    try loader.finish(connection)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)

    try connection.execute("INSERT INTO t(t) VALUES('integrity-check')")
    let held = try Self.instances(connection, hasPlaces)
    #expect(held == Self.instances(rows, hasPlaces), "VQ_SEED=\(seed)")
    let tokens = rows.map { (id: $0.id, all: Set($0.columns.joined().joined())) }
    for _ in 0..<20 {
      let words = [Self.word(&random), Self.word(&random)]
      let expected = tokens.filter { words.allSatisfy($0.all.contains) }.map(\.id)
      let query = words.map { "\"\($0)\"" }.joined(separator: " AND ")
      #expect(try Self.matches(query, connection) == expected, "VQ_SEED=\(seed) \(query)")
    }
  }

  @Test func editsAreMergedWithWhatWasLoaded() throws {
    let connection = try Self.connection(1, hasPlaces: true)
    let table = TableForm(name: "t", columns: 1, hasPlaces: true, memory: .max)
    let loader = TableLoader(table, indexPath: "")
    for id in 1...500 { try Self.add(Row(id: id, columns: [[["a"], ["w\(id)"]]]), to: loader) }
    try loader.finish(connection)
    for id in 501...600 { try connection.execute("INSERT INTO t(rowid, c0) VALUES(\(id), 'a b')") }
    #expect(try Self.matches("a", connection) == Array(1...600))
    try connection.execute("INSERT INTO t(t) VALUES('optimize')")
    try connection.execute("INSERT INTO t(t) VALUES('integrity-check')")
    #expect(try Self.matches("a", connection) == Array(1...600))
    #expect(try Self.matches("w77", connection) == [77])
  }

  /// The size of a row's places takes one byte up to 63 of them.
  @Test(arguments: [[62], [63], [64], [65, 1], [1, 64, 2, 700, 3], [700, 64], [20_000, 1]])
  func rowsOfManyPlacesAreHeld(_ counts: [Int]) throws {
    let rows = counts.enumerated().map { number, count in
      Row(id: number + 1, columns: [Array(repeating: ["a"], count: count) + [["b"]]])
    }
    for memory in [1 << 14, Int.max] {
      let connection = try Self.connection(1, hasPlaces: true)
      let folder = try TemporaryFolder()
      let table = TableForm(name: "t", columns: 1, hasPlaces: true, memory: memory)
      let loader = TableLoader(table, indexPath: folder.path + "/index")
      for row in rows { try Self.add(row, to: loader) }
      try loader.finish(connection)
      try connection.execute("INSERT INTO t(t) VALUES('integrity-check')")
      #expect(try Self.instances(connection, true) == Self.instances(rows, true))
    }
  }

  /// Its terms are added some at a time where they go to a file, and all at once in memory.
  @Test(arguments: [("beside a file", 1 << 14, "/index"), ("in memory", 1 << 14, "")])
  func rowOfMegabytesIsHeld(_ name: String, _ memory: Int, _ file: String) throws {
    let words = (0..<130_000).map { ["word\($0 % 7_919)"] }
    let rows = [
      Row(id: 1, columns: [[["a"]], []]), Row(id: 2, columns: [words, [["b"]] + words.prefix(9)]),
      Row(id: 5, columns: [[["word7"]], [["word8"]]]),
    ]
    let connection = try Self.connection(2, hasPlaces: true)
    let folder = try TemporaryFolder()
    let table = TableForm(name: "t", columns: 2, hasPlaces: true, memory: memory)
    let loader = TableLoader(table, indexPath: file.isEmpty ? "" : folder.path + file)
    for row in rows { try Self.add(row, to: loader) }
    try loader.finish(connection)
    try connection.execute("INSERT INTO t(t) VALUES('integrity-check')")
    #expect(try Self.instances(connection, true) == Self.instances(rows, true))
    #expect(try Self.matches("word7", connection) == [2, 5])
  }

  // MARK: Tables

  private static func connection(_ columns: Int, hasPlaces: Bool) throws -> Connection {
    let connection = try Connection(path: "", mode: .memory)
    let names = (0..<columns).map { "c\($0)" }.joined(separator: ", ")
    try connection.execute(
      """
      CREATE VIRTUAL TABLE t USING fts5(
        \(names), content='', columnsize=0, detail=\(hasPlaces ? "full" : "none"));
      CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, t, instance);
      """)
    return connection
  }

  private static func add(_ row: Row, to loader: TableLoader) throws {
    var bytes: [UInt8] = []
    var columns: [ColumnTape] = []
    for places in row.columns {
      let start = bytes.count
      for tokens in places {
        for (ordinal, token) in tokens.enumerated() {
          TokenTape.append(token, isColocated: ordinal > 0, to: &bytes)
        }
      }
      columns.append(ColumnTape(tape: start..<bytes.count, length: places.count))
    }
    try bytes.withUnsafeBytes { try loader.add(columns, $0, row: row.id) }
  }

  /// Everything a table holds, a line each.
  private static func instances(_ connection: Connection, _ hasPlaces: Bool) throws -> [String] {
    let statement = try connection.prepare("SELECT term, doc, col, offset FROM temp.v")
    var lines: [String] = []
    while try statement.step() {
      var line = "\(statement.text(0)) \(statement.integer(1))"
      if hasPlaces { line += " \(statement.text(2)) \(statement.integer(3))" }
      lines.append(line)
    }
    return lines.sorted()
  }

  private static func instances(_ rows: [Row], _ hasPlaces: Bool) -> [String] {
    var lines: [String] = []
    for row in rows {
      for (column, places) in row.columns.enumerated() {
        for (place, tokens) in places.enumerated() {
          for token in tokens {
            lines.append(
              "\(token) \(row.id)" + (hasPlaces ? " c\(column) \(place)" : ""))
          }
        }
      }
    }
    return hasPlaces ? lines.sorted() : Set(lines).sorted()
  }

  private static func matches(_ query: String, _ connection: Connection) throws -> [Int] {
    let statement = try connection.prepare("SELECT rowid FROM t WHERE t MATCH ?1")
    statement.bind(query, at: 1)
    var rows: [Int] = []
    while try statement.step() { rows.append(Int(statement.integer(0))) }
    return rows
  }

  // MARK: Texts

  private static func text(_ random: inout SeededGenerator) -> [[String]] {
    // Now and then a row whose places do not fit on a page.
    let count =
      Int.random(in: 0..<200, using: &random) == 0 ? 2000 : Int.random(in: 0...12, using: &random)
    return (0..<count).map { _ in
      let word = word(&random)
      return Int.random(in: 0..<8, using: &random) == 0 ? [word, word + "s"] : [word]
    }
  }

  private static func word(_ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<5: "w\(Int.random(in: 0..<4, using: &random))"
    case 5..<9: "word\(Int.random(in: 0..<300, using: &random))"
    default:
      String(
        repeating: "long", count: Int.random(in: 1...30, using: &random))
        + "\(Int.random(in: 0..<30, using: &random))"
    }
  }
}
