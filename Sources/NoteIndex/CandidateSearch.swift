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
    collector.removeAll()
    let excluded = try excludedRows(query.excluded)
    collector.removeAll()

    try collect(.sections, expression, query.terms.count)
    found.sections = collector.rows.lazy.map(section).filter {
      $0.note != 0 && !excluded.hides($0)
    }
    try findNotes(expression, query, excluded, &found)
    for place in found.notes.indices
    where excluded.sections.contains(found.notes[place].firstSection) {
      // Id 0 is no section: the note then answers with other sections or not at all.
      found.notes[place].firstSection = 0
    }
    return found
  }

  /// Finds the notes whose own fields hold a term, and those that answer the question by name.
  private func findNotes(
    _ expression: String, _ query: Query, _ excluded: ExcludedRows, _ found: inout Candidates
  ) throws(SQLiteError) {
    let asked = try notes(answering: query.questionKey)
    var hits: [Int32: Range<Int32>] = [:]
    for id in asked { hits[id] = 0..<0 }
    try collect(.notes, expression, query.terms.count)
    for row in collector.rows {
      if let id = note(ofSection: Int(row.id)) { hits[Int32(id)] = row.hits }
    }
    try collect(.names, expression, query.terms.count)
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
    found.notes = hits.lazy.filter { !excluded.notes.contains($0.key) }.map { id, hits in
      note(RowCollector.Row(id: id, hits: hits), asked)
    }
    found.notes.sort { $0.id < $1.id }
  }

  /// What excluded terms keep out: sections that have one, and all sections of notes whose own fields do.
  private struct ExcludedRows {
    var sections: Set<Int32> = []
    var notes: Set<Int32> = []

    func hides(_ section: Candidates.Section) -> Bool {
      sections.contains(section.id) || notes.contains(section.note)
    }
  }

  private func excludedRows(_ terms: [QueryTerm]) throws(SQLiteError) -> ExcludedRows {
    var excluded = ExcludedRows()
    guard let expression = MatchExpression.any(of: terms) else { return excluded }
    try collect(.sections, expression, terms.count)
    excluded.sections = Set(collector.rows.lazy.map(\.id))
    try collect(.notes, expression, terms.count)
    for row in collector.rows {
      if let id = note(ofSection: Int(row.id)) { excluded.notes.insert(Int32(id)) }
    }
    try collect(.names, expression, terms.count)
    excluded.notes.formUnion(collector.rows.lazy.map(\.id))
    return excluded
  }

  /// A full-text table and the fields in its columns.
  private enum Table {
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

  private func collect(
    _ table: Table, _ expression: String, _ terms: Int
  ) throws(SQLiteError) {
    collector.start(terms: terms, fields: table.fields)
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
