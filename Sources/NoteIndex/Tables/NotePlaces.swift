package import NoteModel
package import SQLite

/// What the index knows of a note that is read to show one of its sections.
package struct NotePlace: Sendable, Hashable {
  package var note: Int64
  package var path: VaultPath
  /// Of the content that was indexed.
  package var digest: Int64
  package var title: String
  package var aliases: [String]
  /// The numbers of its sections, in the order of the note.
  package var sections: Range<Int>
}

extension NoteIndex {
  /// Returns the note that a section belongs to, nil where the section is gone.
  package func note(ofSection id: Int) -> Int64? {
    let note = sectionLengths[id].note
    return note == 0 ? nil : Int64(note)
  }

  /// Returns about how many words the texts of some sections have; what is longer than 65,535 counts as that.
  package func tokens(ofSections ids: Range<Int>) -> Int {
    ids.reduce(0) { $0 + Int(sectionLengths[$1].body) }
  }

  /// Returns where a note lies, nil where the index has none with this id.
  package func place(of note: Int64) throws(SQLiteError) -> NotePlace? {
    let statement = try statement(
      """
      SELECT path, digest, facts, first_section, section_count FROM note JOIN file USING(id)
      WHERE note.id = ?1
      """)
    statement.bind(note, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return NotePlace(
      note: note, path: VaultPath(statement.text(0)), digest: statement.integer(1),
      title: try NoteFacts.title(statement.bytes(2)),
      aliases: try NoteFacts.aliases(statement.bytes(2)),
      sections: try Self.range(statement.integer(3), statement.integer(4)))
  }

  /// Returns the numbers of a note's sections.
  func sections(of note: Int64) throws(SQLiteError) -> Range<Int>? {
    let statement = try statement("SELECT first_section, section_count FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return try Self.range(statement.integer(0), statement.integer(1))
  }

  /// Returns the numbers of a note's sections with the digest of its content; nil where the index has no such note.
  package func sectionsAndDigest(
    of note: Int64
  ) throws(SQLiteError) -> (sections: Range<Int>, digest: Int64)? {
    let statement = try statement(
      """
      SELECT digest, first_section, section_count FROM note JOIN file USING(id) WHERE note.id = ?1
      """)
    statement.bind(note, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return (try Self.range(statement.integer(1), statement.integer(2)), statement.integer(0))
  }

  private static func range(_ first: Int64, _ count: Int64) throws(SQLiteError) -> Range<Int> {
    guard (1...Int64(Int32.max)).contains(first), (0...Int64(Int32.max)).contains(count) else {
      throw RecordReader.damage
    }
    return Int(first)..<Int(first + count)
  }

  /// Returns the title of a note.
  package func title(of note: Int64) throws(SQLiteError) -> String? {
    try withFacts(of: note) { (facts) throws(SQLiteError) in try NoteFacts.title(facts) }
  }

  /// Returns the aliases of a note as written.
  package func aliases(of note: Int64) throws(SQLiteError) -> [String] {
    try withFacts(of: note) { (facts) throws(SQLiteError) in try NoteFacts.aliases(facts) } ?? []
  }

  /// Calls `body` with the title and each alias of all notes.
  package func forEachName(_ body: (String) -> Void) throws(SQLiteError) {
    let statement = try statement("SELECT facts FROM note ORDER BY id")
    defer { statement.reset() }
    while try statement.step() {
      body(try NoteFacts.title(statement.bytes(0)))
      for alias in try NoteFacts.aliases(statement.bytes(0)) { body(alias) }
    }
  }

  /// Hands the facts of a note to `body`, see `NoteFacts`; nil where the index has no note with this id.
  func withFacts<Result>(
    of note: Int64, _ body: (UnsafeRawBufferPointer) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result? {
    let statement = try statement("SELECT facts FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    return try statement.step() ? try body(statement.bytes(0)) : nil
  }

  /// Calls `body` with the facts of some notes, each once, in no order.
  func forEachFacts(
    of notes: [Int64], _ body: (Int64, UnsafeRawBufferPointer) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let wanted = NumberSet(notes, limit: noteLengths.limit)
    if LookUps.arePaidForRecords(notes.count) {
      try wanted.forEachID { (note) throws(SQLiteError) in
        _ = try withFacts(of: Int64(note)) { (facts) throws(SQLiteError) in
          try body(Int64(note), facts)
        }
      }
      return
    }
    let statement = try statement("SELECT id, facts FROM note")
    defer { statement.reset() }
    while try statement.step() {
      let note = statement.integer(0)
      if wanted.contains(Int(note)) { try body(note, statement.bytes(1)) }
    }
  }

  /// Returns the questions of a note as written.
  func questions(of note: Int64) throws(SQLiteError) -> [String] {
    try withFacts(of: note) { (facts) throws(SQLiteError) in try NoteFacts.questions(facts) } ?? []
  }
}
