package import NoteModel
package import SQLite

/// A tag as one note carries it.
package struct StoredTag: Sendable, Hashable {
  package var path: VaultPath
  package var note: Int64
  /// The form in which tags are compared.
  package var key: String
  package var name: String
  package var line: Int
}

/// A property as one note has it.
package struct StoredProperty: Sendable, Hashable {
  package var path: VaultPath
  package var note: Int64
  /// The form in which names are compared.
  package var key: String
  package var name: String
  /// JSON.
  package var value: String
}

extension NoteIndex {
  /// Calls `body` with every link of the vault, by source path and position.
  package func forEachLink(_ body: (StoredLink) throws -> Void) throws {
    for path in try allNotePaths() {
      guard let id = try fileID(of: path) else { continue }
      for link in try links(of: id) { try body(link) }
    }
  }

  /// Returns the paths of all canvases, in path order.
  package func canvasPaths() throws(SQLiteError) -> [VaultPath] {
    try paths("SELECT path FROM file WHERE path LIKE '%.canvas' ORDER BY path")
  }

  /// Returns the paths of the canvases that the index holds by name only, in path order.
  package func unreadCanvasPaths() throws(SQLiteError) -> [VaultPath] {
    try paths("SELECT path FROM file WHERE NOT is_note AND path LIKE '%.canvas' ORDER BY path")
  }

  /// Returns the notes that no other note links to, in path order.
  package func notesWithoutIncomingLinks() throws(SQLiteError) -> [VaultPath] {
    try paths(
      """
      SELECT path FROM file WHERE is_note AND NOT EXISTS
        (SELECT 1 FROM link WHERE target = file.id AND note <> file.id) ORDER BY path
      """)
  }

  /// Returns the notes none of whose links leads to another file, in path order.
  package func notesWithoutOutgoingLinks() throws(SQLiteError) -> [VaultPath] {
    try paths(
      """
      SELECT path FROM file WHERE is_note AND NOT EXISTS
        (SELECT 1 FROM link WHERE note = file.id AND target IS NOT NULL AND target <> file.id)
      ORDER BY path
      """)
  }

  /// Returns the files that are no notes and that no note links to, in path order.
  package func attachmentsWithoutIncomingLinks() throws(SQLiteError) -> [VaultPath] {
    try paths(
      """
      SELECT path FROM file WHERE NOT is_note AND NOT EXISTS
        (SELECT 1 FROM link WHERE target = file.id) ORDER BY path
      """)
  }

  private func paths(_ sql: String) throws(SQLiteError) -> [VaultPath] {
    let statement = try statement(sql)
    defer { statement.reset() }
    var paths: [VaultPath] = []
    while try statement.step() { paths.append(VaultPath(statement.text(0))) }
    return paths
  }

  /// Calls `body` with every tag of every note, by path and place; repeated ones too.
  package func forEachTag(_ body: (StoredTag) -> Void) throws(SQLiteError) {
    let statement = try statement(
      """
      SELECT path, note, key, name, line FROM tag JOIN file ON file.id = tag.note
      ORDER BY path, ordinal
      """)
    defer { statement.reset() }
    while try statement.step() {
      body(
        StoredTag(
          path: VaultPath(statement.text(0)), note: statement.integer(1), key: statement.text(2),
          name: statement.text(3), line: Int(statement.integer(4))))
    }
  }

  /// Returns the properties of one name, or all of them, by path and place.
  package func properties(named name: NameKey?) throws(SQLiteError) -> [StoredProperty] {
    let statement = try statement(
      """
      SELECT path, note, key, name, value FROM property JOIN file ON file.id = property.note
      WHERE ?1 IS NULL OR key = ?1 ORDER BY path, ordinal
      """)
    if let name { statement.bind(name.text, at: 1) } else { statement.bindNull(at: 1) }
    defer { statement.reset() }
    var properties: [StoredProperty] = []
    while try statement.step() {
      properties.append(
        StoredProperty(
          path: VaultPath(statement.text(0)), note: statement.integer(1), key: statement.text(2),
          name: statement.text(3), value: statement.text(4)))
    }
    return properties
  }
}
