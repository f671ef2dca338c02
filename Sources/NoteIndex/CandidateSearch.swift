package import NoteQuery
import NoteText
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

    try collect(.sections, expression, query.terms)
    found.sections = collector.rows.lazy.map(section).filter { section in
      section.note != 0 && (allowed?.contains(Int(section.id), of: Int(section.note)) ?? true)
    }
    try findNotes(expression, query, allowed, &found)
    return found
  }

  /// A note as far as it is allowed: its first section may not be, and then another stands for it.
  private func restricted(
    _ note: Candidates.Note, to allowed: FilterRows
  ) throws(SQLiteError) -> Candidates.Note? {
    if allowed.contains(Int(note.firstSection), of: Int(note.id)) { return note }
    guard case .sections(let sections) = allowed,
      let first = try self.sections(of: Int64(note.id))?.first(where: sections.contains)
    else { return nil }
    var note = note
    note.firstSection = Int32(first)
    return note
  }

  /// Finds the notes whose own fields hold a term, and those that answer the question by name.
  private func findNotes(
    _ expression: String, _ query: Query, _ allowed: FilterRows?, _ found: inout Candidates
  ) throws(SQLiteError) {
    let asked = try notes(answering: query.questionKey)
    var hits: [Int32: Range<Int32>] = [:]
    for id in asked { hits[id] = 0..<0 }
    try collect(.notes, expression, query.terms)
    for row in collector.rows {
      if let id = note(ofSection: Int(row.id)) { hits[Int32(id)] = row.hits }
    }
    try collect(.names, expression, query.terms)
    let names = collector.rows
    found.hits = collector.hits
    for row in names {
      guard let others = hits[row.id], !others.isEmpty else {
        hits[row.id] = row.hits
        continue
      }
      // The hits of one note have to lie side by side.
      let start = Int32(found.hits.count)
      found.hits += found.hits[Int(others.lowerBound)..<Int(others.upperBound)]
      found.hits += found.hits[Int(row.hits.lowerBound)..<Int(row.hits.upperBound)]
      hits[row.id] = start..<Int32(found.hits.count)
    }
    found.notes.reserveCapacity(hits.count)
    for (id, hits) in hits {
      let note = note(RowCollector.Row(id: id, hits: hits), asked)
      guard let allowed else {
        found.notes.append(note)
        continue
      }
      if let note = try restricted(note, to: allowed) { found.notes.append(note) }
    }
    found.notes.sort { $0.id < $1.id }
  }

  /// A full-text table and the fields in its columns.
  enum Table {
    case sections
    case notes
    case names

    var name: String {
      switch self {
      case .sections: "section_fts"
      case .notes: "note_fts"
      case .names: "name_fts"
      }
    }

    var fields: [Field] {
      switch self {
      case .sections: [.headings, .body]
      case .notes: [.title, .questions, .tags, .properties]
      case .names: [.aliases]
      }
    }
  }

  func collect(
    _ table: Table, _ expression: String, _ terms: [QueryTerm]
  ) throws(SQLiteError) {
    // What others call a note is in no language that could be told.
    collector.start(terms, fields: table.fields) { [sectionLengths] row in
      guard table != .names else { return .english }
      return Language(rawValue: sectionLengths[Int(row)].language) ?? .english
    }
    // It holds on to the connection, which holds on to the collector.
    defer { collector.forgetLanguage() }
    let name = table.name
    let statement = try statement("SELECT vq_visit(\(name)) FROM \(name) WHERE \(name) MATCH ?1")
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
    var notes: Set<Int32> = []
    for note in try self.notes(.question, key) {
      let questions = try facts(of: note)?.questions ?? []
      guard questions.contains(where: { QuestionKey.make($0, tokenizer) == key }) else { continue }
      notes.insert(Int32(truncatingIfNeeded: note))
    }
    return notes
  }
}
