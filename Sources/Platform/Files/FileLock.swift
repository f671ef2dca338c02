#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Locks on whole files, which the system gives back when a process ends.
package enum FileLock {
  /// Takes the lock of an open file. Returns false if another process holds it.
  package static func take(_ descriptor: Int32) throws(SystemError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw .last }
    }
    return true
  }
}
