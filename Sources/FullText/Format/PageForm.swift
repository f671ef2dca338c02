package import SQLite

/// Whether the pages of full-text tables have the form that this target reads and writes.
///
/// A later FTS5 may write pages of another form. It says so in the settings of the table, or in the list of its
/// segments. Such tables are read and written through FTS5 alone, which is slower.
package struct PageForm: Sendable {
  /// Why the form is not known, for a person; nil where it is.
  package let unknown: String?

  package init(unknown: String?) { self.unknown = unknown }

  package var isKnown: Bool { unknown == nil }

  /// FTS5's number for the form; 5 says that rows may have been cut out of pages.
  static let version: Int64 = 4
  /// Most levels of segments that FTS5 itself allows.
  static let mostLevels = 64
  /// Most segments that FTS5 itself allows.
  static let mostSegments = 2000

  /// Asks the settings of some tables, and whether the connection may write their pages.
  ///
  /// Throws `SQLiteError` of kind `.corrupt` where not even this FTS5 knows the form.
  package static func of(
    _ tables: [String], _ connection: Connection,
    _ prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) -> PageForm {
    let form = try ofSettings(tables, prepare)
    if form.isKnown, connection.guardsShadowTables {
      return PageForm(unknown: "this SQLite guards the pages of full-text tables")
    }
    if form.isKnown { return form }
    for table in tables { try checkThatFTS5Opens(table, prepare) }
    return form
  }

  /// Throws `SQLiteError` of kind `.corrupt` where this FTS5 cannot open a table.
  static func checkThatFTS5Opens(
    _ table: String, _ prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) {
    do throws(SQLiteError) { _ = try prepare("SELECT rowid FROM \(table) LIMIT 0") } catch {
      // It says so of settings that it does not know.
      if error.kind != .mistake { throw error }
      throw SQLiteError(corruption: "\(table): \(error.message)")
    }
  }

  private static func ofSettings(
    _ tables: [String], _ prepare: (_ sql: String) throws(SQLiteError) -> Statement
  ) throws(SQLiteError) -> PageForm {
    let versions = try prepare(
      tables.indices.map { "SELECT \($0), v FROM \(tables[$0])_config WHERE k = 'version'" }
        .joined(separator: " UNION ALL "))
    defer { versions.reset() }
    var found = Array(repeating: Int64(0), count: tables.count)
    while try versions.step() { found[Int(versions.integer(0))] = versions.integer(1) }
    for (table, version) in zip(tables, found) {
      if version != Self.version {
        return PageForm(
          unknown: "\(table) has form \(version) of FTS5, and this vq knows form \(Self.version)")
      }
    }
    return PageForm(unknown: nil)
  }
}
