import NoteModel
import Platform

extension Vault {
  /// Keeps the index up to date until `isStopped` says so, and reports each refresh that did something.
  ///
  /// Blocks the calling thread. Throws `VaultError` where the vault can no longer be read.
  ///
  /// - Parameters:
  ///   - patience: How often `isStopped` is asked, in milliseconds.
  ///   - longestRest: How long nothing is looked at where no event comes, in milliseconds. The system tells
  ///     nothing of what another machine writes on a network mount, nor of what is written under another
  ///     name of a file. Large vaults rest longer.
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
    let watcher = FolderWatcher(root: root)
    try watchFolders(watcher)
    // What changed before the watches were set is found here.
    var report = try refresh()
    if !report.isUpToDate { try onChange(report) }
    if report.blocker != nil { onBlock(report) }
    isReady(watcher.hasEvents)
    var lastLook = SystemClock.stopwatch()
    while !isStopped() {
      // Not what came after the look, which may have been the making of the whole index.
      let look = report.lookMilliseconds
      let isBlocked = report.blocker != nil
      let rest =
        // The event of what could not be written will not come again.
        watcher.hasEvents && !isBlocked
        ? max(longestRest, look * Self.restPerLook)
        : max(Self.pollInterval, look * Self.restPerPoll)
      let isDue = { SystemClock.stopwatch() - lastLook >= rest }
      guard watcher.wait(patience: Int32(patience)) || isDue() else { continue }
      // New folders have to be watched before what is in them is read, or an edit could slip through.
      if watcher.isOutdated { try watchFolders(watcher) }
      // A process that has been waited for is not waited for again.
      report = try refresh(for: isBlocked ? .answerAtOnce : .answer)
      lastLook = SystemClock.stopwatch()
      if report.blocker != nil, !isBlocked { onBlock(report) }
      if report.isUpToDate { continue }
      try onChange(report)
      // No event tells a link to a folder from a file.
      guard report.added + report.moved > 0 || report.rebuilt != nil else { continue }
      try watchFolders(watcher)
      report = try refresh()
      if report.blocker != nil { onBlock(report) }
      if !report.isUpToDate { try onChange(report) }
    }
  }

  /// Looking without an event takes a hundredth of the time at most.
  private static let restPerLook = 100.0
  /// Where there are no events the vault is looked at this often at most, in milliseconds.
  private static let pollInterval = 1000.0
  /// And a tenth of the time is spent on it at most.
  private static let restPerPoll = 10.0

  /// Watches all folders, also those that come while this goes on.
  private func watchFolders(_ watcher: FolderWatcher) throws {
    var folders = Set(try refresher.folders())
    while true {
      watcher.start(folders)
      let now = Set(try refresher.folders())
      if now.isSubset(of: folders) { return }
      folders = now
    }
  }
}
