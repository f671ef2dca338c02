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
  /// Returns the paths of all canvases, in path order.
  package func canvasPaths() throws(SQLiteError) -> [VaultPath] {
    try paths("SELECT path FROM file WHERE is_note = 2 ORDER BY path")
  }

  /// Returns the notes that no other note links to, in path order.
  package func notesWithoutIncomingLinks() throws(SQLiteError) -> [VaultPath] {
    let linked = try filesLinkedFromElsewhere()
    return try files(areNotes: true).filter { !linked.contains($0.id) }.map(\.path)
  }

  /// Returns the notes none of whose links leads to another file, in path order.
  package func notesWithoutOutgoingLinks() throws(SQLiteError) -> [VaultPath] {
    var paths: [VaultPath] = []
    for (id, path) in try files(areNotes: true) {
      var leads = false
      try forEachLinkedFile(of: id) { if $0 != id { leads = true } }
      if !leads { paths.append(path) }
    }
    return paths
  }

  /// Returns the files that are not notes and that no note links to, in path order.
  package func attachmentsWithoutIncomingLinks() throws(SQLiteError) -> [VaultPath] {
    try incomingLinks.openOnce()
    return try files(areNotes: false).filter { incomingLinks[Int($0.id)] == 0 }.map(\.path)
  }

  private func filesLinkedFromElsewhere() throws(SQLiteError) -> Set<Int64> {
    let statement = try statement("SELECT id, facts, links, targets FROM note")
    defer { statement.reset() }
    var linked: Set<Int64> = []
    while try statement.step() {
      let note = statement.integer(0)
      try TargetedLinks(statement, from: 1).forEachFile { if $0 != note { linked.insert($0) } }
    }
    return linked
  }

  private func files(
    areNotes: Bool
  ) throws(SQLiteError) -> [(id: Int64, path: VaultPath)] {
    let statement = try statement("SELECT id, path FROM file WHERE is_note = ?1 ORDER BY path")
    statement.bind(areNotes ? 1 : 0, at: 1)
    defer { statement.reset() }
    var files: [(id: Int64, path: VaultPath)] = []
    while try statement.step() {
      files.append((statement.integer(0), VaultPath(statement.text(1))))
    }
    return files
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
      "SELECT path, id, facts FROM file JOIN note USING(id) WHERE is_note ORDER BY path")
    defer { statement.reset() }
    while try statement.step() {
      let (path, note) = (VaultPath(statement.text(0)), statement.integer(1))
      try NoteFacts.forEachTag(statement.bytes(2)) { name, line in
        body(
          StoredTag(path: path, note: note, key: NameKey(name).text, name: name, line: line))
      }
    }
  }

  /// Returns the properties of one name, or all of them, by path and place.
  package func properties(named name: NameKey?) throws(SQLiteError) -> [StoredProperty] {
    var properties: [StoredProperty] = []
    try forEachProperty(named: name) { properties.append($0) }
    return properties
  }

  /// Calls `body` with the properties of one name, or all of them, by path and place.
  package func forEachProperty(
    named name: NameKey?, _ body: (StoredProperty) -> Void
  ) throws(SQLiteError) {
    guard let name else {
      let statement = try statement(
        "SELECT path, id, facts FROM file JOIN note USING(id) WHERE is_note ORDER BY path")
      defer { statement.reset() }
      while try statement.step() {
        let place = (VaultPath(statement.text(0)), statement.integer(1))
        try Self.forEachProperty(of: place, statement.bytes(2), named: nil, body)
      }
      return
    }
    var found: [(path: VaultPath, note: Int64)] = []
    for note in try notes(.property, name.text) {
      if let path = try path(of: note) { found.append((path, note)) }
    }
    found.sort { $0.path.text.utf8.lexicographicallyPrecedes($1.path.text.utf8) }
    for place in found {
      _ = try withFacts(of: place.note) { (facts) throws(SQLiteError) in
        try Self.forEachProperty(of: place, facts, named: name, body)
      }
    }
  }

  private static func forEachProperty(
    of place: (path: VaultPath, note: Int64), _ facts: UnsafeRawBufferPointer,
    named wanted: NameKey?, _ body: (StoredProperty) -> Void
  ) throws(SQLiteError) {
    try NoteFacts.forEachProperty(facts) { name, value in
      let name = String(decoding: name, as: UTF8.self)
      let key = NameKey(name)
      guard wanted == nil || key == wanted else { return true }
      body(
        StoredProperty(
          path: place.path, note: place.note, key: key.text, name: name,
          value: String(decoding: value.json, as: UTF8.self)))
      return true
    }
  }
}
