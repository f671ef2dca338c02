import FullText
import SQLite

@testable import NoteIndex

/// What FTS5 itself says of the rows of a table.
struct FTS5Oracle {
  private struct Place: Hashable {
    var row: Int
    var column: Int
    var offset: Int
  }

  private let table: FullTextTable
  private let index: NoteIndex
  private var places: [String: Set<Place>] = [:]

  init(_ table: FullTextTable, _ index: NoteIndex) throws {
    self.table = table
    self.index = index
    let name = table.name
    try index.connection.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(name)_all USING fts5vocab(main, \(name), instance)"
    )
    let statement = try index.connection.prepare(
      "SELECT term, doc, col, offset FROM temp.\(name)_all")
    let columns = try index.connection.prepare("SELECT name FROM pragma_table_info('\(name)')")
    var names: [String: Int] = [:]
    while try columns.step() { names[columns.text(0)] = names.count }
    while try statement.step() {
      let place = Place(
        row: Int(statement.integer(1)), column: names[statement.text(2)] ?? -1,
        offset: Int(statement.integer(3)))
      places[statement.text(0), default: []].insert(place)
    }
  }

  /// How often tokens stand in a row in each column of each row.
  func counts(of tokens: [String], isPrefix: Bool) -> [Int: [Int: Int]] {
    var starts: Set<Place>?
    for (distance, token) in tokens.enumerated() {
      var here: Set<Place> = []
      for (term, places) in places {
        let isBeginning = isPrefix && distance == tokens.count - 1
        guard isBeginning ? term.utf8.starts(with: token.utf8) : term == token else { continue }
        for var place in places {
          place.offset -= distance
          here.insert(place)
        }
      }
      starts = starts?.intersection(here) ?? here
    }
    var counts: [Int: [Int: Int]] = [:]
    for place in starts ?? [] { counts[place.row, default: [:]][place.column, default: 0] += 1 }
    return counts
  }

  /// The rows that match, by a query.
  func match(_ tokens: [String], isPrefix: Bool) throws -> [Int] {
    let phrase = tokens.map(MatchExpression.quoted).joined(separator: " + ")
    let statement = try index.connection.prepare(
      "SELECT rowid FROM \(table.name) WHERE \(table.name) MATCH ?1 ORDER BY rowid")
    statement.bind(phrase + (isPrefix ? " *" : ""), at: 1)
    var rows: [Int] = []
    while try statement.step() { rows.append(Int(statement.integer(0))) }
    return rows
  }
}
