#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write one index, held by one process at a time.
///
/// SQLite's own lock would do for a commit, but not for the reading of files before it and not for the
/// making of a new file. The system gives the lock back when a process ends, however it ends.
final class WriterLock {
  private let descriptor: Int32
  /// Whether another process held it, and so may have changed the index meanwhile.
  let hadToWait: Bool

  /// Takes the lock, waiting for another holder at most `patience` milliseconds.
  ///
  /// Throws `SystemError` where the lock file cannot be made; `EWOULDBLOCK` when patience ran out.
  init(path: String, patience: Double) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw .last }
    var waited = false
    let start = FileSystem.stopwatch()
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      if code != EWOULDBLOCK || FileSystem.stopwatch() - start > patience {
        close(descriptor)
        throw SystemError(code: code)
      }
      waited = true
      usleep(2000)
    }
    self.descriptor = descriptor
    hadToWait = waited
  }

  deinit { close(descriptor) }
}
