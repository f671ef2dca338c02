package import NoteModel
package import NoteQuery
package import SQLite

/// The notes or sections that a filter lets through.
///
/// Most conditions are about whole notes; a set of notes is small and quickly made, and only a filter that
/// also speaks of sections needs a set of those.
enum FilterRows {
  case notes(RowSet)
  case sections(RowSet)

  func contains(_ section: Int, of note: Int) -> Bool {
    switch self {
    case .notes(let notes): notes.contains(note)
    case .sections(let sections): sections.contains(section)
    }
  }
}

extension NoteIndex {
  /// Returns what may be found, nil for everything: what passes the filter and has no excluded term.
  func allowedRows(_ query: Query) throws(SQLiteError) -> FilterRows? {
    var filters: [QueryFilter] = []
    if let filter = query.filter { filters.append(filter) }
    if !query.excluded.isEmpty { filters.append(.not(.words(query.excluded))) }
    return filters.isEmpty ? nil : try rows(of: .all(filters))
  }

  /// Returns the conditions of a filter that no note at all meets.
  package func unmetConditions(
    of filter: QueryFilter
  ) throws(SQLiteError) -> [QueryFilter.Condition] {
    var unmet: [QueryFilter.Condition] = []
    for condition in filter.wanted {
      let isMet =
        switch try rows(of: .condition(condition)) {
        case .notes(let rows): (0..<rows.limit).contains { rows.contains($0) }
        case .sections(let rows): (0..<rows.limit).contains { rows.contains($0) }
        }
      if !isMet { unmet.append(condition) }
    }
    return unmet
  }

  /// Returns all that a query lets through, in the order of paths: at most `limit` rows from `offset` on.
  ///
  /// One section stands for a note, unless the query picks sections.
  package func listing(
    of query: Query, from offset: Int, limit: Int, isHidden: (VaultPath) -> Bool
  ) throws(SQLiteError) -> [Int64] {
    guard let allowed = try allowedRows(query) else { return [] }
    let picksSections = query.filter?.picksSections ?? false
    let statement = try statement("SELECT id, path FROM file WHERE is_note ORDER BY path")
    defer { statement.reset() }
    var found: [Int64] = []
    var skipped = 0
    while found.count < limit, try statement.step() {
      let note = Int(statement.integer(0))
      if case .notes(let notes) = allowed, !notes.contains(note) { continue }
      var sections = sections(of: note).filter { allowed.contains($0, of: note) }
      if sections.isEmpty || isHidden(VaultPath(statement.text(1))) { continue }
      if !picksSections {
        let first = Int(noteLengths[note].firstSection)
        sections = [sections.contains(first) ? first : sections[0]]
      }
      for section in sections {
        if skipped < offset { skipped += 1 } else { found.append(Int64(section)) }
      }
    }
    return Array(found.prefix(limit))
  }

  /// The ids of a note's sections, ascending.
  func sections(of note: Int) -> [Int] {
    let shown = Int(noteLengths[note].firstSection)
    guard shown > 0 else { return [] }
    var first = shown
    var end = shown + 1
    while first > 1, sectionLengths[first - 1].note == note { first -= 1 }
    while sectionLengths[end].note == note { end += 1 }
    return Array(first..<end)
  }

  // MARK: Trees

  private func rows(of filter: QueryFilter) throws(SQLiteError) -> FilterRows {
    switch filter {
    case .condition(let condition): return try rows(of: condition.kind)
    case .words(let terms): return .sections(try sections(holding: terms))
    case .not(let filter):
      switch try rows(of: filter) {
      case .notes(let notes): return .notes(notes.inverted)
      case .sections(let sections): return .sections(sections.inverted)
      }
    case .all(let filters): return try joined(filters) { $0.formIntersection($1) }
    case .any(let filters): return try joined(filters) { $0.formUnion($1) }
    }
  }

  private func joined(
    _ filters: [QueryFilter], _ join: (inout RowSet, RowSet) -> Void
  ) throws(SQLiteError) -> FilterRows {
    var result: FilterRows?
    for filter in filters {
      let next = try rows(of: filter)
      switch (result, next) {
      case (nil, _): result = next
      case (.notes(var all), .notes(let one)):
        join(&all, one)
        result = .notes(all)
      case (let known?, _):
        var all = asSections(known)
        join(&all, asSections(next))
        result = .sections(all)
      }
    }
    return result ?? .notes(RowSet(limit: noteLengths.limit, isFull: true))
  }

  private func asSections(_ rows: FilterRows) -> RowSet {
    switch rows {
    case .sections(let sections): return sections
    case .notes(let notes):
      var sections = RowSet(limit: sectionLengths.limit)
      for id in 0..<sections.limit {
        let note = Int(sectionLengths[id].note)
        if note > 0, notes.contains(note) { sections.insert(id) }
      }
      return sections
    }
  }

  // MARK: Leaves

  private func rows(of kind: QueryFilter.Kind) throws(SQLiteError) -> FilterRows {
    var notes = RowSet(limit: noteLengths.limit)
    switch kind {
    case .tag(let tag):
      let key = NameKey(tag).text
      // "0" is the character after "/": everything between is a tag below this one.
      for sql in [
        "SELECT note FROM tag WHERE key = ?1",
        "SELECT note FROM tag WHERE key > ?1 || '/' AND key < ?1 || '0'",
      ] {
        let statement = try statement(sql)
        statement.bind(key, at: 1)
        defer { statement.reset() }
        while try statement.step() { notes.insert(Int(statement.integer(0))) }
      }
    case .path(let text): try insertFiles("path", holding: text, into: &notes)
    case .file(let text): try insertFiles("name_key", holding: text, into: &notes)
    case .property(let name, let tests):
      let statement = try statement("SELECT note, value FROM property WHERE key = ?1")
      statement.bind(NameKey(name).text, at: 1)
      defer { statement.reset() }
      let tester = PropertyTester(tests)
      while try statement.step() {
        let passes = tests == [.exists] || tester.passes(statement.bytes(1))
        if passes { notes.insert(Int(statement.integer(0))) }
      }
    case .section(let term):
      var sections = RowSet(limit: sectionLengths.limit)
      guard let expression = MatchExpression.any(of: [term]) else { return .sections(sections) }
      try collect("section_fts", "headings : (\(expression))", 1, [.headings, .body])
      for row in collector.rows { sections.insert(Int(row.id)) }
      return .sections(sections)
    }
    return .notes(notes)
  }

  private func insertFiles(
    _ column: String, holding text: String, into notes: inout RowSet
  ) throws(SQLiteError) {
    let needle = CaselessText(text)
    let statement = try statement("SELECT id, \(column) FROM file WHERE is_note")
    defer { statement.reset() }
    while try statement.step() {
      if needle.stands(in: statement.bytes(1)) { notes.insert(Int(statement.integer(0))) }
    }
  }

  private func sections(holding terms: [QueryTerm]) throws(SQLiteError) -> RowSet {
    var sections = RowSet(limit: sectionLengths.limit)
    guard let expression = MatchExpression.any(of: terms) else { return sections }
    try collect(
      "note_fts", expression, terms.count, [.title, .aliases, .questions, .tags, .properties])
    if !collector.rows.isEmpty {
      var notes = RowSet(limit: noteLengths.limit)
      for row in collector.rows { notes.insert(Int(row.id)) }
      sections = asSections(.notes(notes))
    }
    try collect("section_fts", expression, terms.count, [.headings, .body])
    for row in collector.rows { sections.insert(Int(row.id)) }
    return sections
  }

  /// Whether a note has a property of this name.
  package func hasProperty(_ name: String) throws(SQLiteError) -> Bool {
    let statement = try statement("SELECT 1 FROM property WHERE key = ?1 LIMIT 1")
    statement.bind(NameKey(name).text, at: 1)
    defer { statement.reset() }
    return try statement.step()
  }
}
