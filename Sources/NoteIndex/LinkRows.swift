package import NoteModel
package import SQLite

/// A link of a note as it is stored: what was written, and what it leads to.
package struct LinkRow: Sendable, Hashable {
  package var link: Link
  /// Set for a link in a property.
  package var keyPath: String?
  /// Where the link starts.
  package var position: Position
  /// Hash of the key by which a refresh finds the links that a changed name can touch.
  package var lookup: Int64
  package var target: LinkTarget

  package init(
    link: Link, keyPath: String?, position: Position, lookup: Int64, target: LinkTarget
  ) {
    self.link = link
    self.keyPath = keyPath
    self.position = position
    self.lookup = lookup
    self.target = target
  }
}

/// What a link leads to.
package struct LinkTarget: Sendable, Hashable {
  /// The raw value of the resolution's outcome.
  package var outcome: Int
  /// Id of the file, nil where there is none.
  package var file: Int64?
  /// How many other files it could have meant.
  package var others: Int

  package init(outcome: Int, file: Int64?, others: Int) {
    self.outcome = outcome
    self.file = file
    self.others = others
  }

  /// Binds the three columns that hold a target.
  func bind(to statement: Statement, from column: Int32) {
    statement.bind(outcome, at: column)
    if let file {
      statement.bind(file, at: column + 1)
    } else {
      statement.bindNull(at: column + 1)
    }
    statement.bind(others, at: column + 2)
  }
}

/// A link together with the note it stands in.
package struct StoredLink: Sendable, Hashable {
  package var source: VaultPath
  package var note: Int64
  package var ordinal: Int
  package var row: LinkRow
}

extension NoteIndex {
  /// Changes what a link leads to.
  package func setTarget(_ target: LinkTarget, of link: StoredLink) throws(SQLiteError) {
    let statement = try statement(
      "UPDATE link SET outcome = ?1, target = ?2, others = ?3 WHERE note = ?4 AND ordinal = ?5")
    target.bind(to: statement, from: 1)
    statement.bind(link.note, at: 4)
    statement.bind(link.ordinal, at: 5)
    try statement.run()
  }

  /// Returns the links whose look-up key has this hash.
  package func links(lookup: Int64) throws(SQLiteError) -> [StoredLink] {
    try links(where: "lookup = ?1", lookup)
  }

  /// Returns the links that lead to a file, by source path and position.
  package func links(to file: Int64) throws(SQLiteError) -> [StoredLink] {
    try links(where: "target = ?1", file)
  }

  /// Counts the links that lead to a file.
  package func linkCount(to file: Int64) throws(SQLiteError) -> Int {
    let statement = try statement("SELECT count(*) FROM link WHERE target = ?1")
    statement.bind(file, at: 1)
    defer { statement.reset() }
    return try statement.step() ? Int(statement.integer(0)) : 0
  }

  /// Returns the links of a note in the order of the file, those of its properties first.
  package func links(of note: Int64) throws(SQLiteError) -> [StoredLink] {
    try links(where: "note = ?1", note)
  }

  /// Returns the links that end another way than `outcome`, or that could have meant another file.
  package func links(exceptPlain outcome: Int) throws(SQLiteError) -> [StoredLink] {
    try links(where: "(outcome <> ?1 OR others > 0)", Int64(outcome))
  }

  /// Returns the links that name a heading or a block of a file that was found.
  package func linksWithFragment() throws(SQLiteError) -> [StoredLink] {
    try links(where: "target IS NOT NULL AND ?1 = 0 AND instr(link, '#') > 0", 0)
  }

  private func links(where condition: String, _ value: Int64) throws(SQLiteError) -> [StoredLink] {
    let statement = try statement(
      """
      SELECT path, note, ordinal, form, line, column, link, display, key_path, lookup, outcome,
        target, others
      FROM link JOIN file ON file.id = link.note WHERE \(condition) ORDER BY path, ordinal
      """)
    statement.bind(value, at: 1)
    defer { statement.reset() }
    var links: [StoredLink] = []
    while try statement.step() { links.append(storedLink(statement)) }
    return links
  }

  private func storedLink(_ statement: Statement) -> StoredLink {
    let form = statement.integer(3)
    let link = statement.text(6)
    let row = LinkRow(
      link: Link(
        form: form & 1 == 0 ? .wiki : .markdown, isEmbed: form & 2 != 0, link: link,
        display: statement.isNull(7) ? link : statement.text(7), range: SourceRange(0, 0)),
      keyPath: statement.isNull(8) ? nil : statement.text(8),
      position: Position(line: Int(statement.integer(4)), column: Int(statement.integer(5))),
      lookup: statement.integer(9),
      target: LinkTarget(
        outcome: Int(statement.integer(10)),
        file: statement.isNull(11) ? nil : statement.integer(11),
        others: Int(statement.integer(12))))
    return StoredLink(
      source: VaultPath(statement.text(0)), note: statement.integer(1),
      ordinal: Int(statement.integer(2)), row: row)
  }
}
