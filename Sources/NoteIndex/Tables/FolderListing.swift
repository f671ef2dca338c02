// To list a folder takes the system a third of the time that asking for the facts of its notes takes. A name that comes,
// goes or changes sets the times of its folder. So the index keeps the names of each folder with the times it had.

import NoteModel

/// The names in a folder when it was listed.
package struct FolderListing: Sendable {
  /// What the system told of the folder before its names were read.
  package struct Stamp: Sendable, Hashable {
    /// Times in nanoseconds since 1970.
    package var modified: Int64
    package var changed: Int64
    package var inode: Int64

    package init(modified: Int64, changed: Int64, inode: Int64) {
      self.modified = modified
      self.changed = changed
      self.inode = inode
    }
  }

  package var stamp: Stamp
  /// In a form that the index does not look into.
  package var names: [UInt8]

  package init(stamp: Stamp, names: [UInt8]) {
    self.stamp = stamp
    self.names = names
  }

  /// Returns the number of a folder among the listings.
  ///
  /// - Parameter path: From the root, with a slash at the end; empty for the root.
  package static func number(of path: [UInt8]) -> Int64 {
    path.withUnsafeBytes { Digest.of($0) }
  }
}
