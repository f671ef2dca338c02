import Platform

/// Where commands ask a watcher of a vault.
final class WatcherDoor {
  private let listener: SocketListener
  private let root: String

  /// Returns nil if no socket can be made.
  init?(_ location: IndexLocation, root: String) {
    guard let listener = SocketListener(location.socket, in: location.folder) else { return nil }
    (self.listener, self.root) = (listener, root)
  }

  /// Becomes readable when a command asks.
  var descriptor: Int32 { listener.descriptor }

  /// Answers one question.
  ///
  /// - Parameter known: The generation of the index that says what the vault says; nil for none. Called once the question
  ///   has been read, so that what was written before it was asked is known.
  func answer(_ known: () -> Int64?) {
    listener.answer(most: WatcherQuestion.size + 1) { question in
      let isOurs = question == WatcherQuestion(root: root)?.bytes
      return WatcherQuestion.answer(isOurs ? known() : nil)
    }
  }
}
