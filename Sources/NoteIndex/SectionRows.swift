package import NoteModel
package import SQLite

/// A section as the index holds it.
///
/// Path and title of its note are left out: many sections are read for each one that is shown.
package struct StoredSection: Sendable, Hashable {
  package var id: Int64
  package var note: Int64
  package var headings: [String]
  package var level: Int
  /// 1-based, of the heading or label line.
  package var line: Int
  /// 1-based last line that is not blank.
  package var endLine: Int
  /// Plain text without the heading line; `runs` is empty.
  package var text: SectionText
}

extension NoteIndex {
  /// Returns a section, or nil where the index has none with this id.
  package func section(_ id: Int64) throws(SQLiteError) -> StoredSection? {
    let statement = try statement(
      """
      SELECT id, note, headings, level, line, end_line, first_line, leaves, body
      FROM section WHERE id = ?1
      """)
    statement.bind(id, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let body = Array(statement.bytes(8))
    let headings = statement.text(2)
    return StoredSection(
      id: statement.integer(0), note: statement.integer(1),
      headings: headings.isEmpty ? [] : headings.split(separator: "\n").map(String.init),
      level: Int(statement.integer(3)), line: Int(statement.integer(4)),
      endLine: Int(statement.integer(5)),
      text: SectionText(
        bytes: body, firstLine: Int(statement.integer(6)),
        leaves: LeafCoding.decode(statement.bytes(7), count: body.count)))
  }

  /// Returns the title of a note.
  package func title(of note: Int64) throws(SQLiteError) -> String? {
    let statement = try statement("SELECT title FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    return try statement.step() ? Self.displayTitle(statement.text(0)) : nil
  }

  /// The column holds the title and, where they differ, the file's stem on a second line.
  private static func displayTitle(_ column: String) -> String {
    column.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? column
  }
}
