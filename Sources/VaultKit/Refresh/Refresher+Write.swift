import NoteIndex
import Platform
import SQLite

// How an index is written: brought up to date, or made anew.
extension Refresher {
  /// What differed when an index was in a certain state.
  struct SeenChanges {
    var changes: VaultChanges
    var version: Int64?
  }

  /// Writes what differs, with the writer's lock.
  func write(
    _ seen: SeenChanges, to index: NoteIndex, for purpose: Purpose, _ report: inout RefreshReport
  ) throws {
    // No other process uses an index in memory.
    if index.path.isEmpty { return try update(index, seen: seen, &report) }
    let lock: WriterLock
    do throws(SystemError) { lock = try store.lockToRefresh(for: purpose) } catch {
      if !error.isBusy {
        throw CannotWrite(reason: "\(store.location.lock): \(error.reason)")
      }
      return try answerOld(index, error.reason, purpose, &report)
    }
    do {
      try withExtendedLifetime(lock) { try write(seen, to: index, holding: lock, &report) }
    } catch let error as SQLiteError where error.kind == .busy {
      try answerOld(index, "another vq", purpose, &report)
    }
  }

  /// Makes do with an index that another process, `holder`, does not let go of.
  private func answerOld(
    _ index: NoteIndex, _ holder: String, _ purpose: Purpose, _ report: inout RefreshReport
  ) throws {
    // An old index may be out of date, but it may not hold files that the user has not allowed.
    if try purpose.isForWriting || index.read({ try isOfOthers(index) }) {
      throw CannotWrite(reason: holder, isBusy: true)
    }
    report.blocker = holder
    report.warnings.append(
      "\(holder) is writing the index; the answer may be older than the vault")
  }

  private func write(
    _ seen: SeenChanges, to index: NoteIndex, holding lock: WriterLock,
    _ report: inout RefreshReport
  ) throws {
    store.removeUnfinished()
    // What another process has committed meanwhile is newer than what was seen before.
    let isCurrent = try !lock.hadToWait && index.read { index.version == seen.version }
    if isCurrent, seen.changes.isOverhaul {
      // Most of the index would have to be written.
      report.add(try renew(index))
      report.rebuilt = .unusable("most of the vault is new or gone")
      return
    }
    try update(index, seen: isCurrent ? seen : nil, &report)
    // What changed in the vault is in the report by now.
    if try index.read({ index.isWorn }) { _ = try renew(index) }
  }

  /// Makes an index anew in its place. The caller holds the writer's lock.
  private func renew(_ index: NoteIndex) throws -> RefreshReport {
    var report = RefreshReport()
    try store.replace(index, by: make(inMemory: false, &report))
    return report
  }

  /// Writes what changed. The caller holds the writer's lock.
  ///
  /// - Parameter seen: Found out before; valid if the index was not written since.
  func update(
    _ index: NoteIndex, trustsStamps: Bool = true, seen: SeenChanges? = nil,
    _ report: inout RefreshReport
  ) throws {
    try index.write {
      var refresh = try IncrementalRefresh(
        root: try openRoot(), settings: settings, index: index)
      let changes =
        if let seen, seen.version == index.version { seen.changes } else {
          try inRoot {
            try VaultLook(
              at: $0, index, VaultLook.Aim(trustsStamps: trustsStamps, fewFiles: fewFiles)
            )
            .finish()
          }
        }
      do { try refresh.apply(changes, report: &report) } catch let error as SystemError {
        throw unreadable(error)
      }
      try index.keepListings(changes.listings) { changes.folders.wasSeen($0) }
      try stamp(index)
    }
  }

  // MARK: Making anew

  /// Makes the index, with the writer's lock.
  func rebuild(
    _ reason: RefreshReport.RebuildReason?, _ purpose: Purpose
  ) throws -> (NoteIndex, RefreshReport) {
    let lock: WriterLock
    do throws(SystemError) {
      lock = try store.lockToMake(for: purpose, isAsked: reason == .asked)
    } catch {
      if !error.isBusy {
        return try loadInMemory("\(store.location.lock): \(error.reason)", purpose)
      }
      // Waiting for one that does nothing is of no use to a question, nor is a second making of a vast index.
      if error.isIdle, reason != .asked {
        return try loadInMemory(without: error.reason, "is making it and does nothing", purpose)
      }
      throw VaultError(.indexBusy, at: store.location.path, cause: error.reason)
    }
    return try withExtendedLifetime(lock) {
      try rebuild(reason, purpose, hadToWait: lock.hadToWait)
    }
  }

  private func rebuild(
    _ reason: RefreshReport.RebuildReason?, _ purpose: Purpose, hadToWait: Bool
  ) throws -> (NoteIndex, RefreshReport) {
    var report = RefreshReport()
    var existing = try open(for: purpose)
    if case .ready(let index) = existing, reason == nil || (hadToWait && reason != .asked) {
      // Another process has made what this one came for, be it just before this one asked for the lock.
      try update(index, &report)
      return (index, report)
    }
    switch (existing, reason) {
    case (_, .unusable(let why)?):
      // Its content is not to be trusted, so nothing is copied over it.
      existing = .unusable(reason: why)
      report.rebuilt = reason
    case (.ready, _): report.rebuilt = .asked
    case (.missing, _): report.rebuilt = .first
    case (.unusable(let why), _): report.rebuilt = .unusable(why)
    }
    do {
      let built = try make(inMemory: false, &report)
      return (try put(built, inPlaceOf: existing, purpose), report)
    } catch let error as SQLiteError where error.isOfTheDisk {
      store.removeUnfinished()
      return try loadInMemory("\(store.location.path): \(error.message)", purpose)
    }
  }

  private func put(
    _ built: consuming NoteIndex, inPlaceOf existing: NoteIndex.State, _ purpose: Purpose
  ) throws -> NoteIndex {
    if case .ready(let index) = existing {
      try store.replace(index, by: built)
      return index
    }
    guard let index = try store.put(built, for: purpose, settings: settings.key) else {
      throw CannotWrite(reason: "\(store.location.path): another program removed it just now")
    }
    return index
  }

  /// Makes an index of all that is in the vault.
  func make(inMemory: Bool, _ report: inout RefreshReport) throws -> NoteIndex {
    try store.make(inMemory: inMemory) { index, path in
      let load = FullLoad(root: try openRoot(), settings: settings, progress: progress)
      var listings: [Int64: FolderListing] = [:]
      try load.run(into: index, report: &report) {
        let listing = try inRoot { try VaultListing($0, spillPath: path.map { $0 + "-names" }) }
        listings = listing.folders
        return listing
      }
      try index.keepListings(listings) { _ in true }
      try stamp(index)
      try index.finishBulkLoad()
    }
  }
}
