import NoteIndex
import SQLite

// A vault holds its index open. The states it goes through are drawn in `Vault/Internals/Architecture.md`.
extension Vault {
  // MARK: Bringing it up to date

  /// Brings the index up to date and says what there was to do.
  ///
  /// Where another process does not let it be written, a question can do with what is there.
  ///
  /// - Parameter isRebuild: Whether to make it anew, however good it is.
  @discardableResult
  public func refresh(isRebuild: Bool = false) throws -> RefreshReport {
    if held.isSettled, held.index != nil, !isRebuild { return try unchanged() }
    return try refresh(for: .answer, isRebuild: isRebuild)
  }

  /// Looks at the vault once for all that `body` asks, and hands it what there was to do.
  ///
  /// What is asked in it takes the index as it is, so that several lists tell of the same state.
  public func withOneLook<Result>(_ body: (RefreshReport) throws -> Result) throws -> Result {
    let report = try refresh()
    let isOutermost = !held.isSettled
    held.isSettled = true
    defer { if isOutermost { held.isSettled = false } }
    return try body(report)
  }

  /// Updates the index on the disk.
  ///
  /// Throws `VaultError` of kind `indexBusy` while another process holds it.
  ///
  /// - Parameter isRebuild: Whether to make it anew, however good it is.
  public func writeIndex(isRebuild: Bool = false) throws -> RefreshReport {
    if held.isInMemory { held.index = nil }
    return try refresh(for: .write, isRebuild: isRebuild)
  }

  /// Reads every note again, compares it with the index and checks the index against itself.
  ///
  /// What differs is mended and reported as changed; an index that contradicts itself is made anew. Throws
  /// `VaultError`, also where there is none on the disk and none can be kept.
  public func verify() throws -> RefreshReport {
    if held.isInMemory { held.index = nil }
    try updatePart()
    var report = try guarded(for: .verify) { try refresher.verify(try openIndex(for: .verify)) }
    // The index was opened, or even made, on the way.
    if let opening = held.takeUnreported() { report.add(opening) }
    return report
  }

  func refresh(for purpose: Purpose, isRebuild: Bool = false) throws -> RefreshReport {
    try updatePart()
    var report = try refreshOnce(for: purpose, isRebuild: isRebuild)
    // A note that was read after the filter was asked may be another one by then.
    var attempts = 1
    while !report.foundCurrent, attempts < Self.attempts, try updatePart() {
      let earlier = report
      report = try refreshOnce(for: purpose, isRebuild: false)
      report.add(earlier)
      attempts += 1
    }
    return report
  }

  private func refreshOnce(for purpose: Purpose, isRebuild: Bool) throws -> RefreshReport {
    readSettings()
    let report =
      if let index = held.index, !isRebuild {
        try leaveMemory(index) ?? refresh(index, for: purpose)
      } else {
        try open(for: purpose, isFresh: true, rebuild: isRebuild ? .asked : nil)
      }
    held.keep(report)
    if !report.isUpToDate { excluded.forgetPaths() }
    return report
  }

  /// Goes on with an index on the disk where that is possible again.
  private func leaveMemory(_ index: NoteIndex) -> RefreshReport? {
    guard let kept = held.memoryStay?.end(index, refresher) else { return nil }
    held.index = kept.index
    return kept.report
  }

  /// Brings an open index up to date.
  private func refresh(_ index: NoteIndex, for purpose: Purpose) throws -> RefreshReport {
    do { return try refresher.refresh(index, for: purpose) } catch {
      return try reopen(after: error, for: purpose)
    }
  }

  /// Opens the index anew where its file cannot be used as it was: under a program that runs for long it may be
  /// damaged, moved or removed, or its disk be full.
  private func reopen(after error: any Error, for purpose: Purpose) throws -> RefreshReport {
    switch error {
    // Another index would not mend it.
    case let error as SQLiteError where error.kind == .mistake: throw readable(error)
    case let error as SQLiteError where error.kind == .corrupt:
      return try open(for: purpose, isFresh: true, rebuild: Self.damage)
    case is SQLiteError: return try open(for: purpose, isFresh: true, rebuild: nil)
    case let error as VaultError where error.kind == .indexUnusable:
      return try open(for: purpose, isFresh: true, rebuild: nil)
    default: throw error
    }
  }

  private func open(
    for purpose: Purpose, isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?
  ) throws -> RefreshReport {
    held.index = nil
    do {
      let (index, report) = try refresher.run(for: purpose, isFresh: isFresh, rebuild: reason)
      held.index = index
      return report
    } catch let error as SQLiteError {
      guard error.kind == .corrupt, reason != Self.damage else { throw readable(error) }
      return try open(for: purpose, isFresh: isFresh, rebuild: Self.damage)
    }
  }

  private static let damage = RefreshReport.RebuildReason.unusable("it is damaged")

  private func readable(_ error: SQLiteError) -> VaultError {
    switch error.kind {
    case .busy: VaultError(.indexBusy, at: indexPath)
    case .mistake: VaultError(.mistake, at: indexPath, cause: error.description)
    default: VaultError(.indexUnusable, at: indexPath, cause: error.message)
    }
  }

  // MARK: Questions

  /// Opens the index as a question wants it, and begins to look at the vault. While the visit has time, the question may
  /// be asked of its index.
  func begin(_ policy: RefreshPolicy) throws -> Refresher.Visit {
    if held.isSettled, let index = held.index { return refresher.asItIs(index) }
    if policy == .each { readSettings() }
    if part != nil, policy == .each || held.index == nil { _ = try refresh() }
    guard let index = held.index else {
      return try beginOpening(isFresh: policy != .never, rebuild: nil)
    }
    if policy != .each { return refresher.asItIs(index) }
    if let report = leaveMemory(index) {
      held.keep(report)
      return refresher.asItIs(try openIndex(for: .answer))
    }
    do { return try refresher.begin(at: index, for: .answer) } catch {
      held.keep(try reopen(after: error, for: .answer))
      return refresher.asItIs(try openIndex(for: .answer))
    }
  }

  private func beginOpening(
    isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?
  ) throws -> Refresher.Visit {
    do {
      return try refresher.begin(for: .answer, isFresh: isFresh, rebuild: reason)
    } catch let error as SQLiteError {
      guard error.kind == .corrupt, reason != Self.damage else { throw readable(error) }
      return try beginOpening(isFresh: isFresh, rebuild: Self.damage)
    }
  }

  /// Ends the look of a visit, and says what was done since the last question.
  ///
  /// - Parameter failure: See `Refresher.finish`.
  func finish(
    _ visit: Refresher.Visit, after failure: SQLiteError? = nil
  ) throws -> RefreshReport {
    if visit.wasOpen, visit.look == nil { return try held.takeUnreported() ?? unchanged() }
    let report: RefreshReport
    do {
      (held.index, report) = try refresher.finish(visit, after: failure)
    } catch let error as SQLiteError where !visit.wasOpen && error.kind != .corrupt {
      throw readable(error)
    } catch  where visit.wasOpen || error is SQLiteError {
      report = try reopen(after: error, for: .answer)
    }
    if !report.isUpToDate { excluded.forgetPaths() }
    return report
  }

  /// The report of a question that found the index open.
  private func unchanged() throws -> RefreshReport {
    var report = RefreshReport()
    report.notes = try index.noteCount
    return report
  }

  // MARK: Reading

  /// The open index, which is opened and refreshed at the first use.
  var index: NoteIndex {
    get throws { try openIndex(for: .answer) }
  }

  private func openIndex(for purpose: Purpose) throws -> NoteIndex {
    if held.index == nil { _ = try refresh(for: purpose) }
    guard let index = held.index else { throw VaultError(.indexUnusable, at: indexPath) }
    return index
  }

  /// Runs `body` on one state of the index, which is opened and refreshed at the first use.
  ///
  /// An index that turns out to be damaged or gone is made anew, once, and `body` runs again. So it does where
  /// another process has written what it reads through links that this one may not follow. Throws
  /// `VaultError`.
  func withIndex<Result>(_ body: (NoteIndex) throws -> Result) throws -> Result {
    if let index = held.index, index.isReading { return try body(index) }
    return try guarded(for: .answer) {
      for _ in 0..<Self.attempts {
        let index = try index
        let result = try index.read { () throws -> Result? in
          if try refresher.isOfOthers(index) { return nil }
          if excluded.needsPaths { excluded.settle(try index.allPaths()) }
          return try body(index)
        }
        if let result { return result }
        _ = try refresh(for: .answer)
      }
      throw VaultError(.indexBusy, at: indexPath)
    }
  }

  /// How often the index is looked at again when it, or a note, changes meanwhile.
  static let attempts = 3

  private func guarded<Result>(for purpose: Purpose, _ body: () throws -> Result) throws -> Result {
    do {
      // If the index on the disk is locked, an index in memory answers; a command that writes fails.
      do { return try body() } catch let error as SQLiteError
        where !purpose.isForWriting || error.kind != .busy
      {
        held.keep(try reopen(after: error, for: purpose))
        return try body()
      }
    } catch let error as SQLiteError {
      throw readable(error)
    }
  }
}
