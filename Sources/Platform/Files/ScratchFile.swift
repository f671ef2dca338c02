#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name: whatever becomes of this process, it is gone with it.
package final class ScratchFile: Sendable {
  private let descriptor: Int32

  /// Makes the file; `path` is its name for a moment.
  package init(_ path: String) throws(SystemError) {
    _ = unlink(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw .last }
    _ = unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes all bytes from a place on.
  package func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(place + written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(code: count < 0 ? errno : ENOSPC) }
      written += count
    }
  }

  /// Reads some bytes from a place on, at least one. Threads may read at the same time.
  package func read(
    into room: UnsafeMutableRawBufferPointer, at place: Int
  ) throws(SystemError) -> Int {
    while true {
      let count = pread(descriptor, room.baseAddress, room.count, off_t(place))
      if count > 0 { return count }
      if count == 0 || errno != EINTR { throw SystemError(code: count < 0 ? errno : EIO) }
    }
  }
}
