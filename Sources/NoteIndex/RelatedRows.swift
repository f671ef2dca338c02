import NoteText
package import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A word of a note with its weight for finding other notes with it.
package struct RareTerm: Sendable, Hashable {
  /// As the tokenizer writes it.
  package var term: String
  /// The word as it stands in the note.
  package var word: String
  /// How rare it is: the logarithm of all sections by those that have it.
  package var rarity: Double
}

extension NoteIndex {
  /// Returns the notes that link to a file, each once; at most `limit`.
  package func notesLinking(to file: Int64, limit: Int) throws(SQLiteError) -> [Int64] {
    try numbers("SELECT DISTINCT note FROM link WHERE target = ?1 LIMIT ?2", file, limit)
  }

  /// Returns the files that a note links to, each once; at most `limit`.
  package func targets(of note: Int64, limit: Int) throws(SQLiteError) -> [Int64] {
    try numbers(
      "SELECT DISTINCT target FROM link WHERE note = ?1 AND target IS NOT NULL LIMIT ?2", note,
      limit)
  }

  /// Returns the tags of a note, each once, with the notes that share them; at most `limit` each.
  package func sharedTags(
    of note: Int64, limit: Int
  ) throws(SQLiteError) -> [(name: String, notes: [Int64])] {
    let tags = try statement("SELECT key, min(name) FROM tag WHERE note = ?1 GROUP BY key")
    tags.bind(note, at: 1)
    var names: [(key: String, name: String)] = []
    while try tags.step() { names.append((tags.text(0), tags.text(1))) }
    tags.reset()
    var shared: [(name: String, notes: [Int64])] = []
    for (key, name) in names {
      let statement = try statement("SELECT DISTINCT note FROM tag WHERE key = ?1 LIMIT ?2")
      statement.bind(key, at: 1)
      statement.bind(limit, at: 2)
      shared.append((name, try numbers(statement)))
    }
    return shared
  }

  /// Returns the words of a note that say most about it: rare in the vault, but in other sections too.
  package func rareTerms(of note: Int64, limit: Int) throws(SQLiteError) -> [RareTerm] {
    try connection.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab('main', 'section_fts', 'row')")
    let rows = try statement("SELECT doc FROM temp.word WHERE term = ?1")
    let sections = Double(max(1, totals.sections))
    var terms: [(term: RareTerm, weight: Double)] = []
    let common = StopWords()
    for (term, use) in try words(of: note) where !common.contains(use.word.lowercased()) {
      rows.bind(term, at: 1)
      defer { rows.reset() }
      guard try rows.step() else { continue }
      let count = Double(rows.integer(0))
      // What a tenth of all sections has says nothing, what no other one has finds nothing.
      guard count > Double(use.sections), count * 10 <= max(40, sections) else { continue }
      let rarity = log(sections / count + 1)
      terms.append(
        (
          RareTerm(term: term, word: use.word, rarity: rarity),
          rarity * (1 + log(Double(use.count)))
        ))
    }
    terms.sort { ($1.weight, $0.term.term) < ($0.weight, $1.term.term) }
    return terms.prefix(limit).map(\.term)
  }

  /// Returns the notes with a section that has a term; at most `limit`.
  package func notes(withTerm term: String, limit: Int) throws(SQLiteError) -> [Int64] {
    let statement = try statement(
      """
      SELECT DISTINCT section.note FROM section_fts JOIN section ON section.id = section_fts.rowid
      WHERE section_fts MATCH ?1 LIMIT ?2
      """)
    statement.bind("body : \"\(term)\"", at: 1)
    statement.bind(limit, at: 2)
    return try numbers(statement)
  }

  private struct WordUse {
    var word: String
    var count = 0
    var sections = 0
    var lastSection: Int64 = 0
  }

  /// The most different words of one note that are looked up.
  private static let mostWords = 4000

  private func words(of note: Int64) throws(SQLiteError) -> [String: WordUse] {
    let statement = try statement("SELECT id, body FROM section WHERE note = ?1 ORDER BY id")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    var uses: [String: WordUse] = [:]
    while try statement.step() {
      let section = statement.integer(0)
      let body = statement.bytes(1)
      tokenizer.tokenize(body) { token in
        // A word of one or two letters is most often a piece of something.
        guard !token.isColocated, token.term.count > 2 else { return true }
        let term = token.text
        guard uses[term] != nil || uses.count < Self.mostWords else { return true }
        var use =
          uses[term]
          ?? WordUse(word: String(decoding: body[token.start..<token.end], as: UTF8.self))
        use.count += 1
        if use.lastSection != section { use.sections += 1 }
        use.lastSection = section
        uses[term] = use
        return true
      }
    }
    return uses
  }

  private func numbers(
    _ sql: String, _ id: Int64, _ limit: Int
  ) throws(SQLiteError) -> [Int64] {
    let statement = try statement(sql)
    statement.bind(id, at: 1)
    statement.bind(limit, at: 2)
    return try numbers(statement)
  }

  private func numbers(_ statement: Statement) throws(SQLiteError) -> [Int64] {
    defer { statement.reset() }
    var numbers: [Int64] = []
    while try statement.step() { numbers.append(statement.integer(0)) }
    return numbers
  }
}
