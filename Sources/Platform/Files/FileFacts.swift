import CFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system knows of a file without reading it.
package struct FileFacts: Hashable {
  /// What a name in a folder stands for.
  package enum Kind: Hashable {
    case file
    case folder
    case link
    case other
  }

  package var kind: Kind
  /// Whether a file has a second name: what is written under that one is written into this file.
  package var hasOtherNames: Bool
  package var size: Int64
  /// Times in nanoseconds since 1970.
  package var modified: Int64
  package var changed: Int64
  package var inode: Int64
  package var device: Int64

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    hasOtherNames = kind == .file && status.st_nlink > 1
    size = Int64(status.st_size)
    #if canImport(Glibc)
      modified = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #else
      modified = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #endif
    inode = Int64(truncatingIfNeeded: status.st_ino)
    device = Int64(truncatingIfNeeded: status.st_dev)
  }

  /// What stands for a file that is not there.
  package static var missing: FileFacts { FileFacts(stat()) }

  /// Reads the facts of the file at `path`, following symbolic links.
  package static func of(_ path: String) throws(SystemError) -> FileFacts {
    var status = stat()
    if stat(path, &status) != 0 { throw .last }
    return FileFacts(status)
  }

  /// Reads the facts of an open file.
  package static func of(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw .last }
    return FileFacts(status)
  }

  /// Reads the facts of what a name stands for in an open folder.
  ///
  /// A result and no error: this is called for every note of a vault.
  package static func of(
    _ name: UnsafePointer<CChar>, in folder: Int32, followsLink: Bool
  ) -> Result<FileFacts, SystemError> {
    var status = stat()
    let code = fstatat(folder, name, &status, followsLink ? 0 : AT_SYMLINK_NOFOLLOW)
    return code == 0 ? .success(FileFacts(status)) : .failure(.last)
  }

  /// Returns when the file at `path` was made, in nanoseconds since 1970; nil where the file system does not know.
  package static func birth(of path: String) -> Int64? {
    let time = vq_born(path)
    return time < 0 ? nil : time
  }

  /// Whether a path names a symbolic link itself.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && FileFacts(status).kind == .link
  }

  /// Whether a change at `now`, in nanoseconds since 1970, may leave the times as they are.
  ///
  /// File systems that count in whole seconds have a tick of up to two seconds.
  package func isYoung(at now: Int64) -> Bool {
    let last = max(modified, changed)
    let tick: Int64 = last % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
    return last > now - tick
  }

  /// Whether both are of one file, under whichever names.
  package func isSameFile(as other: FileFacts) -> Bool {
    inode == other.inode && device == other.device
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

/// All that the system tells of a file: also whose it is, and who may do what with it.
package struct FileStatus {
  let raw: stat

  /// Asks for what a path names, links not followed; nil on failure.
  package init?(ofLinkOrFile path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    raw = status
  }

  /// Asks for an open file.
  package init(_ descriptor: Int32) throws(SystemError) {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw .last }
    raw = status
  }

  init(_ status: stat) { raw = status }

  package var facts: FileFacts { FileFacts(raw) }
  package var size: Int { Int(raw.st_size) }
  /// Names that the file has.
  package var links: Int { Int(raw.st_nlink) }
  /// Whether the user of this process owns it.
  package var isOwn: Bool { raw.st_uid == geteuid() }
  /// Whether its permissions let any user write it.
  package var hasWriters: Bool { raw.st_mode & 0o222 != 0 }
}
