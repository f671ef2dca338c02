/// What tells whether a file is still the one that was read.
package struct Stamp: Sendable, Hashable {
  /// In bytes.
  package var size: Int64
  /// Modification time in nanoseconds since 1970.
  package var modified: Int64
  /// Time of the last change of the file's entry, in nanoseconds since 1970. Programs can set the
  /// modification time back, this one they cannot.
  package var changed: Int64
  package var inode: Int64
  /// XXH64 of the content.
  package var digest: Int64

  package init(size: Int64, modified: Int64, changed: Int64, inode: Int64, digest: Int64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.digest = digest
  }
}

/// A file that the index knows.
package struct FileRow: Sendable, Hashable {
  package var id: Int64
  /// Whether its content is indexed: a note or a canvas.
  package var isNote: Bool
  /// Nil for files that are only names, such as attachments.
  package var stamp: Stamp?

  package init(id: Int64, isNote: Bool, stamp: Stamp?) {
    self.id = id
    self.isNote = isNote
    self.stamp = stamp
  }
}
