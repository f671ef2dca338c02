import NoteIndex
import Platform

/// The names in folders that are known without listing them, and which folders may be known so the next time.
///
/// A folder whose times and number are those it had when it was listed has the same names: each name that comes, goes or
/// changes sets the times. That holds on file systems that are known to do so, and for times that the clock has left
/// behind: a change within the same tick would leave them as they are.
struct KnownFolders: Sendable {
  /// By the numbers of their folders.
  var listings: [Int64: FolderListing] = [:]
  private let device: Int64
  private let now: Int64

  /// Nothing is known yet; nil where the times of folders tell nothing, or not all files are there.
  init?(in root: VaultRoot) {
    // Before any folder is looked at, so that what changes meanwhile counts as young.
    now = SystemClock.now()
    guard root.only == nil, root.keepsFolderTimes, let facts = root.facts else { return nil }
    device = facts.device
  }

  /// The names of a folder that has not changed; nil where it has to be listed.
  func names(of folder: [UInt8], _ facts: FileFacts) -> FolderNames? {
    guard facts.device == device,
      let listing = listings[FolderListing.number(of: folder)], listing.stamp == facts.listingStamp
    else { return nil }
    return FolderNames(packed: listing.names)
  }

  /// The stamp under which names are kept that were listed after these facts; nil where they may not be.
  func stamp(_ facts: FileFacts) -> FolderListing.Stamp? {
    facts.device == device && !facts.isYoung(at: now) ? facts.listingStamp : nil
  }
}

extension FileFacts {
  fileprivate var listingStamp: FolderListing.Stamp {
    FolderListing.Stamp(modified: modified, changed: changed, inode: inode)
  }
}
