package import NoteModel
package import SQLite

/// What the index knows of a note beside its text and its links.
package struct StoredSummary: Sendable, Hashable {
  package var title: String
  package var aliases: [String] = []
  /// Each once, as the note spells it first.
  package var tags: [String] = []
  /// Names by key, and values as JSON; of properties with one key the first.
  package var properties: [NameKey: String] = [:]
  /// Bytes of the file.
  package var size: Int64?
  /// In nanoseconds since 1970.
  package var modified: Int64?

  /// Tags and properties that are kept: a hostile note can have a million.
  package static let most = 10_000
}

extension NoteIndex {
  /// Returns what is known of a note or canvas; nil for another file.
  package func summary(of path: VaultPath) throws(SQLiteError) -> StoredSummary? {
    let statement = try statement(
      "SELECT facts, size, modified FROM file JOIN note USING(id) WHERE path = ?1")
    statement.bind(path.text, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    var summary = StoredSummary(title: try NoteFacts.title(statement.bytes(0)))
    summary.aliases = Array(
      try NoteFacts.aliases(statement.bytes(0)).prefix(StoredSummary.most))
    var seen: Set<NameKey> = []
    try NoteFacts.forEachTag(statement.bytes(0)) { name, _ in
      if summary.tags.count < StoredSummary.most, seen.insert(NameKey(name)).inserted {
        summary.tags.append(name)
      }
    }
    try NoteFacts.forEachProperty(statement.bytes(0)) { name, value in
      let key = NameKey(String(decoding: name, as: UTF8.self))
      if summary.properties[key] == nil {
        summary.properties[key] = String(decoding: value.json, as: UTF8.self)
      }
      return summary.properties.count < StoredSummary.most
    }
    if !statement.isNull(1) { summary.size = statement.integer(1) }
    if !statement.isNull(2) { summary.modified = statement.integer(2) }
    return summary
  }
}
