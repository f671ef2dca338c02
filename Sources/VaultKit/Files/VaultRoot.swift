import NoteModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a vault, open for reading what is below it.
///
/// Whatever is read of a vault is opened here. A file is opened without a link on the way, else by its real path, after
/// it was seen that this lies in the vault or in a folder that the user allows.
final class VaultRoot: Sendable {
  /// Absolute, without symbolic links.
  let path: String
  /// Folders outside of the vault that symbolic links may lead into.
  let followed: FollowedFolders
  private let descriptor: Int32
  private let linked = LinkedFolder()

  /// Throws `SystemError` where the folder cannot be opened.
  init(_ path: String, follows followed: FollowedFolders) throws(SystemError) {
    self.path = path
    self.followed = followed
    descriptor = Self.openFolder(path)
    if descriptor < 0 { throw .last }
  }

  deinit { close(descriptor) }

  /// Opens a folder of the vault; the caller closes it. Throws `SystemError`.
  ///
  /// - Parameter folder: From the root, with a slash at the end; empty for the root.
  func open(folder: [UInt8]) throws(SystemError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY
    let descriptor = StrictOpening.open(folder.dropLast(), in: descriptor, flags)
    if descriptor >= 0 { return descriptor }
    if !Self.mayBeLink { throw .last }
    return try openByRealPath(folder.dropLast(), flags)
  }

  /// Opens a file of the vault for reading, without waiting for anything; the caller closes it.
  ///
  /// Throws `SystemError`, `EXDEV` where a link leads out of what may be read.
  func open(_ file: String) throws(SystemError) -> Int32 {
    let flags = O_RDONLY | O_NONBLOCK
    let path = file.utf8
    let descriptor = StrictOpening.open(path, in: descriptor, flags)
    if descriptor >= 0 { return descriptor }
    if !Self.mayBeLink { throw .last }
    // Notes behind one link are read one after the other.
    if let slash = path.lastIndex(of: UInt8(ascii: "/")) {
      let folder = Array(path[..<slash])
      let name = path[path.index(after: slash)...]
      let inFolder = try linked.open(
        name, in: folder, flags,
        opened: { () throws(SystemError) in try openByRealPath(folder, O_RDONLY | O_DIRECTORY) })
      if inFolder >= 0 { return inFolder }
    }
    return try openByRealPath(path, flags)
  }

  /// Whether an absolute path without symbolic links names something in the vault, or the vault.
  func holds(_ real: String) -> Bool { FollowedFolders.holds(path, real) }

  /// Whether the last failure can be one of a link on the way.
  private static var mayBeLink: Bool { errno == ELOOP || errno == ENOTDIR || errno == EXDEV }

  private func openByRealPath(
    _ path: some Collection<UInt8>, _ flags: Int32
  ) throws(SystemError) -> Int32 {
    let top = Self.openFolder("/")
    if top < 0 { throw .last }
    defer { close(top) }
    // A path can change between the question where it leads and the opening; then it is asked again.
    for _ in 0..<3 {
      let real = try FileSystem.realPath(self.path + "/" + String(decoding: path, as: UTF8.self))
      guard holds(real) || followed.allow(real) else {
        throw SystemError(
          code: EXDEV, reason: "the symbolic link leads out of the vault and is not followed")
      }
      let descriptor = StrictOpening.open(real.utf8.dropFirst(), in: top, flags)
      if descriptor >= 0 { return descriptor }
      if !Self.mayBeLink { throw .last }
    }
    throw .last
  }

  private static func openFolder(_ path: String) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    #if canImport(Glibc)
      return Glibc.open(path, flags)
    #else
      return Darwin.open(path, flags)
    #endif
  }
}
