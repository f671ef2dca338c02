import Platform

/// Keeps the folder open that was reached through a link last.
final class LinkedFolder: @unchecked Sendable {
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var path: [UInt8] = []
  private var descriptor: Int32 = -1

  deinit { if descriptor >= 0 { FileSystem.close(descriptor) } }

  /// Opens a file of the folder at `path`, which `opened` opens if it is another one than before.
  ///
  /// Throws the `SystemError` of `opened`; returns nil where the file cannot be opened.
  func open(
    _ name: some Collection<UInt8>, in path: [UInt8], _ use: OpenUse,
    opened: () throws(SystemError) -> Int32
  ) throws(SystemError) -> Int32? {
    monitor.lock()
    defer { monitor.unlock() }
    if descriptor < 0 || path != self.path {
      let new = try opened()
      if descriptor >= 0 { FileSystem.close(descriptor) }
      (self.path, descriptor) = (path, new)
    }
    return try? StrictOpening.open(name, in: descriptor, use)
  }
}
