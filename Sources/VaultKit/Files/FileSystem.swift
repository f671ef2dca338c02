// The few system calls that files need. Foundation would do the same work at ten times the cost, and its
// mere presence at start-up costs more than a whole question.

import NoteModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A system call that failed.
struct SystemError: Error, Hashable {
  /// The `errno` it left.
  let code: Int32
  /// What is said instead of the system's words, where these do not tell enough.
  private let ownReason: String?
  /// Whether another process, which the reason names, kept a lock.
  let isBusy: Bool
  /// Whether that process did nothing.
  let isIdle: Bool

  init(code: Int32, reason: String? = nil) {
    self.code = code
    ownReason = reason
    (isBusy, isIdle) = (false, false)
  }

  /// A lock that another process keeps. No code tells of it: the calls that open a file may leave each of them.
  init(heldBy holder: LockHolder, isIdle: Bool) {
    code = EWOULDBLOCK
    ownReason = holder.description
    isBusy = true
    self.isIdle = isIdle
  }

  static var last: SystemError { SystemError(code: errno) }

  /// What the system says of it, in lower case: `permission denied`.
  var reason: String { ownReason ?? String(cString: strerror(code)).lowercased() }

  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// Whether this process or the system has run out of something, which says nothing of the file.
  var isShortage: Bool { [EMFILE, ENFILE, ENOMEM].contains(code) }
  /// Whether trying again is of no use as long as the file and its entry stay as they are.
  var lasts: Bool { [EACCES, EPERM, EFBIG, ENAMETOOLONG, ELOOP, EINVAL].contains(code) }
}

/// What the system knows of a file without reading it.
struct FileFacts: Hashable {
  enum Kind: Hashable {
    case file
    case folder
    case link
    case other
  }

  var kind: Kind
  var size: Int64
  /// Times in nanoseconds since 1970.
  var modified: Int64
  var changed: Int64
  var inode: Int64
  var device: Int64

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
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
  static var missing: FileFacts { FileFacts(stat()) }

  /// Reads the facts of the file at `path`, following symbolic links.
  static func of(_ path: String) throws(SystemError) -> FileFacts {
    var status = stat()
    if stat(path, &status) != 0 { throw .last }
    return FileFacts(status)
  }

  /// Whether a path names a symbolic link itself.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && FileFacts(status).kind == .link
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

enum FileSystem {
  /// Returns the absolute path without links and dots.
  static func realPath(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw .last }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a folder and the folders above it, readable for its owner only.
  static func makeFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash != path.startIndex
    else { throw .last }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .last }
  }

  /// Returns how many bytes may still be written below a folder; nil where none may.
  static func writableBytes(_ folder: String) -> Int? {
    var status = statvfs()
    guard access(folder, W_OK | X_OK) == 0, statvfs(folder, &status) == 0 else { return nil }
    let (bytes, isMore) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return isMore ? .max : bytes
  }

  /// Removes a file; a missing one is no error.
  static func remove(_ path: String) throws(SystemError) {
    if unlink(path) != 0 && errno != ENOENT { throw .last }
  }

  /// Puts a file in the place of another in one step, its content safely on the disk before.
  static func replace(_ path: String, by new: String) throws(SystemError) {
    let descriptor = open(new, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
    let synced = fsync(descriptor)
    close(descriptor)
    if synced != 0 || rename(new, path) != 0 { throw .last }
  }

  /// Reads a whole small file, such as a setting.
  static func contents(
    of path: String, acceptsPipes: Bool = false
  ) throws(SystemError) -> [UInt8] {
    var reader = FileReader()
    _ = try reader.read(path, acceptsPipes: acceptsPipes)
    return Array(reader.bytes)
  }

  /// Reads a whole file of a vault.
  static func contents(of file: VaultPath, in root: VaultRoot) throws(SystemError) -> [UInt8] {
    var reader = FileReader()
    _ = try reader.read(file, in: root)
    return Array(reader.bytes)
  }

  /// The time of day in nanoseconds since 1970, the clock that files are stamped with.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// A clock that only goes forward, in milliseconds.
  static func stopwatch() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}
