import NoteIndex
import NoteModel

extension Vault {
  /// Returns the notes and canvases that could not be read, or not to their end, and why.
  ///
  /// A rename leaves them alone: whether they hold links to what is renamed nobody knows, and to change half of
  /// a file is worse than to leave it.
  func unreadSources() throws -> [(path: VaultPath, message: String)] {
    try index.problems().filter { $0.problem.kind == .fileUnreadable }
      .map { ($0.path, $0.problem.message) }
  }
}
