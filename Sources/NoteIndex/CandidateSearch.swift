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
    try collect(.notes, expression, query.terms)
    var fields = collector.rows
    var count = 0
    for row in fields {
      guard let id = note(ofSection: Int(row.id)) else { continue }
      fields[count] = RowCollector.Row(id: Int32(truncatingIfNeeded: id), hits: row.hits)
      count += 1
    }
    fields.removeSubrange(count...)
    fields += asked.map { RowCollector.Row(id: $0, hits: 0..<0) }
    try collect(.names, expression, query.terms)
    found.hits = collector.hits
    found.notes = merged(Self.sorted(fields), Self.sorted(collector.rows), asked, &found.hits)
    if let allowed {
      var kept: [Candidates.Note] = []
      for note in found.notes {
        if let note = try restricted(note, to: allowed) { kept.append(note) }
      }
      found.notes = kept
    }
    try compareQuestions(with: query, in: &found)
  }

  /// Rows by id; those of a full load are so already.
  private static func sorted(_ rows: [RowCollector.Row]) -> [RowCollector.Row] {
    let isSorted = zip(rows, rows.dropFirst()).allSatisfy { $0.id < $1.id }
    return isSorted ? rows : rows.sorted { ($0.id, $0.hits.count) < ($1.id, $1.hits.count) }
  }

  /// One note for all rows with its id, whose hits have to lie side by side.
  private func merged(
    _ fields: [RowCollector.Row], _ names: [RowCollector.Row], _ asked: Set<Int32>,
    _ hits: inout [TermHit]
  ) -> [Candidates.Note] {
    var notes: [Candidates.Note] = []
    notes.reserveCapacity(fields.count + names.count)
    var (field, name) = (0, 0)
    while field < fields.count || name < names.count {
      let next = field < fields.count ? fields[field].id : .max
      let id = name < names.count ? min(next, names[name].id) : next
      var row = RowCollector.Row(id: id, hits: 0..<0)
      func take(_ other: Range<Int32>) {
        if row.hits.isEmpty || other.isEmpty {
          if row.hits.isEmpty { row.hits = other }
          return
        }
        let start = Int32(hits.count)
        // One by one: to append a slice of an array to itself copies all of it.
        for place in row.hits { hits.append(hits[Int(place)]) }
        for place in other { hits.append(hits[Int(place)]) }
        row.hits = start..<Int32(hits.count)
      }
      while field < fields.count, fields[field].id == id {
        take(fields[field].hits)
        field += 1
      }
      while name < names.count, names[name].id == id {
        take(names[name].hits)
        name += 1
      }
      notes.append(note(row, asked))
    }
    return notes
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
      case .sections: [.body, .headings]
      case .notes: [.title, .questions, .tags, .properties]
      case .names: [.aliases]
      }
    }
  }

  /// More terms than these are looked for one after the other: together each row costs a look at every term.
  private static let mostTogether = 12

  func collect(
    _ table: Table, _ expression: String, _ terms: [QueryTerm]
  ) throws(SQLiteError) {
    guard terms.count > Self.mostTogether else {
      return try visit(table, expression, terms, from: 0)
    }
    for place in terms.indices {
      guard let expression = MatchExpression.any(of: [terms[place]]) else { continue }
      try visit(table, expression, [terms[place]], from: place)
    }
    collector.joinRows()
  }

  private func visit(
    _ table: Table, _ expression: String, _ terms: [QueryTerm], from first: Int
  ) throws(SQLiteError) {
    // What others call a note is in no language that could be told.
    collector.start(terms, from: first, fields: table.fields) { [sectionLengths] row in
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
