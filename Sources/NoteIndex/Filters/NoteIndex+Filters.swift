import FullText
package import NoteModel
package import NoteQuery
package import SQLite

extension NoteIndex {
  /// Returns what may be found, nil for everything: what passes the filter and has no excluded term.
  func allowedSections(_ query: Query) throws(SQLiteError) -> AllowedSections? {
    var filters: [QueryFilter] = []
    if let filter = query.filter { filters.append(filter) }
    if !query.excluded.isEmpty { filters.append(.not(.words(query.excluded))) }
    return filters.isEmpty ? nil : try allowed(by: .all(filters))
  }

  /// Returns the conditions of a filter that no note at all meets.
  package func unmetConditions(
    of conditions: [QueryFilter.Condition]
  ) throws(SQLiteError) -> [QueryFilter.Condition] {
    var unmet: [QueryFilter.Condition] = []
    for condition in conditions {
      let isMet =
        switch try allowed(by: .condition(condition)) {
        case .notes(let notes): (0..<notes.limit).contains { notes.contains($0) }
        case .sections(let sections): (0..<sections.limit).contains { sections.contains($0) }
        }
      if !isMet { unmet.append(condition) }
    }
    return unmet
  }

  /// Returns what a query lets through, in the order of paths: at most `limit` sections from `offset` on, and how many there
  /// are in all.
  ///
  /// One section stands for a note, unless the query picks sections.
  package func listing(
    of query: Query, from offset: Int, limit: Int, isHidden: (VaultPath) -> Bool
  ) throws(SQLiteError) -> (sections: [Int], total: Int) {
    guard let allowed = try allowedSections(query) else { return ([], 0) }
    let picksSections = query.filter?.picksSections ?? false
    let statement = try statement("SELECT id, path FROM file WHERE is_note ORDER BY path")
    defer { statement.reset() }
    var found: [Int] = []
    var total = 0
    while try statement.step() {
      let note = Int(statement.integer(0))
      if case .notes(let notes) = allowed, !notes.contains(note) { continue }
      var sections = (try self.sections(of: Int64(note)) ?? 0..<0)
        .filter { allowed.contains($0, of: note) }
      if sections.isEmpty || isHidden(VaultPath(statement.text(1))) { continue }
      if !picksSections {
        let first = Int(noteLengths[note].firstSection)
        sections = [sections.contains(first) ? first : sections[0]]
      }
      for section in sections {
        if total >= offset, found.count < limit { found.append(section) }
        total += 1
      }
    }
    return (found, total)
  }

  /// Calls `body` with the notes and canvases that a query lets through in whole or in part, in the order of paths.
  ///
  /// What a filter knows only after reading a note is let through.
  package func forEachNote(
    allowedBy query: Query, _ body: (_ note: Int64, _ path: VaultPath) throws -> Void
  ) throws {
    let allowed = try allowedSections(query)
    let statement = try statement("SELECT id, path FROM file WHERE is_note ORDER BY path")
    defer { statement.reset() }
    while try statement.step() {
      let note = statement.integer(0)
      if case .notes(let notes) = allowed, !notes.contains(Int(note)) { continue }
      try body(note, VaultPath(statement.text(1)))
    }
  }

  /// Returns those of the sections that a query lets through.
  package func sections(_ ids: [Int], allowedBy query: Query) throws(SQLiteError) -> Set<Int> {
    guard let allowed = try allowedSections(query) else { return Set(ids) }
    return Set(ids.filter { allowed.contains($0, of: Int(sectionLengths[$0].note)) })
  }

  // MARK: Trees

  private func allowed(by filter: QueryFilter) throws(SQLiteError) -> AllowedSections {
    switch filter {
    case .condition(let condition): return try allowed(by: condition.kind)
    case .words(let terms): return .sections(try sections(holding: terms))
    case .not(let filter):
      switch try allowed(by: filter) {
      case .notes(let notes): return .notes(notes.inverted)
      case .sections(let sections):
        return filter.isOfText
          ? .notes(asNotes(sections).inverted) : .sections(sections.inverted)
      }
    case .all(let filters): return try joined(filters) { $0.formIntersection($1) }
    case .any(let filters): return try joined(filters) { $0.formUnion($1) }
    }
  }

  private func joined(
    _ filters: [QueryFilter], _ join: (inout NumberSet, NumberSet) -> Void
  ) throws(SQLiteError) -> AllowedSections {
    var result: AllowedSections?
    for filter in filters {
      let next = try allowed(by: filter)
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
    return result ?? .notes(NumberSet(limit: noteLengths.limit, isFull: true))
  }

  private func asSections(_ allowed: AllowedSections) -> NumberSet {
    switch allowed {
    case .sections(let sections): return sections
    case .notes(let notes):
      var sections = NumberSet(limit: sectionLengths.limit)
      for id in 0..<sections.limit {
        let note = Int(sectionLengths[id].note)
        if note > 0, notes.contains(note) { sections.insert(id) }
      }
      return sections
    }
  }

  /// The notes that have one of the sections.
  private func asNotes(_ sections: NumberSet) -> NumberSet {
    var notes = NumberSet(limit: noteLengths.limit)
    for id in 0..<sections.limit where sections.contains(id) {
      notes.insert(Int(sectionLengths[id].note))
    }
    return notes
  }

  // MARK: Leaves

  private func allowed(by kind: QueryFilter.Kind) throws(SQLiteError) -> AllowedSections {
    var notes = NumberSet(limit: noteLengths.limit)
    switch kind {
    case .tag(let tag):
      for note in try notesTagged(NameKey(tag).text) { notes.insert(Int(note)) }
    case .path(let text): try insertFiles("path", holding: text, into: &notes)
    case .file(let text): try insertFiles("name_key", holding: text, into: &notes)
    case .property(let name, let tests):
      let having = try self.notes(.property, NameKey(name).text)
      if tests.contains(.exists) {
        for note in having { notes.insert(Int(note)) }
      } else {
        let (name, tester) = (CaselessText(name), PropertyTester(tests))
        try forEachFacts(of: having) { note, facts throws(SQLiteError) in
          if try NoteFacts.passes(facts, name, tester) { notes.insert(Int(note)) }
        }
      }
    case .section(let term):
      var sections = NumberSet(limit: sectionLengths.limit)
      let headings = FullTextTable.sections.fields.firstIndex(of: .headings)
      try forEachSection(of: QueryPostings.forms([term], in: .sections, self)) { section, places in
        PostingPlaces.forEachCount(in: places.bytes) { column, _ in
          if column == headings { sections.insert(section) }
        }
      }
      return .sections(sections)
    case .search:
      return .notes(NumberSet(limit: noteLengths.limit, isFull: true))
    case .found(let found):
      for note in found.notes { notes.insert(note) }
      var sections = asSections(.notes(notes))
      for section in found.lines.keys { sections.insert(section) }
      return .sections(sections)
    }
    return .notes(notes)
  }

  private func insertFiles(
    _ column: String, holding text: String, into notes: inout NumberSet
  ) throws(SQLiteError) {
    let needle = CaselessText(text)
    let statement = try statement("SELECT id, \(column) FROM file WHERE is_note")
    defer { statement.reset() }
    while try statement.step() {
      if needle.stands(in: statement.bytes(1)) { notes.insert(Int(statement.integer(0))) }
    }
  }

  private func sections(holding terms: [QueryTerm]) throws(SQLiteError) -> NumberSet {
    let postings = try QueryPostings(terms, self)
    var notes = NumberSet(limit: noteLengths.limit)
    try forEachSection(of: postings.notes + postings.names) { section, _ in
      notes.insert(Int(sectionLengths[section].note))
    }
    var sections = asSections(.notes(notes))
    try forEachSection(of: postings.sections) { section, _ in sections.insert(section) }
    return sections
  }

  /// Calls `body` with each section that holds a term and is in a language of the form at hand.
  private func forEachSection(
    of forms: [FormPostings], _ body: (Int, PaddedPlaces) -> Void
  ) throws(SQLiteError) {
    for form in forms {
      for cursor in form.cursors {
        try cursor.forEachPosting(before: sectionLengths.limit) { section, places in
          let own = sectionLengths[section]
          if own.note != 0, form.languages.holds(own.language) { body(section, places) }
        }
      }
    }
  }

  /// Whether a note has this tag or one below it.
  package func hasTag(_ name: String) throws(SQLiteError) -> Bool {
    try !notesTagged(NameKey(name).text).isEmpty
  }

  /// Whether a note has a property of this name.
  package func hasProperty(_ name: String) throws(SQLiteError) -> Bool {
    try !notes(.property, NameKey(name).text).isEmpty
  }
}
