package import NoteModel
import NoteQuery
import NoteText
package import SQLite

/// Writes notes into an index and takes them out again. Used inside one transaction.
package final class NoteWriter {
  private let index: NoteIndex
  private var nextSection: Int64

  /// Starts writing; section ids go on after the highest one.
  package init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    nextSection = (try index.connection.integer("SELECT max(id) FROM section") ?? 0) + 1
  }

  // MARK: In

  /// Writes a note that the index does not hold yet, under the id of its file.
  package func insert(_ note: Note, id: Int64, links: [LinkRow]) throws(SQLiteError) {
    let first = nextSection
    var shown: Int64?
    for section in note.sections {
      if shown == nil, showsText(section, of: note) { shown = nextSection }
      try insert(section, note: id)
    }
    let fields = NoteFields(note)
    let lengths = try insertFields(
      fields, of: note, id: id, firstSection: first, shown: shown ?? first)
    index.noteLengths[Int(id)] = lengths
    index.totals.add(lengths, times: 1)
    try insertNames(of: note, id: id)
    try index.insertLinks(links, of: id)
    try insertProblems(note.problems, of: id)
  }

  /// Tells whether a section shows more than embeds: a picture answers no question.
  private func showsText(_ section: Section, of note: Note) -> Bool {
    let isInside = { (link: Link) in
      link.isEmbed && link.range.start >= section.range.start
        && link.range.end <= section.range.end
    }
    var rest = section.text.bytes.count { $0 > 0x20 }
    for embed in note.links where isInside(embed) {
      rest -= embed.display.utf8.count { $0 > 0x20 }
    }
    return rest > 0
  }

  /// Writes problems of a file that could not be read as a note.
  package func insertProblems(_ problems: [Problem], of id: Int64) throws(SQLiteError) {
    guard !problems.isEmpty else { return }
    let statement = try index.statement("INSERT INTO problem VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
    for (ordinal, problem) in problems.enumerated() {
      statement.bind(id, at: 1)
      statement.bind(ordinal, at: 2)
      statement.bind(problem.position.line, at: 3)
      statement.bind(problem.position.column, at: 4)
      statement.bind(problem.kind.rawValue, at: 5)
      statement.bind(problem.message, at: 6)
      try statement.run()
    }
  }

  private func insert(_ section: Section, note: Int64) throws(SQLiteError) {
    let headings = section.headingPath.joined(separator: "\n")
    let leaves = LeafCoding.encode(section.text.leaves)
    let row = try index.statement("INSERT INTO section VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
    let terms = try index.statement(
      "INSERT INTO section_fts(rowid, headings, body) VALUES(?1, ?2, ?3)")
    row.bind(nextSection, at: 1)
    row.bind(note, at: 2)
    row.bind(section.level, at: 3)
    row.bind(section.line, at: 4)
    row.bind(section.endLine, at: 5)
    row.bind(section.text.firstLine, at: 6)
    row.bind(headings, at: 8)
    terms.bind(nextSection, at: 1)
    terms.bind(headings, at: 2)
    index.tokenCounts.values.removeAll(keepingCapacity: true)
    try section.text.bytes.span.withUnsafeBytes { (body) throws(SQLiteError) in
      try leaves.span.withUnsafeBytes { (leaves) throws(SQLiteError) in
        row.bind(uncopiedBlob: leaves, at: 7)
        row.bind(uncopiedText: body, at: 9)
        try row.run()
      }
      terms.bind(uncopiedText: body, at: 3)
      try terms.run()
    }
    let counts = index.tokenCounts.values
    let lengths = SectionLengths(
      note: Int32(truncatingIfNeeded: note), body: UInt16(clamping: counts.last ?? 0),
      headings: UInt8(clamping: counts.first ?? 0))
    index.sectionLengths[Int(nextSection)] = lengths
    index.totals.add(lengths, times: 1)
    nextSection += 1
  }

  private func insertFields(
    _ fields: NoteFields, of note: Note, id: Int64, firstSection: Int64, shown: Int64
  ) throws(SQLiteError) -> NoteLengths {
    let row = try index.statement("INSERT INTO note VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
    let terms = try index.statement(
      """
      INSERT INTO note_fts(rowid, title, aliases, questions, tags, properties)
      VALUES(?1, ?2, ?3, ?4, ?5, ?6)
      """)
    for (column, text) in fields.columns.enumerated() {
      row.bind(text, at: Int32(column + 2))
      terms.bind(text, at: Int32(column + 2))
    }
    row.bind(id, at: 1)
    row.bind(firstSection, at: 7)
    row.bind(note.sections.count, at: 8)
    terms.bind(id, at: 1)
    index.tokenCounts.values.removeAll(keepingCapacity: true)
    try row.run()
    try terms.run()
    let counts = index.tokenCounts.values
    func length(_ column: Int) -> UInt16 {
      column < counts.count ? UInt16(clamping: counts[column]) : 0
    }
    return NoteLengths(
      firstSection: Int32(truncatingIfNeeded: shown), title: length(0), aliases: length(1),
      questions: length(2), tags: length(3), properties: length(4))
  }

  private func insertNames(of note: Note, id: Int64) throws(SQLiteError) {
    for (ordinal, alias) in note.aliases.enumerated() {
      try insertName("alias", id, ordinal, NameKey(alias.text).text, alias.text)
    }
    for (ordinal, question) in note.questions.enumerated() {
      let key = QuestionKey.make(question.text, index.tokenizer)
      try insertName("question", id, ordinal, key, question.text)
    }
    let tags = try index.statement("INSERT INTO tag VALUES(?1, ?2, ?3, ?4, ?5)")
    for (ordinal, tag) in note.tags.enumerated() {
      tags.bind(id, at: 1)
      tags.bind(ordinal, at: 2)
      tags.bind(NameKey(tag.name).text, at: 3)
      tags.bind(tag.name, at: 4)
      tags.bind(note.lines.line(at: tag.range.start), at: 5)
      try tags.run()
    }
    let properties = try index.statement("INSERT INTO property VALUES(?1, ?2, ?3, ?4, ?5)")
    for (ordinal, property) in note.properties.enumerated() {
      properties.bind(id, at: 1)
      properties.bind(ordinal, at: 2)
      properties.bind(NameKey(property.key).text, at: 3)
      properties.bind(property.key, at: 4)
      properties.bind(PropertyText.json(property.value), at: 5)
      try properties.run()
    }
  }

  private func insertName(
    _ table: String, _ id: Int64, _ ordinal: Int, _ key: String, _ text: String
  ) throws(SQLiteError) {
    let statement = try index.statement("INSERT INTO \(table) VALUES(?1, ?2, ?3, ?4)")
    statement.bind(id, at: 1)
    statement.bind(ordinal, at: 2)
    statement.bind(key, at: 3)
    statement.bind(text, at: 4)
    try statement.run()
  }

  // MARK: Out

  /// Takes everything of a note out of the index, except the row of its file.
  package func remove(_ id: Int64) throws(SQLiteError) {
    try removeSections(of: id)
    let fields = try index.statement(
      """
      INSERT INTO note_fts(note_fts, rowid, title, aliases, questions, tags, properties)
      SELECT 'delete', id, title, aliases, questions, tags, properties FROM note WHERE id = ?1
      """)
    fields.bind(id, at: 1)
    try fields.run()
    for (table, column) in [
      ("note", "id"), ("alias", "note"), ("question", "note"), ("tag", "note"),
      ("property", "note"), ("link", "note"), ("problem", "note"),
    ] {
      let statement = try index.statement("DELETE FROM \(table) WHERE \(column) = ?1")
      statement.bind(id, at: 1)
      try statement.run()
    }
    let lengths = index.noteLengths[Int(id)]
    if lengths.firstSection != 0 { index.totals.add(lengths, times: -1) }
    index.noteLengths[Int(id)] = NoteLengths()
  }

  private func removeSections(of id: Int64) throws(SQLiteError) {
    let range = try index.statement("SELECT first_section, section_count FROM note WHERE id = ?1")
    range.bind(id, at: 1)
    guard try range.step() else { return }
    let first = range.integer(0)
    let end = first + range.integer(1)
    range.reset()
    for sql in [
      """
      INSERT INTO section_fts(section_fts, rowid, headings, body)
      SELECT 'delete', id, headings, body FROM section WHERE id >= ?1 AND id < ?2
      """,
      "DELETE FROM section WHERE id >= ?1 AND id < ?2",
    ] {
      let statement = try index.statement(sql)
      statement.bind(first, at: 1)
      statement.bind(end, at: 2)
      try statement.run()
    }
    for section in Int(first)..<Int(end) {
      index.totals.add(index.sectionLengths[section], times: -1)
      index.sectionLengths[section] = SectionLengths()
    }
  }
}

/// The text of a note's own fields, one line an entry.
struct NoteFields {
  /// In the order of the columns of `note_fts`.
  let columns: [String]

  init(_ note: Note) {
    // The stem is searched like the title: people remember notes by the names of their files.
    let stem = String(note.path.stem)
    let title = note.title == stem ? stem : note.title + "\n" + stem
    var properties = ""
    for property in note.properties where !Self.isField(property.key) {
      PropertyText.appendScalars(of: property.value, to: &properties)
    }
    columns = [
      title, note.aliases.map(\.text).joined(separator: "\n"),
      note.questions.map(\.text).joined(separator: "\n"),
      note.tags.map(\.name).joined(separator: "\n"), properties,
    ]
  }

  /// Tells whether a property has a field of its own.
  private static func isField(_ key: String) -> Bool {
    fieldKeys.contains(NameKey(key).text)
  }

  private static let fieldKeys: Set<String> = [
    "title", "alias", "aliases", "tag", "tags", "keyword", "keywords", "question", "questions",
  ]
}
