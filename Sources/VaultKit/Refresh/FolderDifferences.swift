import NoteIndex
import Platform

/// Gathers the folders whose files are not those that the index knows. Several threads may hand in folders.
final class FolderDifferences: @unchecked Sendable {
  /// A folder that differs.
  struct Folder {
    let path: [UInt8]
    let isLink: Bool
    /// What was seen; nil where that was too much to keep.
    fileprivate let seen: ListedFolder?

    /// Throws `SystemError` where the folder has to be looked at again and cannot.
    func listed(in root: VaultRoot) throws(SystemError) -> ListedFolder {
      if let seen { return seen }
      return try VaultWalk.list(path, in: root, isLink: isLink)
    }
  }

  /// So many names are kept; after an edit of everything, as when a vault was copied, the rest is looked
  /// at again, one folder after the other.
  private let mostNames: Int

  private let monitor = Monitor()
  let listings = NewListings()
  private(set) var digests: FolderDigests
  private(set) var folders: [Folder] = []
  private var names = 0

  init(_ digests: FolderDigests, mostNames: Int = 50_000) {
    self.digests = digests
    self.mostNames = mostNames
  }

  func take(_ folder: ListedFolder) {
    listings.add(folder)
    monitor.withLock {
      if digests.match(folder.path, digest: folder.digest, files: folder.count) { return }
      names += folder.names.rows.count
      folders.append(
        Folder(
          path: folder.path, isLink: folder.isLink, seen: names > mostNames ? nil : folder))
    }
  }

  /// Whether a folder is among those that differ.
  func has(_ path: [UInt8]) -> Bool { paths.contains(path) }

  private lazy var paths = Set(folders.map(\.path))
}
