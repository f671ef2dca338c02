// What others call a note in their links helps to find it, as an alias does. The texts lie with the links, and
// the note's row of the full-text table has to follow when any of them changes, whoever's link it is.

import NoteText
package import SQLite

extension NoteIndex {
  /// Most different texts that count for one note; a hub of thousands of links would else be found by all.
  private static let mostTexts = 64

  /// Returns the files that links of a note lead to under a text of the writer's own.
  package func targetsOfOwnTexts(of note: Int64) throws(SQLiteError) -> Set<Int64> {
    let statement = try statement(
      "SELECT target FROM link WHERE note = ?1 AND form >= 4 AND target IS NOT NULL")
    statement.bind(note, at: 1)
    return try ids(statement)
  }

  private func ids(_ statement: Statement) throws(SQLiteError) -> Set<Int64> {
    defer { statement.reset() }
    var ids: Set<Int64> = []
    while try statement.step() { ids.insert(statement.integer(0)) }
    return ids
  }

  /// The texts under which other notes link to a note, in one order whatever the order of edits.
  private func ownTexts(to note: Int64) throws(SQLiteError) -> [String] {
    let statement = try statement(
      """
      SELECT DISTINCT display FROM link
      WHERE target = ?1 AND note <> ?1 AND form >= 4 ORDER BY display LIMIT \(Self.mostTexts)
      """)
    statement.bind(note, at: 1)
    defer { statement.reset() }
    var texts: [String] = []
    while try statement.step() {
      texts.append(String(statement.text(0).map { $0.isNewline ? " " : $0 }))
    }
    return texts
  }

  /// More notes than these are put into the full-text table again all together: that costs less.
  private static let mostSingleUpdates = 1000

  /// Brings the searched text of notes up to date with what links to them say.
  ///
  /// Does nothing for a file that is no note, and where nothing changed.
  package func updateLinkTexts(of notes: Set<Int64>) throws(SQLiteError) {
    let isRebuilt = notes.count > Self.mostSingleUpdates
    for note in notes.sorted() {
      let text = (try aliases(of: note) + ownTexts(to: note)).joined(separator: "\n")
      guard try hasOtherAliases(than: text, note) else { continue }
      if !isRebuilt { try run(Self.removal, note) }
      let update = try statement("UPDATE note SET aliases = ?2 WHERE id = ?1")
      update.bind(note, at: 1)
      update.bind(text, at: 2)
      try update.run()
      if !isRebuilt { try run(Self.addition, note) }
      setAliasesLength(tokenizer.count(text), of: note)
    }
    if isRebuilt { try connection.execute("INSERT INTO note_fts(note_fts) VALUES('rebuild')") }
  }

  private static let removal = """
    INSERT INTO note_fts(note_fts, rowid, title, aliases, questions, tags, properties)
    SELECT 'delete', id, title, aliases, questions, tags, properties FROM note WHERE id = ?1
    """
  private static let addition = """
    INSERT INTO note_fts(rowid, title, aliases, questions, tags, properties)
    SELECT id, title, aliases, questions, tags, properties FROM note WHERE id = ?1
    """

  private func hasOtherAliases(than text: String, _ note: Int64) throws(SQLiteError) -> Bool {
    let known = try statement("SELECT aliases FROM note WHERE id = ?1")
    known.bind(note, at: 1)
    defer { known.reset() }
    return try known.step() && known.text(0) != text
  }

  private func run(_ sql: String, _ note: Int64) throws(SQLiteError) {
    let statement = try statement(sql)
    statement.bind(note, at: 1)
    try statement.run()
  }

  private func setAliasesLength(_ length: Int, of note: Int64) {
    var lengths = noteLengths[Int(note)]
    totals.add(lengths, times: -1)
    lengths.aliases = UInt16(clamping: length)
    totals.add(lengths, times: 1)
    noteLengths[Int(note)] = lengths
  }
}

extension Tokenizer {
  /// Counts the positions that the tokens of a text take.
  fileprivate func count(_ text: String) -> Int {
    var count = 0
    tokenize(text) { token in
      if !token.isColocated { count += 1 }
      return true
    }
    return count
  }
}
