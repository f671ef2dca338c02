import CFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens what lies below a folder, and follows no symbolic link on the way.
///
/// A path that was looked at and is opened afterwards can lead elsewhere by then: a folder of it may have been swapped
/// for a link. So nothing is looked at before; the system opens a path without links, or does not.
package enum StrictOpening {
  /// Returns a descriptor; throws an error that `mayBeLink` where there is a link on the way.
  ///
  /// - Parameter path: From the folder, without `..`; empty for the folder.
  package static func open(
    _ path: some Collection<UInt8>, in folder: Int32, _ use: OpenUse
  ) throws(SystemError) -> Int32 {
    // In one piece: this is not compiled for each kind of collection.
    if let opened = path.withContiguousStorageIfAvailable({ result($0, in: folder, use) }) {
      return try opened.get()
    }
    return try Array(path).withUnsafeBufferPointer { result($0, in: folder, use) }.get()
  }

  /// The same for a path in one piece.
  package static func open(
    _ path: UnsafeBufferPointer<UInt8>, in folder: Int32, _ use: OpenUse
  ) throws(SystemError) -> Int32 {
    try result(path, in: folder, use).get()
  }

  private static func result(
    _ path: UnsafeBufferPointer<UInt8>, in folder: Int32, _ use: OpenUse
  ) -> Result<Int32, SystemError> {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { text in
      UnsafeMutableRawBufferPointer(text).copyMemory(from: UnsafeRawBufferPointer(path))
      text[path.count] = 0
      return open(text, in: folder, use)
    }
  }

  /// - Parameter path: With a zero at the end.
  private static func open(
    _ path: UnsafeMutableBufferPointer<CChar>, in folder: Int32, _ use: OpenUse
  ) -> Result<Int32, SystemError> {
    let flags = use.flags | O_CLOEXEC
    let descriptor =
      path.count == 1 ? openat(folder, ".", flags) : openBelow(folder, path, flags)
    return descriptor < 0 ? .failure(.last) : .success(descriptor)
  }

  /// Returns a descriptor; -1 with an `errno` where that fails.
  private static func openBelow(
    _ folder: Int32, _ text: UnsafeMutableBufferPointer<CChar>, _ flags: Int32
  ) -> Int32 {
    guard let path = text.baseAddress else { return -1 }
    // Nothing lies on the way to a name alone, and this call takes a tenth less.
    if isName(text) { return openat(folder, path, flags | O_NOFOLLOW) }
    let descriptor = vq_open_beneath(folder, path, flags)
    // A kernel without the call says ENOSYS, a container that hides it EPERM.
    if descriptor >= 0 || ![ENOSYS, EPERM, EINVAL, EAGAIN].contains(errno) { return descriptor }
    return stepByStep(text, in: folder, flags)
  }

  /// Whether a path with a zero at its end is a name in the folder itself.
  private static func isName(_ path: UnsafeMutableBufferPointer<CChar>) -> Bool {
    !path.contains(0x2F) && !(path.count == 3 && path[0] == 0x2E && path[1] == 0x2E)
  }

  /// The same with a call for each folder on the way.
  ///
  /// - Parameter path: With a zero at the end; its slashes are overwritten.
  static func stepByStep(
    _ path: UnsafeMutableBufferPointer<CChar>, in folder: Int32, _ flags: Int32
  ) -> Int32 {
    guard let names = path.baseAddress else { return -1 }
    let end = path.count - 1
    var current = folder
    var start = 0
    while true {
      while start < end, names[start] == 0x2F { start += 1 }
      var slash = start
      while slash < end, names[slash] != 0x2F { slash += 1 }
      names[slash] = 0
      let isLast = slash == end
      var next: Int32 = -1
      if strcmp(names + start, "..") == 0 {
        errno = EXDEV
      } else {
        next = openat(
          current, names + start,
          isLast ? flags | O_NOFOLLOW : vq_passing | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      }
      let error = errno
      if current != folder { close(current) }
      errno = error
      if next < 0 || isLast { return next }
      current = next
      start = slash + 1
    }
  }
}
