import NoteIndex
import NoteModel
import Platform
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
  /// Notes whose stamp differs, with what the index knows of them; more come with `forEachChanged`.
  private var changed: [(entry: Entry, row: FileRow)] = []
  /// Folders with changed notes that are not in the list.
  private var laterFolders: [FolderDifferences.Folder] = []
  /// Files that are gone.
  private(set) var removed: [(path: VaultPath, row: FileRow)] = []
  /// What was odd in the vault, in path order.
  let oddities: [Oddity]
  /// Whether so much came or went that the rest was not looked at: a new index costs less.
  private(set) var isOverhaul = false

  /// The folders as they were listed, for the index to keep.
  let listings: [Int64: FolderListing]
  /// All folders that were seen.
  let folders: FolderDigests

  private let root: VaultRoot
  private let trustsStamps: Bool

  var isEmpty: Bool {
    added.isEmpty && changed.isEmpty && removed.isEmpty && laterFolders.isEmpty && !isOverhaul
  }

  /// Compares what a look has seen with the index, inside a transaction of the caller.
  ///
  /// Throws `SystemError` and `SQLiteError`.
  init(_ seen: VaultLook.Seen, _ index: NoteIndex, _ aim: VaultLook.Aim) throws {
    root = seen.root
    trustsStamps = aim.trustsStamps
    oddities = seen.oddities
    let differences = seen.differences
    (listings, folders) = (differences.listings.listings, differences.digests)
    for folder in differences.folders where !isOverhaul {
      let found = try compare(try list(folder), folder.path, index)
      added += found.added
      removed += found.removed
      if changed.count + found.changed.count <= aim.mostChanged {
        changed += found.changed
      } else {
        laterFolders.append(folder)
      }
      isOverhaul = isOverhaul(seen.knownFiles, aim.fewFiles)
    }
    let gone =
      trustsStamps ? try index.folders(unseenBy: differences.digests) : try index.allFolders()
    for folder in gone where !isOverhaul && !differences.has(folder) {
      removed += try compare(nil, folder, index).removed
      isOverhaul = isOverhaul(seen.knownFiles, aim.fewFiles)
    }
    // Folders come in no order, and what is done and reported should not depend on that.
    added.sort { $0.path.isBefore($1.path) }
    changed.sort { $0.entry.path.isBefore($1.entry.path) }
    removed.sort { $0.path.isBefore($1.path) }
  }

  /// Reading a note into an index that is there costs several times what it costs in a new one.
  private func isOverhaul(_ known: Int, _ fewFiles: Int) -> Bool {
    added.count > max(fewFiles, known / 4) || removed.count > max(fewFiles, known / 2)
  }

  /// Calls `body` with each note whose stamp differs, first those that are known by now.
  func forEachChanged(
    _ index: NoteIndex, _ body: (Entry, FileRow) throws -> Void
  ) throws {
    for (entry, row) in changed { try body(entry, row) }
    for folder in laterFolders {
      let found = try compare(try list(folder), folder.path, index)
      for (entry, row) in found.changed { try body(entry, row) }
    }
  }

  /// Returns nil for a folder that went away or cannot be listed any more.
  private func list(_ folder: FolderDifferences.Folder) throws(SystemError) -> ListedFolder? {
    do { return try folder.listed(in: root) } catch {
      if error.isShortage { throw error }
      return nil
    }
  }

  /// What differs in one folder.
  private struct Found {
    var added: [Entry] = []
    var changed: [(entry: Entry, row: FileRow)] = []
    var removed: [(path: VaultPath, row: FileRow)] = []
  }

  /// Compares the files of one folder by merging two lists in the order of names.
  ///
  /// - Parameter listed: What is on the disk; nil for nothing.
  private func compare(
    _ listed: ListedFolder?, _ path: [UInt8], _ index: NoteIndex
  ) throws -> Found {
    var found = Found()
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
            found.changed.append((entry, row))
          }
          return
        }
        found.added.append(entry)
      }
      found.removed.append((VaultPath(String(decoding: path + name, as: UTF8.self)), row))
    }
    while next < files.count, let listed {
      found.added.append(Self.entry(listed, files[next]))
      next += 1
    }
    return found
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
