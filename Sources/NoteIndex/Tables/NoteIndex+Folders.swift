import NoteModel
package import SQLite

extension NoteIndex {
  /// Returns what the index says of all folders.
  package func folderDigests() throws(SQLiteError) -> FolderDigests {
    var digests = FolderDigests()
    let statement = try statement("SELECT path, digest, files FROM folder")
    defer { statement.reset() }
    while try statement.step() {
      digests.add(statement.bytes(0), statement.integer(1), statement.integer(2))
    }
    return digests
  }

  /// Counts the files that the index knows.
  package func fileCount() throws(SQLiteError) -> Int {
    Int(try connection.integer("SELECT sum(files) FROM folder") ?? 0)
  }

  /// Returns the folders of the index that were not seen, with a slash at the end.
  package func folders(unseenBy digests: FolderDigests) throws(SQLiteError) -> [[UInt8]] {
    guard digests.haveUnseen else { return [] }
    return try allFolders().filter { !digests.wasSeen(FolderListing.number(of: $0)) }
  }

  /// Returns the folders that have files, with a slash at the end.
  package func allFolders() throws(SQLiteError) -> [[UInt8]] {
    var paths: [[UInt8]] = []
    let statement = try statement("SELECT path FROM folder")
    defer { statement.reset() }
    while try statement.step() { paths.append(Array(statement.bytes(0))) }
    return paths
  }

  /// Writes what the files of this transaction have changed in the digests of their folders.
  func saveFolders() throws(SQLiteError) {
    let statement = try statement(
      """
      INSERT INTO folder VALUES(?1, ?2, ?3)
      ON CONFLICT(path) DO UPDATE SET digest = ?2, files = ?3
      """)
    let removal = try self.statement("DELETE FROM folder WHERE path = ?1")
    let known = try self.statement("SELECT digest, files FROM folder WHERE path = ?1")
    for (folder, change) in folderSums.changes {
      let path = folder.text
      known.bind(path, at: 1)
      var (digest, files) = (change.digest, Int64(change.files))
      if try known.step() {
        digest &+= known.integer(0)
        files += known.integer(1)
      }
      known.reset()
      if files == 0 {
        removal.bind(path, at: 1)
        try removal.run()
        continue
      }
      statement.bind(path, at: 1)
      statement.bind(digest, at: 2)
      statement.bind(files, at: 3)
      try statement.run()
    }
    folderSums = FolderSums()
  }

  /// Throws `.corrupt` where a folder's digest is not that of its files.
  func verifyFolders() throws(SQLiteError) {
    var sums = FolderSums()
    let files = try statement(Self.allFiles)
    defer { files.reset() }
    while try files.step() { sums.add(VaultPath(files.text(0)), fileRow(files), times: 1) }
    let folders = try statement("SELECT path, digest, files FROM folder")
    defer { folders.reset() }
    while try folders.step() {
      let sum = sums.changes.removeValue(forKey: VaultPath(folders.text(0)))
      guard let sum, sum.digest == folders.integer(1), sum.files == folders.integer(2) else {
        throw SQLiteError(corruption: "the digest of folder '\(folders.text(0))' is wrong")
      }
    }
    if let missing = sums.changes.first {
      throw SQLiteError(corruption: "folder '\(missing.key)' has no digest")
    }
  }
}
