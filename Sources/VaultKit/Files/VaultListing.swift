import NoteIndex
import NoteLinks
import Platform

/// The paths of all files of a vault, and what was odd while they were listed.
struct VaultListing {
  let paths: PathList
  /// In path order.
  let oddities: [Oddity]
  /// The folders as they were listed, for the index to keep.
  let folders: [Int64: FolderListing]

  /// Lists a vault; throws `SystemError` where the root cannot be listed.
  ///
  /// - Parameters:
  ///   - spillPath: The name, for a moment, of the file that names go to where they are many; nil to hold
  ///     all in memory.
  ///   - limit: Bytes of names that are held in memory.
  init(_ root: VaultRoot, spillPath: String? = nil, limit: Int = 8 << 20) throws(SystemError) {
    let gatherer = PathGatherer(spillPath: spillPath, limit: limit)
    let listings = NewListings()
    let walk = VaultWalk(root, readsFacts: false, known: KnownFolders(in: root)) { folder in
      listings.add(folder)
      let files = folder.names.sortedFiles()
      if files.isEmpty { return }
      gatherer.add(folder.path, count: files.count) { body in
        for place in files {
          let row = folder.names.rows[Int(place)]
          folder.names.withBytes(of: row) { body($0, row.isNote) }
        }
      }
    }
    oddities = try walk.run()
    paths = PathList(gatherer)
    folders = listings.listings
  }
}
