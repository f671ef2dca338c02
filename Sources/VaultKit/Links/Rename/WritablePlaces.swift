import NoteModel
import Platform

/// Where a rename may write: in the vault, and in the folders that links of it may lead into.
final class WritablePlaces {
  let root: String
  let followed: FollowedFolders

  /// The folder that was opened last: files of one folder follow each other.
  private var last: (path: String, folder: HeldFolder)?

  init(root: String, followed: FollowedFolders) {
    self.root = root
    self.followed = followed
  }

  /// Forgets what was opened, since folders are about to move.
  func forget() { last = nil }

  /// A place that a rename does not write to.
  struct Foreign: Error {
    var path: String
  }

  /// Returns where a file is, as a journal names it: from the root, or absolute outside of the vault.
  ///
  /// - Parameter real: Absolute, without symbolic links.
  func place(of real: String) -> String {
    let start = (root == "/" ? "" : root) + "/"
    guard real.utf8.starts(with: start.utf8) else { return real }
    return String(decoding: real.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }

  /// Opens the folder of a file or folder that a journal names.
  ///
  /// Throws `Foreign` for one that lies elsewhere or is hidden, `SystemError` for one that cannot be opened.
  func folder(of place: String) throws -> (folder: HeldFolder, name: String) {
    let isAbsolute = place.utf8.first == UInt8(ascii: "/")
    let parts = place.split(separator: "/")
    guard let name = parts.last, !parts.contains(where: { $0 == "." || $0 == ".." }),
      name.utf8.first != UInt8(ascii: "."), !place.utf8.contains(0)
    else { throw Foreign(path: place) }
    let above = parts.dropLast().joined(separator: "/")
    let path = isAbsolute ? "/" + above : above.isEmpty ? root : root + "/" + above
    if let last, last.path == path { return (last.folder, String(name)) }
    let real = try FileSystem.realPath(path)
    guard let base = FollowedFolders.holds(root, real) ? root : followed.folder(holding: real)
    else { throw Foreign(path: place) }
    let below = real.dropFirst(base.count).drop { $0 == "/" }
    if below.hasPrefix(".") || below.contains("/.") { throw Foreign(path: place) }
    let folder = try HeldFolder(base, below: below)
    last = (path, folder)
    return (folder, String(name))
  }

  /// Opens the folder of a file whose content may be changed: a note or a canvas.
  func folder(ofSource place: String) throws -> (folder: HeldFolder, name: String) {
    let path = VaultPath(place)
    guard path.isNote || path.isCanvas else { throw Foreign(path: place) }
    return try folder(of: place)
  }
}
