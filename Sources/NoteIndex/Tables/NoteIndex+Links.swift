import NoteLinks
package import NoteModel
package import SQLite

extension NoteIndex {
  /// Counts the links that lead to a file.
  package func linkCount(to file: Int64) throws(SQLiteError) -> Int {
    try incomingLinks.openOnce()
    return Int(incomingLinks[Int(file)])
  }

  /// Calls `body` with the links of a note in the order of the file.
  package func forEachLink(of note: Int64, _ body: (StoredLink) throws -> Void) throws {
    try forEachLink(ofAll: [note], where: { _, _ in true }, body)
  }

  /// Calls `body` with the links that lead to a file, by source path and position.
  package func forEachLink(to file: Int64, _ body: (StoredLink) throws -> Void) throws {
    try forEachLink(ofAll: notesThatMayLink(to: file), where: { $1.file == file }, body)
  }

  /// Looks again at what the links of a note lead to.
  ///
  /// - Parameter resolve: Returns nil for a link whose target stays. Called once for links of one text.
  /// - Returns: The files some of whose names have come or gone with that.
  package func retarget(
    _ note: Int64, _ resolve: (Link, _ source: VaultPath) throws -> LinkTarget?
  ) throws -> Set<Int64> {
    let statement = try statement(
      "SELECT path, facts, links, targets FROM note JOIN file USING(id) WHERE note.id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return [] }
    let path = VaultPath(statement.text(0))
    let links = try TargetedLinks(statement, from: 1)
    var new = links.targets
    var cursor = links.cursor
    while let entry = try cursor.next() {
      if entry.flags.contains(.isRepeated) { continue }
      if let target = try resolve(links.list.link(entry), path) { new[entry.target] = target }
    }
    guard new != links.targets else { return [] }
    var renamed: Set<Int64> = []
    cursor = links.cursor
    while let entry = try cursor.next() {
      let (old, new) = (links.file(entry), new[entry.target].file)
      guard old != new else { continue }
      if let old { incomingLinks[Int(old)] &-= 1 }
      if let new { incomingLinks[Int(new)] &+= 1 }
      if entry.flags.contains(.hasOwnText) { renamed.formUnion([old, new].compactMap(\.self)) }
    }
    try setTargets(new, of: note)
    return renamed
  }

  private func setTargets(_ targets: [LinkTarget], of note: Int64) throws(SQLiteError) {
    let statement = try statement("UPDATE note SET targets = ?2 WHERE id = ?1")
    statement.bind(note, at: 1)
    try TargetCoding.encode(targets).span.withUnsafeBytes { (bytes) throws(SQLiteError) in
      statement.bind(uncopiedBlob: bytes, at: 2)
      try statement.run()
    }
  }

  /// Returns what the links of a note lead to if new text of it has the same links, wherever each
  /// stands; nil if they differ in anything.
  package func targets(of note: Int64, ifLinksAreThoseOf record: NoteRecord) throws(SQLiteError)
    -> [UInt8]?
  {
    try withLinks(of: note) { (old) throws(SQLiteError) in
      try record.facts.span.withUnsafeBytes { (facts) throws(SQLiteError) in
        try record.links.span.withUnsafeBytes { (links) throws(SQLiteError) in
          let new = try LinkList(facts: facts, links: links)
          return try old.list.saysTheSame(as: new) ? TargetCoding.encode(old.targets) : nil
        }
      }
    } ?? nil
  }

  /// Returns the notes one of whose links can lead to a file: its own, and those that name it.
  func notesThatMayLink(
    to file: Int64, by kind: KeyKind = .link
  ) throws(SQLiteError) -> [Int64] {
    guard let path = try path(of: file) else { return [] }
    var keys = Set(LinkKey.affected(byFile: path))
    for alias in try aliases(of: file) { keys.insert(LinkKey.affected(byAlias: alias)) }
    var found: Set<Int64> = [file]
    for key in keys { found.formUnion(try notes(kind, key.text)) }
    return found.sorted()
  }

  private static let allRecords = """
    SELECT path, id, facts, links, targets FROM file JOIN note USING(id) WHERE is_note ORDER BY path
    """

  /// Calls `body` with every link of the vault, by source path and position.
  ///
  /// - Parameter isWanted: Is given the text of a link and what it leads to; only these are handed over.
  package func forEachLink(
    where isWanted: (UnsafeRawBufferPointer, LinkTarget) -> Bool = { _, _ in true },
    _ body: (StoredLink) throws -> Void
  ) throws {
    // A statement of its own: `body` may ask for links too.
    let statement = try connection.prepare(Self.allRecords)
    while try statement.step() {
      let path = VaultPath(statement.text(0))
      var links = try OrderedLinks(try TargetedLinks(statement, from: 2))
      while let link = try links.next(of: path, statement.integer(1), where: isWanted) {
        try body(link)
      }
    }
  }

  private func forEachLink(
    ofAll notes: [Int64], where isWanted: (UnsafeRawBufferPointer, LinkTarget) -> Bool,
    _ body: (StoredLink) throws -> Void
  ) throws {
    var sources: [(path: VaultPath, note: Int64)] = []
    for note in notes { if let path = try path(of: note) { sources.append((path, note)) } }
    sources.sort { $0.path.text.utf8.lexicographicallyPrecedes($1.path.text.utf8) }
    // A statement of its own: `body` may ask the index for more links.
    let statement = try connection.prepare("SELECT facts, links, targets FROM note WHERE id = ?1")
    for (path, note) in sources {
      statement.reset()
      statement.bind(note, at: 1)
      guard try statement.step() else { continue }
      var links = try OrderedLinks(try TargetedLinks(statement, from: 0))
      while let link = try links.next(of: path, note, where: isWanted) { try body(link) }
    }
  }
}
