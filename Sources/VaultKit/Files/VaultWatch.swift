import Platform

/// Knows whether a vault can have changed since a look found an index up to date.
///
/// A look starts the watch of each folder before it lists the folder. The system then queues a notice of every change
/// before the call that makes the change returns. While the queue is empty, the vault is what that look has seen. If
/// changes may come without a notice, each question looks at the vault.
final class VaultWatch: @unchecked Sendable {
  /// The longest time without a notice after which the vault is still believed unchanged, in milliseconds.
  ///
  /// The system sends no notice of a write through an open mapping of a file, nor of one through a second name that a
  /// file got after the look.
  private let longestRest: Double
  /// Looks without a notice are limited to 1 % of the time.
  private static let restPerLook = 100.0
  /// The shortest time between two looks if the system sends no notices, in milliseconds.
  private static let pollInterval = 1000.0
  /// Such looks are limited to 10 % of the time.
  private static let restPerPoll = 10.0
  /// Notices that follow each other faster than this are of one change, in milliseconds.
  private static let settleTime = 50.0
  /// Longest wait, in milliseconds, for a file that is written all the time.
  private static let mostSettling = 1000.0
  /// How long a missing root may take to come back, in milliseconds: another folder may take its place.
  private static let mostAbsence = 2000.0
  /// Between two looks whether it has, in microseconds.
  private static let nap: UInt32 = 10_000

  private let root: String
  private var notices = FolderNotices()
  /// The folder that the last look began at; another may stand in its place by now.
  private var watchedRoot: FileFacts?
  /// Whether all folders are watched, as far as notices tell.
  private var isComplete = false
  /// The index that the vault was found to agree with.
  private var generation: Int64?
  /// Whether notices have come since the last look began.
  private var isTold = false
  private var lastLook = -Double.infinity
  private var lookMilliseconds = 0.0

  private let monitor = Monitor(isBrief: true)
  // Guarded by the monitor, for the threads of a walk.
  private var isSettingWatches = false
  private var isDoubtful = false
  private var hasFailed = false

  init(root: String, longestRest: Double = 60_000) {
    self.root = root
    self.longestRest = longestRest
  }

  // MARK: Questions

  /// The generation of the index that says what the vault says now; nil where only a look can tell.
  func knownGeneration() -> Int64? {
    guard let generation, !isDue(isBlocked: false), isRootInPlace else { return nil }
    return takeNews() ? nil : generation
  }

  /// Takes the notices that have come; returns whether there were any.
  private func takeNews() -> Bool {
    let news = notices?.take() ?? .folders
    if news == .folders { isComplete = false }
    if news == .none { return false }
    generation = nil
    isTold = true
    return true
  }

  /// Whether the path of the vault names the folder that is watched: a folder above it may have been moved.
  private var isRootInPlace: Bool {
    guard let watchedRoot else { return false }
    return (try? FileFacts.of(root))?.isSameFile(as: watchedRoot) == true
  }

  // MARK: Looks

  /// Prepares for a look, which will `enter` each folder, and tell what is doubtful.
  func beginLook(at root: VaultRoot) {
    generation = nil
    // Before the look begins: it may miss the changes that are reported from now on.
    _ = takeNews()
    isTold = false
    let facts = root.facts
    if let facts, let watchedRoot, facts.isSameFile(as: watchedRoot) {} else { isComplete = false }
    watchedRoot = facts
    if !isComplete { notices?.beginWatching() }
    monitor.withLock {
      isSettingWatches = !isComplete && notices != nil
      isDoubtful = false
    }
  }

  /// Watches a folder that is about to be listed.
  ///
  /// - Parameter folder: Open; it may be closed afterwards.
  func enter(_ folder: Int32) {
    guard monitor.withLock({ isSettingWatches }), let notices else { return }
    if !notices.watch(folder) { monitor.withLock { hasFailed = true } }
  }

  /// Says that something in the vault can change without a notice.
  func doubt() { monitor.withLock { isDoubtful = true } }

  /// Ends a look.
  ///
  /// - Parameters:
  ///   - generation: The index that the vault agrees with; nil for none.
  ///   - milliseconds: How long the look took.
  func endLook(_ generation: Int64?, milliseconds: Double) {
    lastLook = SystemClock.stopwatch()
    lookMilliseconds = milliseconds
    monitor.lock()
    let (isSetting, isDoubtful, hasFailed) = (isSettingWatches, isDoubtful, hasFailed)
    isSettingWatches = false
    monitor.unlock()
    if isSetting {
      notices?.endWatching()
      isComplete = true
      // A file system without notices, or too many folders for the system's limit: trying again each time would cost more
      // than the looks.
      if hasFailed { notices = nil }
    }
    self.generation = notices == nil || isDoubtful ? nil : generation
  }

  // MARK: Waiting

  /// Whether the system tells of changes; else the vault is looked at now and then.
  var hasNotices: Bool { notices != nil }

  /// Whether it is time for a look, although nothing was told.
  ///
  /// - Parameter isBlocked: Whether the index could not be written: the notice of that will not come again.
  func isDue(isBlocked: Bool) -> Bool {
    let rest =
      hasNotices && !isBlocked
      ? max(longestRest, lookMilliseconds * Self.restPerLook)
      : max(Self.pollInterval, lookMilliseconds * Self.restPerPoll)
    return SystemClock.stopwatch() - lastLook >= rest
  }

  /// Waits for a change and answers commands meanwhile; sleeps if the system sends no notices.
  ///
  /// - Parameters:
  ///   - patience: Milliseconds to wait at most.
  ///   - door: Where commands ask whether something has changed.
  /// - Returns: Whether something may have changed.
  func wait(_ patience: Int32, _ door: WatcherDoor? = nil) -> Bool {
    guard let notices else {
      WorkerThread.sleep(microseconds: UInt32(max(0, patience)) * 1000)
      return false
    }
    if !isTold, waitOnce(notices, patience, door) { _ = takeNews() }
    guard isTold else { return isRootReplaced() }
    // An editor that saves writes several times; one look after the last notice is enough.
    let start = SystemClock.stopwatch()
    var (now, last) = (start, start)
    while now < min(last + Self.settleTime, start + Self.mostSettling) {
      if waitOnce(notices, Int32(last + Self.settleTime - now + 1), door), takeNews() {
        last = SystemClock.stopwatch()
      }
      now = SystemClock.stopwatch()
    }
    _ = isRootReplaced()
    return true
  }

  /// Waits for a notice or a question, and answers that; returns whether there is a notice.
  private func waitOnce(
    _ notices: FolderNotices, _ patience: Int32, _ door: WatcherDoor?
  ) -> Bool {
    let (hasNews, isAsked) = notices.wait(patience, or: door?.descriptor)
    if isAsked { door?.answer(knownGeneration) }
    return hasNews
  }

  /// Whether another folder stands where the root was; a root that is gone is waited for.
  private func isRootReplaced() -> Bool {
    let start = SystemClock.stopwatch()
    while !FileSystem.exists(root), SystemClock.stopwatch() - start < Self.mostAbsence {
      WorkerThread.sleep(microseconds: Self.nap)
    }
    return watchedRoot != nil && !isRootInPlace
  }
}
