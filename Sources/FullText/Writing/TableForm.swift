/// A full-text table whose rows come one after the other in a bulk load, by ascending number.
package struct TableForm: Sendable {
  package var name: String
  var columns: Int
  /// Whether it says where in a row a term stands.
  package var hasPlaces: Bool
  /// Bytes of postings that a bulk load holds in memory.
  var memory: Int
  var pageSize: Int

  package init(
    name: String, columns: Int, hasPlaces: Bool, memory: Int, pageSize: Int? = nil
  ) {
    self.name = name
    self.columns = columns
    self.hasPlaces = hasPlaces
    self.memory = memory
    self.pageSize = pageSize ?? SegmentFormat.pageSize
  }

  /// FTS5's settings are stored in the database: keep the number of segments low.
  ///
  /// `crisismerge` stays high, since the default of 16 stalls a commit for seconds.
  package var settings: String {
    let settings = [
      ("pgsz", SegmentFormat.pageSize), ("hashsize", 4 << 20), ("automerge", 4),
      ("crisismerge", 1000),
    ]
    return settings.map { setting, value in
      "INSERT INTO \(name)(\(name), rank) VALUES('\(setting)', \(value));"
    }
    .joined(separator: "\n")
  }
}
