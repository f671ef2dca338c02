// The few system calls that files need. Foundation would do the same work at ten times the cost, and its
// mere presence at start-up costs more than a whole question.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Single calls on files and folders.
package enum FileSystem {
  /// Returns the absolute path without links and dots.
  package static func realPath(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw .last }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a folder and the folders above it, readable for its owner only.
  package static func makeFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash != path.startIndex
    else { throw .last }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .last }
  }

  /// Whether there is something at a path, links followed.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Opens a folder at a path; the caller closes it.
  package static func openFolder(_ path: String) throws(SystemError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
    return descriptor
  }

  /// Returns how many bytes may still be written below a folder; nil where none may.
  package static func writableBytes(_ folder: String) -> Int? {
    var status = statvfs()
    guard access(folder, W_OK | X_OK) == 0, statvfs(folder, &status) == 0 else { return nil }
    let (bytes, isMore) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return isMore ? .max : bytes
  }

  /// Removes a file; a missing one is not an error.
  package static func remove(_ path: String) throws(SystemError) {
    if unlink(path) != 0 && errno != ENOENT { throw .last }
  }

  /// Puts a file in the place of another in one step, its content safely on the disk before.
  package static func replace(_ path: String, by new: String) throws(SystemError) {
    let descriptor = open(new, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
    let synced = fsync(descriptor)
    close(descriptor)
    if synced != 0 || rename(new, path) != 0 { throw .last }
  }

  /// Reads a whole small file, such as a setting.
  package static func contents(
    of path: String, acceptsPipes: Bool = false
  ) throws(SystemError) -> [UInt8] {
    var reader = FileReader()
    _ = try reader.read(path, acceptsPipes: acceptsPipes)
    return Array(reader.bytes)
  }
}
