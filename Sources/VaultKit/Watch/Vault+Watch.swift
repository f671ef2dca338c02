import NoteModel
import Platform

extension Vault {
  /// Has the system tell of changes from now on: while none is told, a refresh does not look at the vault.
  ///
  /// For a program that asks again and again. The first look takes longer, as it has each folder watched.
  public func keepWatch() {
    if refresher.watch == nil { refresher.watch = VaultWatch(root: root) }
  }

  /// Keeps the index up to date until `isStopped` says so, and reports each refresh that did something.
  ///
  /// Blocks the calling thread. Throws `VaultError` where the vault can no longer be read.
  ///
  /// - Parameters:
  ///   - patience: How often `isStopped` is asked, in milliseconds.
  ///   - longestRest: How long nothing is looked at where no notice comes, in milliseconds. Large vaults rest longer.
  ///   - isReady: Called once, when changes from now on will be seen; says whether the system reports
  ///     them or the vault is looked at, once a second or, if large, less often.
  ///   - onBlock: Called when another process keeps the index from being brought up to date; the report's
  ///     warnings tell of it. It is tried again soon.
  ///   - onChange: Called after each refresh that found a change.
  public func watch(
    patience: Int = 500, longestRest: Double = 10_000, isStopped: () -> Bool = { false },
    isReady: (_ hasEvents: Bool) -> Void = { _ in }, onBlock: (RefreshReport) -> Void = { _ in },
    onChange: (RefreshReport) throws -> Void
  ) throws {
    let watch = VaultWatch(root: root, longestRest: longestRest)
    refresher.watch = watch
    var report = try refresh()
    if !report.isUpToDate { try onChange(report) }
    if report.blocker != nil { onBlock(report) }
    // The index was made without a look.
    if !report.foundCurrent, report.blocker == nil {
      report = try refresh()
      if !report.isUpToDate { try onChange(report) }
    }
    isReady(watch.hasNotices)
    // Behind a change one more look tells whether the index now says what the vault says.
    var wantsLook = false
    while !isStopped() {
      let isBlocked = report.blocker != nil
      guard wantsLook || watch.wait(Int32(patience)) || watch.isDue(isBlocked: isBlocked) else {
        continue
      }
      // A process that has been waited for is not waited for again.
      report = try refresh(for: isBlocked ? .answerAtOnce : .answer)
      wantsLook = !wantsLook && !report.foundCurrent && report.blocker == nil
      if report.blocker != nil, !isBlocked { onBlock(report) }
      if !report.isUpToDate { try onChange(report) }
    }
  }
}
