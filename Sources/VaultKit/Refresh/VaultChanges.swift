import NoteIndex
import NoteModel

/// What differs between the files of a vault and the index.
struct VaultChanges {
  /// A file that the index does not know.
  var added: [VaultListing.Entry] = []
  /// A note whose stamp differs, with what the index knows of it.
  var changed: [(entry: VaultListing.Entry, row: FileRow)] = []
  /// A file that is gone.
  var removed: [(path: VaultPath, row: FileRow)] = []

  var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// Compares by merging two lists that are both in path order.
  ///
  /// - Parameter trustsStamps: Whether an equal stamp means equal content; without it every note
  ///   counts as changed until it has been read.
  init(_ listing: VaultListing, _ index: NoteIndex, trustsStamps: Bool = true) throws {
    var next = 0
    let entries = listing.entries
    try index.forEachFile { path, row in
      while next < entries.count {
        let entry = entries[next]
        let order = listing.withPath(of: entry) { ByteOrder.compare($0, path) }
        if order > 0 { break }
        next += 1
        guard order < 0 else {
          if Self.differs(entry, row) || (!trustsStamps && row.isNote) {
            changed.append((entry, row))
          }
          return
        }
        added.append(entry)
      }
      removed.append((VaultPath(String(decoding: path, as: UTF8.self)), row))
    }
    added += entries[next...]
  }

  private static func differs(_ entry: VaultListing.Entry, _ row: FileRow) -> Bool {
    guard let facts = entry.facts else { return row.isNote }
    guard let stamp = row.stamp else { return true }
    return stamp.modified != facts.modified || stamp.changed != facts.changed
      || stamp.size != facts.size || stamp.inode != facts.inode
  }
}
