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

  /// Returns the notes and canvases that were modified last, newest first.
  ///
  /// - Parameter limit: At most so many; fewer take less time.
  package func recentNotes(
    limit: Int
  ) throws(SQLiteError) -> [(id: Int64, path: VaultPath)] {
    let statement = try statement(
      "SELECT id, path FROM file WHERE is_note ORDER BY modified DESC, path LIMIT ?1")
    statement.bind(Int64(limit), at: 1)
    defer { statement.reset() }
    var notes: [(id: Int64, path: VaultPath)] = []
    while try statement.step() {
      notes.append((statement.integer(0), VaultPath(statement.text(1))))
    }
    return notes
  }
}
