#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a vault, open for looking at what is below it.
final class VaultRoot: Sendable {
  /// Absolute, without symbolic links.
  let path: String
  /// Folders outside of the vault that symbolic links may lead into.
  let followed: FollowedFolders
  private let descriptor: Int32

  /// Throws `SystemError` where the folder cannot be opened.
  init(_ path: String, follows followed: FollowedFolders) throws(SystemError) {
    self.path = path
    self.followed = followed
    descriptor = Self.openRoot(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
  }

  deinit { close(descriptor) }

  private static func openRoot(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags)
    #else
      Darwin.open(path, flags)
    #endif
  }

  /// Opens a folder of the vault; -1 with an `errno` where that fails.
  ///
  /// - Parameters:
  ///   - folder: From the root, with a slash at the end; empty for the root.
  ///   - followsLink: Whether the folder may be a symbolic link itself.
  func open(folder: [UInt8], followsLink: Bool) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    if folder.isEmpty { return openat(descriptor, ".", flags) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: folder.count) { path in
      _ = path.update(fromContentsOf: folder)
      // In the place of the closing slash: with it a symbolic link would be followed.
      path[folder.count - 1] = 0
      return path.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { openat(descriptor, $0, flags) } ?? -1
      }
    }
  }

  /// Whether an absolute path without symbolic links names something in the vault, or the vault.
  func holds(_ real: String) -> Bool { FollowedFolders.holds(path, real) }
}
