import SQLite

/// The links of a record together with what they lead to.
struct TargetedLinks {
  let list: LinkList
  /// By `LinkList.Entry.target`.
  let targets: [LinkTarget]

  /// Reads a row whose columns from `column` on are facts, links and targets.
  ///
  /// Points into the row, and so is valid until the statement goes on.
  init(_ statement: Statement, from column: Int32) throws(SQLiteError) {
    list = try LinkList(facts: statement.bytes(column), links: statement.bytes(column + 1))
    targets = try TargetCoding.decode(statement.bytes(column + 2))
  }

  /// Goes through the links; each has a target.
  var cursor: LinkCursor { LinkCursor(list, targets: targets.count) }

  /// Id of the file that a link leads to, nil for nothing.
  func file(_ entry: LinkList.Entry) -> Int64? { targets[entry.target].file }

  /// Calls `body` with the file that each link leads to.
  func forEachFile(_ body: (Int64) -> Void) throws(SQLiteError) {
    var cursor = cursor
    while let entry = try cursor.next() { if let file = file(entry) { body(file) } }
  }
}

extension NoteIndex {
  /// Hands the links of a note to `body`; nil where the index has no note with this id.
  func withLinks<Result>(
    of note: Int64, _ body: (TargetedLinks) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result? {
    let statement = try statement("SELECT facts, links, targets FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    return try statement.step() ? try body(try TargetedLinks(statement, from: 0)) : nil
  }

  /// Calls `body` with the file that each link of a note leads to.
  func forEachLinkedFile(of note: Int64, _ body: (Int64) -> Void) throws(SQLiteError) {
    _ = try withLinks(of: note) { (links) throws(SQLiteError) in try links.forEachFile(body) }
  }
}
