import NoteIndex
import Platform

/// Gathers the listings that an index may keep, while several threads list folders.
final class NewListings: @unchecked Sendable {
  private let monitor = Monitor()
  // Guarded by the monitor.
  /// By the numbers of their folders.
  private(set) var listings: [Int64: FolderListing] = [:]
  private var room = NewListings.mostBytes

  /// Bytes of names that are kept at a time; those of other folders are kept the next time.
  private static let mostBytes = 16 << 20

  func add(_ folder: ListedFolder) {
    guard let listing = folder.newListing else { return }
    monitor.withLock {
      if listing.names.count > room { return }
      room -= listing.names.count
      listings[FolderListing.number(of: folder.path)] = listing
    }
  }
}
