import NoteModel

extension Vault {
  /// Keeps the index up to date until `isStopped` says so, and reports each refresh that did something.
  ///
  /// Blocks the calling thread. Throws `VaultError` where the vault can no longer be read.
  ///
  /// - Parameters:
  ///   - patience: How often `isStopped` is asked, in milliseconds.
  ///   - isReady: Called once, when changes from now on will be seen; says whether the system reports
  ///     them or the vault is looked at once a second.
  ///   - onChange: Called after each refresh that found a change.
  public func watch(
    patience: Int = 500, isStopped: () -> Bool = { false },
    isReady: (_ hasEvents: Bool) -> Void = { _ in }, onChange: (RefreshReport) throws -> Void
  ) throws {
    let watcher = FolderWatcher(root: root)
    watcher.start(try refresher.folders())
    // What changed before the watches were set is found here.
    let first = try refresh()
    if !first.isUpToDate { try onChange(first) }
    isReady(watcher.hasEvents)
    while !isStopped() {
      guard watcher.wait(patience: Int32(patience)) else { continue }
      let report = try refresh()
      if report.isUpToDate { continue }
      // New folders have to be watched before what is in them is read, or an edit could slip through.
      watcher.start(try refresher.folders())
      try onChange(report)
      let later = try refresh()
      if !later.isUpToDate { try onChange(later) }
    }
  }
}
