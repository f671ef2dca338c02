package import SQLite

extension NoteIndex {
  /// Returns all listings that are kept, by the numbers of their folders.
  package func folderListings() throws(SQLiteError) -> [Int64: FolderListing] {
    var listings: [Int64: FolderListing] = [:]
    let statement = try statement("SELECT folder, modified, changed, inode, names FROM listing")
    defer { statement.reset() }
    while try statement.step() {
      let stamp = FolderListing.Stamp(
        modified: statement.integer(1), changed: statement.integer(2), inode: statement.integer(3))
      listings[statement.integer(0)] = FolderListing(stamp: stamp, names: Array(statement.bytes(4)))
    }
    return listings
  }

  /// Keeps listings, by the numbers of their folders, and forgets those of folders that are gone.
  ///
  /// - Parameter isThere: Tells whether a folder was seen, by its number.
  package func keepListings(
    _ listings: [Int64: FolderListing], where isThere: (Int64) -> Bool
  ) throws(SQLiteError) {
    var gone: [Int64] = []
    let known = try statement("SELECT folder FROM listing")
    while try known.step() {
      if !isThere(known.integer(0)) { gone.append(known.integer(0)) }
    }
    known.reset()
    let removal = try statement("DELETE FROM listing WHERE folder = ?1")
    for folder in gone {
      removal.bind(folder, at: 1)
      try removal.run()
    }
    let statement = try statement("INSERT OR REPLACE INTO listing VALUES(?1, ?2, ?3, ?4, ?5)")
    for (folder, listing) in listings.sorted(by: { $0.key < $1.key }) {
      statement.bind(folder, at: 1)
      statement.bind(listing.stamp.modified, at: 2)
      statement.bind(listing.stamp.changed, at: 3)
      statement.bind(listing.stamp.inode, at: 4)
      try listing.names.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
        statement.bind(uncopiedBlob: bytes, at: 5)
        try statement.run()
      }
    }
  }
}
