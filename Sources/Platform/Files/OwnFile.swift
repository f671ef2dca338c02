// The folder of the indexes may be one that others can write to. A link planted in it must not lead a write
// elsewhere, and a file planted in it must not be taken for one of ours.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file beside the index: regular, of this user, under one name, and not readable by others.
package enum OwnFile {
  /// Opens a file of this user, making it where that is its use.
  ///
  /// Throws `SystemError` for a symbolic link, what is not a regular file, and a file of somebody else or with a
  /// second name.
  package static func open(_ path: String, _ use: OpenUse) throws(SystemError) -> Int32 {
    // A FIFO would block without O_NONBLOCK; for regular files it has no meaning.
    let flags = use.flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags, 0o600)
    #else
      let descriptor = Darwin.open(path, flags, 0o600)
    #endif
    if descriptor < 0 { throw errno == ELOOP ? link : .last }
    do throws(SystemError) {
      var status = stat()
      if fstat(descriptor, &status) != 0 { throw .last }
      if try isOpenToOthers(status), fchmod(descriptor, 0o600) != 0 { throw .last }
      return descriptor
    } catch {
      FileSystem.close(descriptor)
      throw error
    }
  }

  /// Checks a file that a library, such as SQLite, will open; a missing one is not an error.
  package static func check(_ path: String) throws(SystemError) {
    var status = stat()
    if lstat(path, &status) != 0 {
      if errno == ENOENT { return }
      throw .last
    }
    if try isOpenToOthers(status), chmod(path, 0o600) != 0 { throw .last }
  }

  private static let link = SystemError(code: ELOOP, reason: "it is a symbolic link")

  /// Whether others may read or write a file of this user.
  private static func isOpenToOthers(_ status: stat) throws(SystemError) -> Bool {
    switch FileFacts(status).kind {
    case .file: break
    case .link: throw link
    case .folder, .other: throw SystemError(code: EINVAL, reason: "it is no regular file")
    }
    if status.st_uid != geteuid() {
      throw SystemError(code: EPERM, reason: "it belongs to another user")
    }
    // What is written under one name would change what is read under the other.
    if status.st_nlink > 1 {
      throw SystemError(code: EPERM, reason: "it is a hard link: the file has another name too")
    }
    return status.st_mode & 0o077 != 0
  }
}
