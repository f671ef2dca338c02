package import NoteModel
package import SQLite

extension NoteIndex {
  /// Calls `body` with each file, in the order of the paths' bytes. The path is valid during the call.
  package func forEachFile(
    _ body: (_ path: UnsafeRawBufferPointer, _ row: FileRow) -> Void
  ) throws(SQLiteError) {
    let statement = try statement(Self.allFiles)
    defer { statement.reset() }
    while try statement.step() { body(statement.bytes(0), fileRow(statement)) }
  }

  private static let fileColumns = "path, id, is_note, size, modified, changed, inode, digest"
  static let allFiles = "SELECT \(fileColumns) FROM file ORDER BY path"

  /// Calls `body` with each file that lies in a folder itself, in the order of the names' bytes. The name
  /// is valid during the call.
  ///
  /// - Parameter folder: From the root, with a slash at the end; empty for the root.
  package func forEachFile(
    in folder: [UInt8], _ body: (_ name: UnsafeRawBufferPointer, _ row: FileRow) -> Void
  ) throws(SQLiteError) {
    let statement = try statement(
      "SELECT \(Self.fileColumns) FROM file WHERE path >= ?1 AND path < ?2 ORDER BY path")
    defer { statement.reset() }
    var start: [UInt8]? = folder
    while let from = start {
      start = nil
      statement.reset()
      statement.bind(String(decoding: from, as: UTF8.self), at: 1)
      if folder.isEmpty {
        // Any text is less than any blob.
        statement.bind(uncopiedBlob: UnsafeRawBufferPointer(start: nil, count: 0), at: 2)
      } else {
        statement.bind(String(decoding: Self.behind(folder), as: UTF8.self), at: 2)
      }
      while start == nil, try statement.step() {
        let name = UnsafeRawBufferPointer(rebasing: statement.bytes(0)[folder.count...])
        if let slash = name.firstIndex(of: UInt8(ascii: "/")) {
          // What lies in folders below is jumped over.
          start = Self.behind(folder + name[...slash])
        } else {
          body(name, fileRow(statement))
        }
      }
    }
  }

  /// The first text after all that begin with a folder's path.
  private static func behind(_ folder: [UInt8]) -> [UInt8] {
    folder.dropLast() + [UInt8(ascii: "/") + 1]
  }

  func fileRow(_ statement: Statement) -> FileRow {
    FileRow(
      id: statement.integer(1), isNote: statement.integer(2) != 0,
      stamp: statement.isNull(3)
        ? nil
        : Stamp(
          size: statement.integer(3), modified: statement.integer(4),
          changed: statement.integer(5), inode: statement.integer(6), digest: statement.integer(7)))
  }

  /// Writes a file's row, new or changed.
  ///
  /// - Parameter isNew: Whether the caller knows that the index has no row of the file yet.
  package func setFile(
    _ path: VaultPath, _ row: FileRow, isNew: Bool = false
  ) throws(SQLiteError) {
    if !isNew, let old = try file(path) { folderSums.add(path, old, times: -1) }
    folderSums.add(path, row, times: 1)
    let statement = try statement(
      "INSERT OR REPLACE INTO file VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
    statement.bind(path.text, at: 1)
    statement.bind(row.id, at: 2)
    statement.bind(NameKey(path.name).text, at: 3)
    statement.bind(!row.isNote ? 0 : path.isCanvas ? 2 : 1, at: 4)
    if let stamp = row.stamp {
      statement.bind(stamp.size, at: 5)
      statement.bind(stamp.modified, at: 6)
      statement.bind(stamp.changed, at: 7)
      statement.bind(stamp.inode, at: 8)
      statement.bind(stamp.digest, at: 9)
    } else {
      for column: Int32 in 5...9 { statement.bindNull(at: column) }
    }
    try statement.run()
  }

  /// Takes a file's row out; what the index holds of its note stays.
  package func removeFile(_ path: VaultPath) throws(SQLiteError) {
    guard let old = try file(path) else { return }
    folderSums.add(path, old, times: -1)
    let statement = try statement("DELETE FROM file WHERE path = ?1")
    statement.bind(path.text, at: 1)
    try statement.run()
  }

  /// Returns the row of a file; nil where the index knows none.
  package func file(_ path: VaultPath) throws(SQLiteError) -> FileRow? {
    let statement = try statement("SELECT \(Self.fileColumns) FROM file WHERE path = ?1")
    statement.bind(path.text, at: 1)
    defer { statement.reset() }
    return try statement.step() ? fileRow(statement) : nil
  }

  /// The highest file id ever used by a file that is still there.
  package func highestFileID() throws(SQLiteError) -> Int64 {
    try connection.integer("SELECT max(id) FROM file") ?? 0
  }

  /// Returns the path of a file.
  package func path(of id: Int64) throws(SQLiteError) -> VaultPath? {
    let statement = try statement("SELECT path FROM file WHERE id = ?1")
    statement.bind(id, at: 1)
    defer { statement.reset() }
    return try statement.step() ? VaultPath(statement.text(0)) : nil
  }

  /// Returns the id of the file with exactly this path.
  package func fileID(of path: VaultPath) throws(SQLiteError) -> Int64? {
    let statement = try statement("SELECT id FROM file WHERE path = ?1")
    statement.bind(path.text, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : nil
  }

  /// Returns the files with a name, compared by key and with its extension.
  package func files(named name: NameKey) throws(SQLiteError) -> [VaultPath] {
    try paths("SELECT path FROM file WHERE name_key = ?1", name)
  }

  /// Returns the notes whose name begins with a key, in the order of the names; at most `limit`.
  package func notes(
    whoseNameBeginsWith key: String, limit: Int
  ) throws(SQLiteError) -> [VaultPath] {
    let statement = try statement(
      """
      SELECT path FROM file WHERE is_note = 1 AND name_key >= ?1 AND name_key < ?2
      ORDER BY name_key, path LIMIT ?3
      """)
    statement.bind(key, at: 1)
    // No character is after it.
    statement.bind(key + "\u{10FFFF}", at: 2)
    statement.bind(Int64(limit), at: 3)
    return try texts(statement).map { VaultPath($0) }
  }

  /// Returns the notes that have an alias.
  package func notes(withAlias alias: NameKey) throws(SQLiteError) -> [VaultPath] {
    var paths: [VaultPath] = []
    for note in try notes(.alias, alias.text).sorted() {
      guard try aliases(of: note).contains(where: { NameKey($0) == alias }),
        let path = try path(of: note)
      else { continue }
      paths.append(path)
    }
    return paths
  }

  /// Calls `body` with every alias of the vault, in no order.
  package func forEachAlias(_ body: (String) throws(SQLiteError) -> Void) throws(SQLiteError) {
    let statement = try statement("SELECT facts FROM note")
    defer { statement.reset() }
    while try statement.step() {
      for alias in try NoteFacts.aliases(statement.bytes(0)) { try body(alias) }
    }
  }

  private func texts(_ statement: Statement) throws(SQLiteError) -> [String] {
    defer { statement.reset() }
    var texts: [String] = []
    while try statement.step() { texts.append(statement.text(0)) }
    return texts
  }

  /// Returns the paths of all notes, in path order.
  package func allNotePaths() throws(SQLiteError) -> [VaultPath] {
    try texts(try statement("SELECT path FROM file WHERE is_note = 1 ORDER BY path")).map {
      VaultPath($0)
    }
  }

  /// Returns the paths of all files, notes or not, in path order.
  package func allPaths() throws(SQLiteError) -> [VaultPath] {
    try texts(try statement("SELECT path FROM file ORDER BY path")).map { VaultPath($0) }
  }

  /// Returns the paths of all files whose content is indexed, notes and canvases, in path order.
  package func allReadPaths() throws(SQLiteError) -> [VaultPath] {
    try texts(try statement("SELECT path FROM file WHERE is_note ORDER BY path")).map {
      VaultPath($0)
    }
  }

  private func paths(_ sql: String, _ key: NameKey) throws(SQLiteError) -> [VaultPath] {
    let statement = try statement(sql)
    statement.bind(key.text, at: 1)
    return try texts(statement).map { VaultPath($0) }
  }
}
