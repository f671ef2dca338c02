import NoteModel
import Platform

/// The folder of a vault, open for reading what is below it.
///
/// Whatever is read of a vault is opened here. A file is opened without a link on the way, else by its real path, after
/// it was seen that this lies in the vault or in a folder that the user allows.
final class VaultRoot: Sendable {
  /// Absolute, without symbolic links.
  let path: String
  /// Folders outside of the vault that symbolic links may lead into.
  let followed: FollowedFolders
  /// The files that are there; nil for all.
  let only: AllowedFiles?
  /// What has to know of each folder before it is listed; nil for nothing.
  let watch: VaultWatch?
  private let descriptor: Int32
  private let linked = LinkedFolder()

  /// What files are opened for; made once, since each one is.
  static let use: OpenUse = [.reading, .atOnce]

  /// Throws `SystemError` where the folder cannot be opened.
  init(
    _ path: String, follows followed: FollowedFolders, only: AllowedFiles? = nil,
    watch: VaultWatch? = nil
  ) throws(SystemError) {
    self.only = only
    self.path = path
    self.followed = followed
    self.watch = watch
    descriptor = try FileSystem.openFolder(path)
  }

  deinit { FileSystem.close(descriptor) }

  /// What the system knows of the folder itself, wherever its path may lead by now.
  var facts: FileFacts? { try? FileFacts.of(descriptor) }

  /// Whether the times of its folders tell what becomes of the names in them.
  var keepsFolderTimes: Bool { FileSystemKind(ofOpen: descriptor)?.isOrdinary ?? false }

  /// Opens a folder of the vault; the caller closes it. Throws `SystemError`.
  ///
  /// - Parameter folder: From the root, with a slash at the end; empty for the root.
  func open(folder: [UInt8]) throws(SystemError) -> Int32 {
    do throws(SystemError) {
      return try StrictOpening.open(folder.dropLast(), in: descriptor, .folder)
    } catch {
      if !error.mayBeLink { throw error }
    }
    return try openByRealPath(folder.dropLast(), .folder)
  }

  /// Opens a file of the vault for reading, without waiting for anything; the caller closes it.
  ///
  /// Throws `SystemError`, of code `outside` where a link leads out of what may be read.
  func open(_ file: String) throws(SystemError) -> Int32 {
    let use = Self.use
    let path = file.utf8
    do throws(SystemError) {
      return try StrictOpening.open(path, in: descriptor, use)
    } catch {
      if !error.mayBeLink { throw error }
    }
    // Notes behind one link are read one after the other.
    if let slash = path.lastIndex(of: UInt8(ascii: "/")) {
      let folder = Array(path[..<slash])
      let name = path[path.index(after: slash)...]
      let inFolder = try linked.open(
        name, in: folder, use,
        opened: { () throws(SystemError) in try openByRealPath(folder, .folder) })
      if let inFolder { return inFolder }
    }
    return try openByRealPath(path, use)
  }

  /// Whether an absolute path without symbolic links names something in the vault, or the vault.
  func holds(_ real: String) -> Bool { FollowedFolders.holds(path, real) }

  private func openByRealPath(
    _ path: some Collection<UInt8>, _ use: OpenUse
  ) throws(SystemError) -> Int32 {
    let top = try FileSystem.openFolder("/")
    defer { FileSystem.close(top) }
    var last = SystemError(code: SystemError.Code.outside)
    // A path can change between the question where it leads and the opening; then it is asked again.
    for _ in 0..<3 {
      let real = try FileSystem.realPath(self.path + "/" + String(decoding: path, as: UTF8.self))
      guard holds(real) || followed.allow(real) else {
        throw SystemError(
          code: SystemError.Code.outside,
          reason: "the symbolic link leads out of the vault and is not followed")
      }
      do throws(SystemError) {
        return try StrictOpening.open(real.utf8.dropFirst(), in: top, use)
      } catch {
        if !error.mayBeLink { throw error }
        last = error
      }
    }
    throw last
  }
}
