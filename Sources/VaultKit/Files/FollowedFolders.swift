/// The folders outside of a vault into which a user lets symbolic links lead.
///
/// A vault may come from anywhere, and a link in it may lead anywhere; so only the user, and nothing
/// in the vault, says what is read through links.
struct FollowedFolders: Sendable, Hashable {
  /// Absolute and without symbolic links, sorted.
  let paths: [String]

  /// Takes absolute paths; one that names no folder allows nothing.
  init(_ folders: [String] = []) {
    paths = Set(folders.compactMap { try? FileSystem.realPath($0) }).sorted()
  }

  /// Whether a link may lead to a file or folder, named by its absolute path without links.
  func allow(_ real: String) -> Bool { paths.contains { Self.holds($0, real) } }

  /// Whether a folder is, or holds, what another path names; both absolute and without links.
  static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path.utf8.elementsEqual(folder.utf8)
      || path.utf8.starts(with: (folder + "/").utf8)
  }
}
