import NoteModel
import Platform

/// The folders outside of a vault into which a user lets symbolic links lead.
///
/// A vault may come from anywhere, and a link in it may lead anywhere; so only the user, and nothing
/// in the vault, says what is read through links.
struct FollowedFolders: Sendable, Hashable {
  /// As they were named, sorted.
  let names: [String]
  /// Absolute and without symbolic links.
  private let paths: [String]
  /// Names that are those of no folder, which allow nothing: a disk may be missing for a while.
  let missing: [String]

  /// Takes absolute paths.
  init(_ names: [String] = []) {
    self.names = Set(names.map { VaultPath($0) }).map(\.text).sorted()
    var paths: [String] = []
    var missing: [String] = []
    for name in self.names {
      if let real = try? FileSystem.realPath(name), (try? FileFacts.of(real))?.kind == .folder {
        paths.append(real)
      } else {
        missing.append(name)
      }
    }
    self.paths = paths
    self.missing = missing
  }

  /// Whether a link may lead to a file or folder, named by its absolute path without links.
  func allow(_ real: String) -> Bool { folder(holding: real) != nil }

  /// The folder that holds a file or folder, named by its absolute path without links; nil for none.
  func folder(holding real: String) -> String? { paths.first { Self.holds($0, real) } }

  /// Whether a folder is, or holds, what another path names; both absolute and without links.
  static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path.utf8.elementsEqual(folder.utf8)
      || path.utf8.starts(with: (folder + "/").utf8)
  }
}
