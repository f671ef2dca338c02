package import NoteQuery
package import SQLite

extension NoteIndex {
  /// Finds all sections and notes that hold a term of the query.
  ///
  /// Call it inside `read`, so that lengths and rows are of one state.
  package func candidates(for query: Query) throws(SQLiteError) -> Candidates {
    var found = Candidates(
      totals: Candidates.Totals(
        sections: totals.sections, notes: totals.notes, tokens: totals.tokens))
    guard let expression = MatchExpression.any(of: query.terms) else { return found }
    let allowed = try allowedRows(query)
    collector.removeAll()

    try collect("section_fts", expression, query.terms.count, [.headings, .body])
    found.sections = collector.rows.lazy.map(section).filter { section in
      allowed?.contains(Int(section.id), of: Int(section.note)) ?? true
    }

    try collect(
      "note_fts", expression, query.terms.count,
      [.title, .aliases, .questions, .tags, .properties])
    let asked = try notes(answering: query.questionKey)
    found.notes = collector.rows.map { note($0, asked) }
    let known = Set(found.notes.lazy.map(\.id))
    for id in asked where !known.contains(id) {
      found.notes.append(note(RowCollector.Row(id: id, hits: 0..<0), asked))
    }
    if let allowed { found.notes = found.notes.compactMap { restricted($0, to: allowed) } }
    found.notes.sort { $0.id < $1.id }
    found.hits = collector.hits
    return found
  }

  /// A note as far as it is allowed: its first section may not be, and then another stands for it.
  private func restricted(_ note: Candidates.Note, to allowed: FilterRows) -> Candidates.Note? {
    if allowed.contains(Int(note.firstSection), of: Int(note.id)) { return note }
    guard case .sections(let sections) = allowed,
      let first = self.sections(of: Int(note.id)).first(where: sections.contains)
    else { return nil }
    var note = note
    note.firstSection = Int32(first)
    return note
  }

  func collect(
    _ table: String, _ expression: String, _ terms: Int, _ fields: [Field]
  ) throws(SQLiteError) {
    collector.start(terms: terms, fields: fields)
    let statement = try statement("SELECT vq_visit(\(table)) FROM \(table) WHERE \(table) MATCH ?1")
    statement.bind(expression, at: 1)
    try statement.run()
  }

  private func section(_ row: RowCollector.Row) -> Candidates.Section {
    let lengths = sectionLengths[Int(row.id)]
    return Candidates.Section(
      id: row.id, note: lengths.note, headingsLength: UInt16(lengths.headings),
      bodyLength: UInt32(lengths.body), hits: row.hits)
  }

  private func note(_ row: RowCollector.Row, _ asked: Set<Int32>) -> Candidates.Note {
    let lengths = noteLengths[Int(row.id)]
    return Candidates.Note(
      id: row.id, firstSection: lengths.firstSection, titleLength: lengths.title,
      aliasesLength: lengths.aliases, questionsLength: lengths.questions,
      tagsLength: lengths.tags, propertiesLength: lengths.properties,
      answersQuestion: asked.contains(row.id), hits: row.hits)
  }

  private func notes(answering key: String) throws(SQLiteError) -> Set<Int32> {
    guard !key.isEmpty else { return [] }
    let statement = try statement("SELECT note FROM question WHERE key = ?1")
    statement.bind(key, at: 1)
    defer { statement.reset() }
    var notes: Set<Int32> = []
    while try statement.step() { notes.insert(Int32(truncatingIfNeeded: statement.integer(0))) }
    return notes
  }
}
