package import NoteModel
package import SQLite

extension NoteIndex {
  private static let nanosecondsADay: Int64 = 86_400_000_000_000

  /// Returns the day on which a note was last modified, counted from 1970; 0 where that is not known.
  ///
  /// Days, since a sync or a checkout writes many notes within seconds, in an order that says nothing.
  package func dayOfChange(of path: VaultPath) throws(SQLiteError) -> Int64 {
    let statement = try statement("SELECT modified FROM file WHERE path = ?1")
    statement.bind(path.text, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) / Self.nanosecondsADay : 0
  }

  /// Calls `body` with the notes and canvases, the one that was modified last first, until it returns false.
  package func forEachRecentNote(
    _ body: (Int64, VaultPath) throws -> Bool
  ) throws {
    let statement = try statement(
      "SELECT id, path FROM file WHERE is_note ORDER BY modified DESC, path")
    defer { statement.reset() }
    while try statement.step() {
      if try !body(statement.integer(0), VaultPath(statement.text(1))) { return }
    }
  }
}
