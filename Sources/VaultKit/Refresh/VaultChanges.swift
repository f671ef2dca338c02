import NoteIndex
import NoteModel
import SQLite

/// What differs between the files of a vault and the index.
struct VaultChanges {
  /// A file as it was seen.
  struct Entry {
    var path: VaultPath
    /// Nil for a file that is only a name.
    var facts: FileFacts?

    var isNote: Bool { facts != nil }
  }

  /// Files that the index does not know.
  private(set) var added: [Entry] = []
  /// Notes whose stamp differs, with what the index knows of them.
  private(set) var changed: [(entry: Entry, row: FileRow)] = []
  /// Files that are gone.
  private(set) var removed: [(path: VaultPath, row: FileRow)] = []
  /// What was odd in the vault, in path order.
  let oddities: [Oddity]

  var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// Looks at the vault and compares it with the index, inside a transaction of the caller.
  ///
  /// Throws `SystemError` where the root cannot be listed, and `SQLiteError`.
  ///
  /// - Parameter trustsStamps: Whether an equal stamp means equal content; without it every note
  ///   counts as changed until it has been read.
  init(_ root: VaultRoot, _ index: NoteIndex, trustsStamps: Bool = true) throws {
    let differences = FolderDifferences(
      trustsStamps ? try index.folderDigests() : FolderDigests())
    oddities = try VaultWalk(root) { differences.take($0) }.run()
    for folder in differences.folders {
      try compare(try? folder.listed(in: root), folder.path, index, trustsStamps)
    }
    let gone =
      trustsStamps ? try index.folders(unseenBy: differences.digests) : try index.allFolders()
    for folder in gone where !differences.has(folder) { try compare(nil, folder, index, true) }
    // Folders come in no order, and what is done and reported should not depend on that.
    added.sort { $0.path.isBefore($1.path) }
    changed.sort { $0.entry.path.isBefore($1.entry.path) }
    removed.sort { $0.path.isBefore($1.path) }
  }

  /// Compares the files of one folder by merging two lists in the order of names.
  ///
  /// - Parameter listed: What is on the disk; nil for nothing.
  private mutating func compare(
    _ listed: ListedFolder?, _ path: [UInt8], _ index: NoteIndex, _ trustsStamps: Bool
  ) throws {
    var next = 0
    let files = listed?.files ?? []
    try index.forEachFile(in: path) { name, row in
      while next < files.count, let listed {
        let order = listed.withName(at: files[next]) { ByteOrder.compare($0, name) }
        if order > 0 { break }
        let entry = Self.entry(listed, files[next])
        next += 1
        if order == 0 {
          if Self.differs(entry.facts, row) || (!trustsStamps && row.isNote) {
            changed.append((entry, row))
          }
          return
        }
        added.append(entry)
      }
      removed.append((VaultPath(String(decoding: path + name, as: UTF8.self)), row))
    }
    while next < files.count, let listed {
      added.append(Self.entry(listed, files[next]))
      next += 1
    }
  }

  private static func entry(_ folder: ListedFolder, _ place: Int) -> Entry {
    let path = folder.withName(at: place) { String(decoding: folder.path + $0, as: UTF8.self) }
    return Entry(path: VaultPath(path), facts: folder.facts(at: place))
  }

  private static func differs(_ facts: FileFacts?, _ row: FileRow) -> Bool {
    guard let facts else { return row.isNote }
    guard let stamp = row.stamp else { return true }
    return stamp.modified != facts.modified || stamp.changed != facts.changed
      || stamp.size != facts.size || stamp.inode != facts.inode
  }
}

extension VaultPath {
  fileprivate func isBefore(_ other: VaultPath) -> Bool {
    text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }
}
