import SQLite

/// Reads the terms of one full-text table through FTS5 alone, whatever the form of its pages.
///
/// FTS5 gives one place at a time, so this is slower than pages by far, and cursors hold all their rows in memory. They
/// read no page, so no other thread uses the connection for them.
final class FTS5Terms: TermSource {
  private let table: String
  private let places: Statement
  private let placesOfRange: Statement
  /// By name, as FTS5 gives them.
  private var columns: [[UInt8]] = []

  init(
    _ table: String, prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) {
    self.table = table
    try PageForm.checkThatFTS5Opens(table, prepare)
    try prepare(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_terms USING fts5vocab(main, \(table), instance)
      """
    ).run()
    let selected = "SELECT doc, col, offset, term FROM temp.\(table)_terms WHERE"
    places = try prepare("\(selected) term = ?1")
    placesOfRange = try prepare("\(selected) term >= ?1 AND term < ?2")
    let names = try prepare("SELECT name FROM pragma_table_info('\(table)') ORDER BY cid")
    defer { names.reset() }
    while try names.step() { columns.append(Array(names.bytes(0))) }
  }

  func postings(of token: String) throws(SQLiteError) -> [PostingCursor] {
    places.bind(token, at: 1)
    return try postings(places)
  }

  func postings(ofEach tokens: [String]) throws(SQLiteError) -> [[PostingCursor]] {
    var found: [[PostingCursor]] = []
    for token in tokens { found.append(try postings(of: token)) }
    return found
  }

  func postings(beginningWith text: String) throws(SQLiteError) -> [PostingCursor] {
    try withRange(of: Array(text.utf8)) { (places) throws(SQLiteError) in try postings(places) }
  }

  func forEachTerm(
    beginningWith prefix: [UInt8], _ body: (_ term: UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    // Kept till all are known: the caller may ask for others meanwhile.
    var terms: [[UInt8]] = []
    try withRange(of: prefix) { (places) throws(SQLiteError) in
      while try places.step() {
        let term = places.bytes(3)
        if let last = terms.last, last.elementsEqual(term) { continue }
        terms.append(Array(term))
      }
    }
    for term in terms { term.withUnsafeBytes(body) }
  }

  func held(among terms: [[UInt8]]) throws(SQLiteError) -> [Bool] {
    var held: [Bool] = []
    for term in terms { held.append(try holds(term)) }
    return held
  }

  private func holds(_ term: [UInt8]) throws(SQLiteError) -> Bool {
    try term.span.withUnsafeBytes { (term) throws(SQLiteError) in
      places.bind(uncopiedText: term, at: 1)
      defer { places.reset() }
      return try places.step()
    }
  }

  /// Runs `body` with a statement that gives all places of the terms with a beginning.
  private func withRange<Result>(
    of prefix: [UInt8], _ body: (Statement) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    // UTF-8 has no such byte.
    let end = prefix + [0xFF]
    return try prefix.span.withUnsafeBytes { (prefix) throws(SQLiteError) in
      try end.span.withUnsafeBytes { (end) throws(SQLiteError) in
        placesOfRange.bind(uncopiedText: prefix, at: 1)
        placesOfRange.bind(uncopiedText: end, at: 2)
        defer { placesOfRange.reset() }
        return try body(placesOfRange)
      }
    }
  }

  private func postings(_ places: Statement) throws(SQLiteError) -> [PostingCursor] {
    defer { places.reset() }
    var keys: [UInt64] = []
    while try places.step() {
      let row = places.integer(0)
      let name = places.bytes(1)
      guard 0...Int64(Int32.max) ~= row,
        let column = columns.firstIndex(where: { $0.elementsEqual(name) })
      else { throw SQLiteError(corruption: "\(table) has a row or a column that cannot be") }
      let position = min(Int(places.integer(2)), PostingPlaces.mostPlaces)
      keys.append(PostingPlaces.key(Int(row), column, position))
    }
    if keys.isEmpty { return [] }
    keys.sort()
    return [try PostingList(keys).cursor()]
  }
}
