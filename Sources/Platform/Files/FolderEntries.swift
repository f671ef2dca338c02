#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The entries of a folder, as the system lists them.
package enum FolderEntries {
  /// What the folder itself tells of an entry.
  package enum Kind {
    case file
    case folder
    /// A link, something else, or a file system that does not tell.
    case unknown
  }

  /// Calls `body` with each entry: its name with a zero after it, the same without, and its kind.
  ///
  /// Throws `SystemError` where the folder cannot be read to its end: half of it is reported like none.
  ///
  /// - Parameter descriptor: Of the folder, open; it stays open.
  package static func forEach(
    in descriptor: Int32,
    _ body: (UnsafePointer<CChar>, UnsafeRawBufferPointer, Kind) -> Void
  ) throws(SystemError) {
    // Closing the stream closes its descriptor.
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    if own < 0 { throw .last }
    guard let stream = fdopendir(own) else {
      let error = SystemError.last
      close(own)
      throw error
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .last }
        return
      }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry) + offset
      let text = start.assumingMemoryBound(to: CChar.self)
      let name = UnsafeRawBufferPointer(start: start, count: strlen(text))
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_DIR): body(text, name, .folder)
      case Int32(DT_REG): body(text, name, .file)
      default: body(text, name, .unknown)
      }
    }
  }

  /// Returns the names in a folder; none where it cannot be read.
  package static func names(of path: String) -> [String] {
    guard let descriptor = try? FileSystem.openFolder(path) else { return [] }
    defer { close(descriptor) }
    var names: [String] = []
    try? forEach(in: descriptor) { _, name, _ in names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}
