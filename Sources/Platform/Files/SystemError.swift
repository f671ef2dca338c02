#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A system call that failed.
package struct SystemError: Error, Hashable {
  /// The `errno` it left.
  package let code: Int32
  /// A better sentence than the system's own.
  private let ownReason: String?
  /// Whether another process, which the reason names, kept a lock.
  package let isBusy: Bool
  /// Whether that process did nothing.
  package let isIdle: Bool

  package init(code: Int32, reason: String? = nil) {
    self.code = code
    ownReason = reason
    (isBusy, isIdle) = (false, false)
  }

  /// A lock that another process keeps. No code tells of it: the calls that open a file may leave each of them.
  package init(heldBy holder: String, isIdle: Bool) {
    code = EWOULDBLOCK
    ownReason = holder
    isBusy = true
    self.isIdle = isIdle
  }

  static var last: SystemError { SystemError(code: errno) }

  /// What the system says of it, in lower case: `permission denied`.
  package var reason: String { ownReason ?? systemWords.lowercased() }

  /// The same as the system spells it.
  package var systemWords: String { String(cString: strerror(code)) }

  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// Whether this process or the system has run out of something, which says nothing of the file.
  package var isShortage: Bool { [EMFILE, ENFILE, ENOMEM].contains(code) }
  /// Whether trying again is of no use as long as the file and its entry stay as they are.
  package var lasts: Bool { [EACCES, EPERM, EFBIG, ENAMETOOLONG, ELOOP, EINVAL].contains(code) }
  /// Whether there may be a symbolic link on the way, which is not followed.
  package var mayBeLink: Bool { [ELOOP, ENOTDIR, EXDEV].contains(code) }
  /// Whether the file system or the system does not know how to do that.
  var isNotSupported: Bool { [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(code) }

  /// The codes that callers give and tell apart.
  package enum Code {
    package static var notThere: Int32 { ENOENT }
    package static var taken: Int32 { EEXIST }
    package static var notAFolder: Int32 { ENOTDIR }
    package static var isLink: Int32 { ELOOP }
    /// It is not what it was.
    package static var changed: Int32 { ESTALE }
    /// It lies elsewhere.
    package static var outside: Int32 { EXDEV }
    package static var diskFull: Int32 { ENOSPC }
    /// The reader has closed the pipe.
    package static var closedPipe: Int32 { EPIPE }
  }
}
