import NoteIndex
import NoteLinks
import NoteModel
import Platform
import SQLite

/// Keeps the index of one vault up to date.
struct Refresher {
  let root: String
  let location: IndexLocation
  var settings: ObsidianSettings
  let followed: FollowedFolders
  let progress: ((RefreshProgress) -> Void)?
  /// So few new or lost files never make the index anew.
  var fewFiles = 5_000
  /// How long to wait for another process that is writing the index.
  var patience = WriterLock.Patience(whole: 10_000, idle: 2000)
  /// The same where there is no index to answer from meanwhile.
  var patienceForFirst = WriterLock.Patience(whole: 600_000, idle: 5000)
  /// The same for one who came to write.
  var patienceToWrite = WriterLock.Patience(whole: 600_000, idle: 30_000)
  /// How long to wait for a lock of SQLite's own, in milliseconds.
  var patienceForSQLite: Int32 = 5000
  /// Whether an index in memory will do where none can be kept.
  var mayUseMemory = true
  /// Whether to fail where another process is in the way, rather than to make do without writing.
  var comesToWrite = false
  /// Called when a wait for another process has become a long one.
  var onWait: ((LockHolder) -> Void)?

  /// Opens the index, made or brought up to date where it has to be.
  ///
  /// - Parameters:
  ///   - isFresh: Whether the vault is looked at; without it an index that is there is taken as it is.
  ///   - rebuild: Why to make the index anew, however good it looks; nil for no such reason.
  ///   - meanwhile: Reads an index while the vault is looked at. What it found counts if the report says
  ///     `foundCurrent`.
  func run(
    isFresh: Bool, rebuild: RefreshReport.RebuildReason?, meanwhile: ((NoteIndex) -> Void)? = nil
  ) throws -> (index: NoteIndex, report: RefreshReport) {
    let start = SystemClock.stopwatch()
    var (index, report) = try open(isFresh: isFresh, rebuild: rebuild, meanwhile)
    if isFresh { report.warnings += warnings() }
    report.notes = try index.read { index.noteCount }
    report.milliseconds = SystemClock.stopwatch() - start
    return (index, report)
  }

  /// Brings an open index up to date.
  func refresh(_ index: NoteIndex) throws -> RefreshReport {
    let start = SystemClock.stopwatch()
    var report = RefreshReport()
    do { try refresh(index, &report) } catch let error as CannotWrite {
      throw VaultError(
        error.isBusy ? .indexBusy : .indexUnusable, at: location.path, cause: error.reason)
    } catch let error as SystemError {
      throw VaultError(.indexUnusable, at: location.path, cause: error.reason)
    }
    report.notes = try index.read { index.noteCount }
    report.milliseconds = SystemClock.stopwatch() - start
    return report
  }

  private func warnings() -> [String] {
    followed.missing.map { "\($0): no such folder, so no links into it are followed" }
  }

  private func open(
    isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?,
    _ meanwhile: ((NoteIndex) -> Void)?
  ) throws -> (NoteIndex, RefreshReport) {
    do throws(SystemError) { try FileSystem.makeFolder(location.folder) } catch {
      return try loadInMemory("\(location.folder): \(error.reason)")
    }
    do {
      guard reason == nil, case .ready(let index) = try state() else {
        return try rebuild(reason)
      }
      var report = RefreshReport()
      // Also what was followed before is not read unless it is allowed now.
      if try isFresh || isOfOthers(index) { try refresh(index, &report, meanwhile) }
      return (index, report)
    } catch let error as CannotWrite {
      if error.isBusy { return try loadInMemory(without: error.reason, "is writing it") }
      return try loadInMemory(error.reason)
    } catch let error as SQLiteError where error.isOfTheDisk {
      return try loadInMemory("\(location.path): \(error.message)")
    } catch let error as SQLiteError where error.kind == .busy && reason == nil {
      // As when a process was stopped while it merged the log into the index, which not even readers get past.
      return try loadInMemory(without: "another vq", "keeps it locked")
    } catch let error as SystemError {
      // As when the folder was removed while the index was made.
      return try loadInMemory("\(location.path): \(error.reason)")
    }
  }

  /// The index is out of date and may not be written.
  private struct CannotWrite: Error {
    var reason: String
    /// Whether another process is writing it.
    var isBusy = false
  }

  private func state() throws -> NoteIndex.State {
    try location.checkFiles()
    do throws(SQLiteError) {
      let state = try NoteIndex.open(path: location.path, patience: patienceForSQLite)
      // Every link may lead elsewhere under other settings.
      if case .ready(let index) = state, try index.meta("settings") != settingsKey {
        return .unusable(reason: "the vault's settings have changed")
      }
      return state
    } catch  where error.kind == .corrupt {
      return .unusable(reason: "it is damaged")
    }
  }

  /// Changes whenever something does that decides what the index says of the same files. Folders that links are
  /// followed into decide which files there are: that is seen by a look at the vault.
  private var settingsKey: String { settings.key }

  private var followedKey: String { followed.names.joined(separator: "\n") }

  /// Whether links into other folders were followed when the index was written last.
  func isOfOthers(_ index: NoteIndex) throws -> Bool {
    try index.meta("followed") ?? "" != followedKey
  }

  /// Runs `body` with the vault's folder, open; what fails there is an error a person can read.
  private func look<Result>(_ body: (VaultRoot) throws -> Result) throws -> Result {
    do { return try body(openRoot()) } catch let error as SystemError {
      throw unreadable(error)
    }
  }

  /// Opens the vault's folder. Throws `VaultError` of kind `unreadableFolder`.
  func openRoot() throws(VaultError) -> VaultRoot {
    do throws(SystemError) { return try VaultRoot(root, follows: followed) } catch {
      throw unreadable(error)
    }
  }

  private func unreadable(_ error: SystemError) -> VaultError {
    VaultError(.unreadableFolder, at: root, cause: error.reason)
  }

  private func changes(
    _ index: NoteIndex, trustsStamps: Bool = true, findsOverhaul: Bool = false,
    _ meanwhile: ((NoteIndex) -> Void)? = nil
  ) throws -> VaultChanges {
    try look { root in
      try VaultChanges(
        root, index, trustsStamps: trustsStamps, findsOverhaul: findsOverhaul, fewFiles: fewFiles,
        meanwhile: meanwhile.map { body in { body(index) } })
    }
  }

  // MARK: Bringing up to date

  private func refresh(
    _ index: NoteIndex, _ report: inout RefreshReport, _ meanwhile: ((NoteIndex) -> Void)? = nil
  ) throws {
    let start = SystemClock.stopwatch()
    let seen = try index.read {
      let isOfOthers = try isOfOthers(index)
      return SeenChanges(
        // What was written through links that may not be followed is not read.
        changes: try changes(
          index, findsOverhaul: !index.path.isEmpty, isOfOthers ? nil : meanwhile),
        version: index.version, isOfOthers: isOfOthers)
    }
    report.lookMilliseconds = SystemClock.stopwatch() - start
    report.add(seen.changes.oddities)
    // That nothing differs though other folders were followed has to be written, or each question looks again.
    report.foundCurrent = seen.changes.isEmpty && !seen.isOfOthers
    if report.foundCurrent { return }
    // An index in memory is nobody else's.
    if index.path.isEmpty { return try update(index, seen: seen, &report) }
    let lock: WriterLock
    do throws(SystemError) {
      lock = try WriterLock(
        path: location.lock, patience: comesToWrite ? patienceToWrite : patience, onWait: onWait)
    } catch  where !error.isBusy {
      throw CannotWrite(reason: "\(location.lock): \(error.reason)")
    } catch {
      return try answerOld(index, error.reason, &report)
    }
    do { try write(seen, to: index, holding: lock, &report) } catch let error as SQLiteError
      where error.kind == .busy
    {
      try answerOld(index, "another vq", &report)
    }
  }

  /// Makes do with an index that another process, `holder`, does not let go of.
  private func answerOld(
    _ index: NoteIndex, _ holder: String, _ report: inout RefreshReport
  ) throws {
    // What an index that is out of date says may be old, but not what nobody has allowed.
    if try comesToWrite || index.read({ try isOfOthers(index) }) {
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
    try withExtendedLifetime(lock) {
      // Of somebody who was stopped while making an index.
      try? location.removeUnfinished()
      // What another process has committed meanwhile is newer than what was seen before.
      let isCurrent = try !lock.hadToWait && index.read { index.version == seen.version }
      if isCurrent, seen.changes.isOverhaul { return try overhaul(index, &report) }
      try update(index, seen: isCurrent ? seen : nil, &report)
      // What changed in the vault is in the report by now.
      if try index.read({ index.isWorn }) { _ = try renew(index) }
    }
  }

  /// Makes an index anew of which most would have to be written. The caller holds the writer's lock.
  private func overhaul(_ index: NoteIndex, _ report: inout RefreshReport) throws {
    report.add(try renew(index))
    report.rebuilt = .unusable("most of the vault is new or gone")
  }

  /// Makes an index anew in its place. The caller holds the writer's lock.
  private func renew(_ index: NoteIndex) throws -> RefreshReport {
    var report = RefreshReport()
    let built = try load(at: location.building, &report)
    _ = try putInPlace(built, of: .ready(index))
    return report
  }

  /// Returns what is odd in the vault, in path order.
  func oddities() throws -> [Oddity] {
    try look { try VaultWalk($0) { _ in }.run() }
  }

  /// Returns the paths of all folders of the vault, in no order.
  func folders() throws -> [String] {
    try look { try VaultWalk.folders(of: $0) }
  }

  /// What differed when an index was in a certain state.
  struct SeenChanges {
    var changes: VaultChanges
    var version: Int64?
    var isOfOthers: Bool
  }

  /// Writes what changed. The caller holds the writer's lock.
  ///
  /// - Parameter seen: Found out before; counts if nobody has written since.
  func update(
    _ index: NoteIndex, trustsStamps: Bool = true, seen: SeenChanges? = nil,
    _ report: inout RefreshReport
  ) throws {
    try index.write {
      var refresh = try IncrementalRefresh(
        root: try openRoot(), settings: settings, index: index)
      let changes =
        if let seen, seen.version == index.version { seen.changes } else {
          try changes(index, trustsStamps: trustsStamps)
        }
      do { try refresh.apply(changes, report: &report) } catch let error as SystemError {
        throw unreadable(error)
      }
      try stamp(index)
    }
  }

  private func stamp(_ index: NoteIndex) throws {
    try index.setMeta("vault", root)
    try index.setMeta("settings", settingsKey)
    try index.setMeta("followed", followedKey)
    try index.setMeta("refreshed", String(SystemClock.now() / 1_000_000_000))
  }

  // MARK: Making anew

  private func rebuild(
    _ reason: RefreshReport.RebuildReason?
  ) throws -> (NoteIndex, RefreshReport) {
    let lock: WriterLock
    do throws(SystemError) {
      let toWrite = comesToWrite || reason == .asked
      lock = try WriterLock(
        path: location.lock, patience: toWrite ? patienceToWrite : patienceForFirst, onWait: onWait)
    } catch  where !error.isBusy {
      return try loadInMemory("\(location.lock): \(error.reason)")
    } catch {
      // Waiting for one that does nothing is of no use to a question, nor is a second making of a vast index.
      if error.isIdle, reason != .asked {
        return try loadInMemory(without: error.reason, "is making it and does nothing")
      }
      throw VaultError(.indexBusy, at: location.path, cause: error.reason)
    }
    return try withExtendedLifetime(lock) {
      try rebuild(reason, hadToWait: lock.hadToWait)
    }
  }

  /// Makes the index anew. The caller holds the writer's lock.
  private func rebuild(
    _ reason: RefreshReport.RebuildReason?, hadToWait: Bool
  ) throws -> (NoteIndex, RefreshReport) {
    var report = RefreshReport()
    var existing = try state()
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
      let built = try load(at: location.building, &report)
      return (try putInPlace(built, of: existing), report)
    } catch let error as SQLiteError where error.isOfTheDisk {
      try? location.removeUnfinished()
      return try loadInMemory("\(location.path): \(error.message)")
    }
  }

  private func load(at path: String?, _ report: inout RefreshReport) throws -> NoteIndex {
    guard let path else { return try fill(nil, &report) }
    try location.removeUnfinished()
    try location.makeUnfinished()
    do { return try fill(path, &report) } catch {
      try? location.removeUnfinished()
      throw error
    }
  }

  private func fill(_ path: String?, _ report: inout RefreshReport) throws -> NoteIndex {
    let index = try NoteIndex.create(path: path)
    let load = FullLoad(root: try openRoot(), settings: settings, progress: progress)
    try load.run(into: index, report: &report) {
      try look { try VaultListing($0, spillPath: path.map { $0 + "-names" }) }
    }
    try stamp(index)
    try index.finishBulkLoad()
    return index
  }

  /// Lets the new index take the place of the old one, so that a reader sees the one or the other.
  private func putInPlace(_ built: consuming NoteIndex, of old: NoteIndex.State) throws -> NoteIndex
  {
    if case .ready(let index) = old {
      try index.replaceContent(by: built)
      _ = consume built
      try FileSystem.remove(location.building)
      return index
    }
    // Closing the new database first leaves no log behind that would belong to the wrong file.
    _ = consume built
    try location.remove()
    try FileSystem.replace(location.path, by: location.building)
    guard case .ready(let index) = try state() else {
      throw CannotWrite(reason: "\(location.path): another program removed it just now")
    }
    return index
  }

  /// Makes do without the index that `holder`, another process, does not let go of.
  private func loadInMemory(
    without holder: String, _ doing: String
  ) throws -> (NoteIndex, RefreshReport) {
    if comesToWrite { throw VaultError(.indexBusy, at: location.path, cause: holder) }
    return try loadInMemory("\(holder) \(doing)")
  }

  private func loadInMemory(_ reason: String) throws -> (NoteIndex, RefreshReport) {
    guard mayUseMemory else {
      throw VaultError(.indexUnusable, at: location.path, cause: reason)
    }
    var report = RefreshReport()
    let index = try load(at: nil, &report)
    report.rebuilt = .first
    report.warnings.append("cannot keep an index, so this one is for this command only: \(reason)")
    return (index, report)
  }
}

extension SQLiteError {
  /// Whether the disk or its permissions are in the way, so that an index in memory is of use.
  fileprivate var isOfTheDisk: Bool { [.full, .readOnly, .cannotOpen].contains(kind) }
}
