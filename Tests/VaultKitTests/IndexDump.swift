import NoteIndex
import NoteModel
import SQLite

/// What an index says, with paths in the place of ids and numbers of sections.
struct IndexDump {
  private let index: NoteIndex
  private(set) var lines: [String] = []

  static func lines(_ path: String) throws -> [String] {
    guard case .ready(let index) = try NoteIndex.open(path: path) else { return [] }
    return try lines(index)
  }

  static func lines(_ index: NoteIndex) throws -> [String] {
    var dump = IndexDump(index: index)
    try index.read { try dump.run() }
    return dump.lines.sorted()
  }

  private init(index: NoteIndex) {
    self.index = index
  }

  private mutating func run() throws {
    for query in [
      "SELECT 'file', path, name_key, is_note, size, digest FROM file",
      "SELECT 'names', path, names FROM names JOIN file USING(id)",
      """
      SELECT 'problem', path, ordinal, line, column, kind, message
      FROM problem JOIN file ON id = note
      """,
      "SELECT 'meta', key, value FROM meta WHERE key NOT IN ('refreshed', 'totals', 'generation')",
    ] {
      let statement = try index.connection.prepare(query)
      while try statement.step() {
        add((0..<statement.columnCount).map { statement.text($0) })
      }
    }
    for path in try index.allReadPaths() { try add(path) }
    try addLists()
    for table in ["section_fts", "note_fts", "name_fts", "key_fts"] { try addTerms(of: table) }
  }

  private mutating func add(_ fields: [String]) {
    lines.append(fields.joined(separator: " | "))
  }

  private mutating func add(_ path: VaultPath) throws {
    guard let id = try index.fileID(of: path), let place = try index.place(of: id) else { return }
    add(["note", path.text, place.title, "\(place.sections.count)", "\(place.digest)"])
    add(["linked", path.text, "\(try index.linkCount(to: id))"])
    for alias in try index.aliases(of: id) { add(["alias", path.text, alias]) }
    for link in try index.links(of: id) {
      let row = link.record
      let file = try row.target.file.flatMap { try index.path(of: $0)?.text }
      add([
        "link", path.text, "\(link.ordinal)", "\(row.link)", row.keyPath ?? "-",
        "\(row.position)", "\(row.target.outcome)", file ?? "-", "\(row.target.others)",
      ])
    }
    for link in try index.links(to: id) {
      add(["to", path.text, link.source.text, "\(link.ordinal)"])
    }
  }

  private mutating func addLists() throws {
    let overview = try index.overview()
    add(["count", "\(overview.sections)", "\(overview.links)", "\(overview.unresolvedLinks)"])
    var tags: [[String]] = []
    try index.forEachTag { tags.append(["tag", $0.path.text, $0.key, $0.name, "\($0.line)"]) }
    for tag in tags { add(tag) }
    for property in try index.properties(named: nil) {
      add(["property", property.path.text, property.key, property.name, property.value])
    }
  }

  /// Adds each term with its places, of the rows that are not dead.
  private mutating func addTerms(of table: String) throws {
    try index.connection.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_dump USING fts5vocab(main, \(table), instance)"
    )
    let statement = try index.connection.prepare(
      "SELECT term, doc, col, offset FROM temp.\(table)_dump")
    var paths: [Int64: String] = [:]
    while try statement.step() {
      let row = statement.integer(1)
      if paths[row] == nil {
        let note = table == "name_fts" ? row : index.note(ofSection: Int(row)) ?? 0
        let ordinal =
          table == "name_fts"
          ? 0 : try index.place(of: note).map { Int(row) - $0.sections.lowerBound }
        paths[row] = try index.path(of: note).map { "\($0) \(ordinal ?? 0)" } ?? ""
      }
      guard let path = paths[row], !path.isEmpty else { continue }
      // Which of the notes that have a word it is written down with depends on which was read first.
      if table == "key_fts", statement.text(0).hasPrefix("w") { continue }
      add([table, path, statement.text(0), statement.text(2), statement.text(3)])
    }
  }
}

extension NoteIndex {
  /// Returns the links of a note in the order of the file, those of its properties first.
  func links(of note: Int64) throws -> [StoredLink] {
    var links: [StoredLink] = []
    try forEachLink(of: note) { links.append($0) }
    return links
  }

  /// Returns the links that lead to a file, by source path and position.
  func links(to file: Int64) throws -> [StoredLink] {
    var links: [StoredLink] = []
    try forEachLink(to: file) { links.append($0) }
    return links
  }
}
