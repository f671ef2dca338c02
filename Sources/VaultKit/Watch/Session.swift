/// One vault and many questions, each answered from the notes as they are.
///
///     let session = try Session(at: place)
///     try session.vault().ask("what does 404 mean")
///     …                                             // some minutes later
///     try session.vault().references(to: "Falcon")
///
/// The system tells of changes, so that as long as none comes `vault` costs microseconds. Not `Sendable`: use a session
/// from one thread.
public final class Session {
  private let opened: Vault

  /// Finds the vault; nothing is read yet. Throws what `Vault.init` throws.
  ///
  /// - Parameters:
  ///   - progress: Called now and then while many notes are read. If it throws, nothing of the index is left.
  ///   - onWait: Called when a wait for another process that is writing takes longer than a second.
  public init(
    at place: VaultPlace, progress: ((RefreshProgress) throws -> Void)? = nil,
    onWait: ((LockHolder) -> Void)? = nil
  ) throws {
    opened = try Vault(at: place, progress: progress, onWait: onWait)
    opened.keepWatch()
  }

  /// Returns the vault with its index brought up to date; call it before each question.
  ///
  /// Throws `VaultError`.
  public func vault() throws -> Vault {
    try opened.refresh()
    return opened
  }
}
