import NoteIndex
import Platform

/// The time that an index in memory has to do, since none can be kept.
///
/// It is as fresh as one on the disk, but each new process would make its own, and it takes memory. So now and
/// then it is tried whether the disk is of use again.
struct MemoryStay {
  /// When it was tried, and how long that took, in milliseconds.
  private var lastTry = SystemClock.stopwatch()
  private var cost = 0.0

  /// Trying takes a twentieth of the time at most, and is not done more often than this, in milliseconds.
  private let restPerCost: Double
  private let leastRest: Double

  init(leastRest: Double = 5000, restPerCost: Double = 20) {
    self.leastRest = leastRest
    self.restPerCost = restPerCost
  }

  /// Opens the index on the disk, made where there is none; nil where it is not time or cannot be.
  mutating func end(
    _ index: NoteIndex, _ refresher: Refresher
  ) -> (index: NoteIndex, report: RefreshReport)? {
    let start = SystemClock.stopwatch()
    guard start - lastTry >= max(leastRest, cost * restPerCost) else { return nil }
    defer {
      lastTry = SystemClock.stopwatch()
      cost = lastTry - start
    }
    // Most of what is in the way is seen without reading a single note.
    let store = refresher.store
    guard let bytes = try? index.byteCount(), store.location.hasRoom(for: bytes) else { return nil }
    // An index that another process is writing is older than the one in memory.
    guard let kept = try? refresher.run(for: .leaveMemory, isFresh: true, rebuild: nil),
      kept.report.blocker == nil
    else { return nil }
    kept.index.setPatience(store.patience.forSQLite)
    return kept
  }
}
