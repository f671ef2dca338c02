import Platform

/// A question to the `vq watch` of a vault, if one runs.
struct WatcherCall {
  private let call: SocketCall

  /// How long an answer is waited for, in milliseconds: a watcher may be at work, or stopped.
  private static let patience = 5.0

  /// Asks; the answer can be taken later. Returns nil where no watcher runs.
  ///
  /// - Parameter root: The vault's folder.
  init?(_ location: IndexLocation, root: String) {
    let call = SocketCall(location.socket, in: location.folder) {
      WatcherQuestion(root: root)?.bytes
    }
    guard let call else { return nil }
    self.call = call
  }

  /// The generation of the index that says what the vault says; nil where the watcher does not know or answer.
  func knownGeneration() -> Int64? {
    call.answer(most: WatcherQuestion.answerSize + 1, patience: Self.patience)
      .flatMap { WatcherQuestion.generation($0) }
  }
}
