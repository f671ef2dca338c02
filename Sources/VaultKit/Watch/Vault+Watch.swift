import NoteIndex
import Platform

extension Vault {
  /// Watches the vault from now on: while the system reports no change, a refresh does not look at it.
  ///
  /// For programs that ask many questions. The first look takes longer because it starts a watch of each folder.
  public func keepWatch() {
    // A change elsewhere can change which files the part has, so the whole vault is watched.
    if let part { return part.whole.keepWatch() }
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
  ///   - onChange: Called with each change of a note, once, also where another process has written it into the index.
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
    var told = ToldNotes()
    _ = try withIndex { try told.take($0) }
    if report.blocker == nil, report.rebuilt != nil {
      // The index was made without a look, which has the folders watched.
      report = try refresh()
      try tell(report, &told, onChange)
    }
    let door = watch.hasNotices ? WatcherDoor(refresher.store.location, root: root) : nil
    isReady(watch.hasNotices)
    var doubt = YoungNotes()
    doubt.settle(report, isTold: true)
    while !isStopped() {
      let isBlocked = report.blocker != nil
      let isTold = watch.wait(Int32(min(Double(patience), doubt.rest)), door)
      guard isTold || doubt.rest == 0 || watch.isDue(isBlocked: isBlocked) || isIndexOfOthers(watch)
      else { continue }
      // A process that has been waited for is not waited for again.
      report = try refresh(for: isBlocked ? .answerAtOnce : .answer)
      doubt.settle(report, isTold: isTold)
      if report.blocker != nil, !isBlocked { onBlock(report) }
      try tell(report, &told, onChange)
    }
  }

  /// Tells what has changed since it was told last, by a refresh or before it by another process.
  private func tell(
    _ report: RefreshReport, _ told: inout ToldNotes, _ onChange: (RefreshReport) throws -> Void
  ) throws {
    let report = report.with(try withIndex { try told.take($0) })
    if !report.isUpToDate { try onChange(report) }
  }

  /// Whether another process has written the index, or put another one in its place: nothing is known of that one.
  private func isIndexOfOthers(_ watch: VaultWatch) -> Bool {
    guard let known = watch.knownGeneration(), let index = held.index else { return false }
    if index.hasMoved { held.index = nil }
    return held.index == nil || (try? index.generation) != known
  }
}

/// Schedules the looks after an edit.
///
/// A second edit within one tick of the file system's clock leaves the times unchanged, so vq looks again until the
/// changed notes are older than that.
private struct YoungNotes {
  private var looks = 0
  private var time = Double.infinity

  /// The pause after the first look, in milliseconds; it doubles after each further one.
  private static let firstRest = 50.0
  /// Most looks after an edit: they span two seconds, the tick of some file systems.
  private static let mostLooks = 6

  /// How long there is to wait, in milliseconds.
  var rest: Double { max(0, time - SystemClock.stopwatch()) }

  /// Takes what a look has found.
  mutating func settle(_ report: RefreshReport, isTold: Bool) {
    if isTold { looks = 0 }
    guard !report.foundCurrent, report.blocker == nil, looks < Self.mostLooks else {
      time = .infinity
      return
    }
    let rest = max(Self.firstRest * Double(1 << looks), report.lookMilliseconds)
    time = SystemClock.stopwatch() + rest
    looks += 1
  }
}
