import NoteIndex
import NoteModel

extension Vault {
  /// Returns the notes and canvases that could not be read, or not to their end, and why.
  ///
  /// A rename does not change them: it cannot know all their links, and changing half of a file is worse than changing
  /// nothing.
  func unreadSources() throws -> [(path: VaultPath, message: String)] {
    try index.problems().filter { $0.problem.kind == .fileUnreadable }
      .map { ($0.path, $0.problem.message) }
  }

  /// Returns those of the paths, in their order, that are none of `unreadSources`.
  func readable(_ paths: [VaultPath]) throws -> [VaultPath] {
    let unread = Set(try unreadSources().map(\.path))
    return paths.filter { !unread.contains($0) }
  }
}
