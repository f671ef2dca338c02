package import SQLite

extension NoteIndex {
  /// Reads one of the index's own facts, such as the vault it belongs to.
  package func meta(_ key: String) throws(SQLiteError) -> String? {
    let statement = try statement("SELECT value FROM meta WHERE key = ?1")
    statement.bind(key, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return statement.text(0)
  }

  /// Writes one of the index's own facts.
  package func setMeta(_ key: String, _ value: String) throws(SQLiteError) {
    let statement = try statement("INSERT OR REPLACE INTO meta VALUES(?1, ?2)")
    statement.bind(key, at: 1)
    statement.bind(value, at: 2)
    try statement.run()
  }

  /// The number of the last commit, unique among all commits of all indexes; nil if there was none.
  ///
  /// It identifies one state of the index: a watcher knows that the vault equals the index of one generation.
  package var generation: Int64? {
    get throws(SQLiteError) {
      guard let text = try meta(Self.generationKey) else { return nil }
      return Int64(text)
    }
  }

  /// Draws the number of the next commit.
  package func renewGeneration() throws(SQLiteError) {
    try setMeta(Self.generationKey, String(Int64.random(in: 1 ... .max)))
  }

  private static let generationKey = "generation"
}
