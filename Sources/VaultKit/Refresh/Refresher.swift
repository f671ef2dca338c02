import NoteIndex
import NoteLinks
import NoteModel
import Platform
import SQLite

/// Brings the index of one vault up to date, or makes it anew.
struct Refresher {
  let root: String
  var store: IndexStore
  var settings: ObsidianSettings
  let followed: FollowedFolders
  /// What is wrong with the file that the settings were read from.
  var settingsFaults: [SettingsFault] = []
  let progress: ((RefreshProgress) throws -> Void)?
  /// The files that are there; nil for all.
  var only: AllowedFiles?
  /// What tells that no look is needed, in a program that asks again and again.
  var watch: VaultWatch?
  /// So few new or lost files never make the index anew.
  var fewFiles = 5_000

  // MARK: Visits

  /// An open index, and a look at the vault that tells whether it is up to date.
  struct Visit {
    let index: NoteIndex
    fileprivate let purpose: Purpose
    /// Whether the index was open before.
    let wasOpen: Bool
    /// Whether the vault is looked at, as far as the caller wants it.
    fileprivate var isFresh = false
    /// Nil where the index is taken as it is, or was made just now.
    fileprivate(set) var look: VaultLook?
    /// Whether links into other folders were followed when the index was written last.
    fileprivate var isOfOthers = false
    fileprivate var version: Int64?
    fileprivate var generation: Int64?
    fileprivate var report = RefreshReport()
    fileprivate var start = SystemClock.stopwatch()

    /// Whether there is time for a question till the look is finished. What it finds counts if the report says
    /// `foundCurrent`. What was written through links that may not be followed is not read.
    var hasTime: Bool { !isOfOthers && look?.isUnderWay == true }
  }

  /// Opens the index, or makes it where it has to be, and begins to look at the vault.
  ///
  /// - Parameters:
  ///   - isFresh: Whether the vault is looked at; without it an index that is there is taken as it is.
  ///   - rebuild: Why to make the index anew, however good it looks; nil for no such reason.
  func begin(
    for purpose: Purpose, isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?
  ) throws -> Visit {
    let start = SystemClock.stopwatch()
    var visit = try open(for: purpose, isFresh: isFresh, rebuild: reason)
    visit.start = start
    return visit
  }

  private func open(
    for purpose: Purpose, isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?
  ) throws -> Visit {
    do throws(SystemError) { try FileSystem.makeFolder(store.location.folder) } catch {
      let reason = "\(store.location.folder): \(error.reason)"
      return try visit(loadInMemory(reason, purpose), purpose, isFresh: isFresh)
    }
    // It answers while the index is opened.
    let watcher =
      isFresh && watch == nil && purpose == .answer
      ? WatcherCall(store.location, root: root) : nil
    do {
      guard reason == nil, case .ready(let index) = try open(for: purpose) else {
        return try visit(rebuild(reason, purpose), purpose, isFresh: isFresh)
      }
      var visit = Visit(index: index, purpose: purpose, wasOpen: false, isFresh: isFresh)
      // Also what was followed before is not read unless it is allowed now.
      if try isFresh || isOfOthers(index) { try startLook(&visit, watcher) }
      return visit
    } catch {
      return try visit(
        recover(from: error, purpose, isRebuild: reason != nil), purpose, isFresh: isFresh)
    }
  }

  /// Begins to look whether an open index is up to date.
  func begin(at index: NoteIndex, for purpose: Purpose) throws -> Visit {
    var visit = Visit(index: index, purpose: purpose, wasOpen: true)
    do { try startLook(&visit) } catch { throw told(error) }
    return visit
  }

  /// Takes an open index as it is.
  func asItIs(_ index: NoteIndex) -> Visit {
    Visit(index: index, purpose: .answer, wasOpen: true)
  }

  private func visit(
    _ made: (index: NoteIndex, report: RefreshReport), _ purpose: Purpose, isFresh: Bool
  ) -> Visit {
    var visit = Visit(index: made.index, purpose: purpose, wasOpen: false, isFresh: isFresh)
    visit.report = made.report
    return visit
  }

  /// Begins to look at the vault, unless it is known to be what the index says.
  private func startLook(_ visit: inout Visit, _ watcher: WatcherCall? = nil) throws {
    let index = visit.index
    let known = watch?.knownGeneration() ?? watcher?.knownGeneration(store.patience.forWatcher)
    if let known, try known == index.generation,
      try !isOfOthers(index)
    {
      visit.report.foundCurrent = true
      return
    }
    let aim = VaultLook.Aim(findsOverhaul: !index.path.isEmpty, fewFiles: fewFiles)
    let root = try openRoot(watch)
    watch?.beginLook(at: root)
    visit.look = try VaultLook(at: root, index, aim)
    // Of the state that the look is compared with.
    visit.isOfOthers = try isOfOthers(index)
    visit.version = index.version
    visit.generation = try index.generation
  }

  /// Ends the look, and writes what differs.
  ///
  /// - Parameter failure: What a question failed with that was asked meanwhile. It may have ended the transaction, so the
  ///   look cannot go on as if nothing had happened.
  func finish(
    _ visit: Visit, after failure: SQLiteError? = nil
  ) throws -> (index: NoteIndex, report: RefreshReport) {
    var (index, report) = (visit.index, visit.report)
    do {
      if let failure { try visit.look?.fail(failure) }
      try finishLook(visit, &report)
    } catch {
      if visit.wasOpen { throw told(error) }
      (index, report) = try recover(from: error, visit.purpose, isRebuild: false)
    }
    if visit.isFresh { report.warnings += warnings }
    report.notes = try index.read { index.noteCount }
    report.milliseconds = SystemClock.stopwatch() - visit.start
    return (index, report)
  }

  private func finishLook(_ visit: Visit, _ report: inout RefreshReport) throws {
    guard let look = visit.look else { return }
    let changes: VaultChanges
    do { changes = try look.finish() } catch let error as SystemError { throw unreadable(error) }
    report.lookMilliseconds = look.milliseconds
    report.add(changes.oddities)
    // That nothing differs though other folders were followed has to be written, or each question looks again.
    report.foundCurrent = changes.isEmpty && !visit.isOfOthers
    // What is warned of is looked at again, so that it is warned of again.
    let isKnown = report.foundCurrent && !changes.oddities.contains(where: \.isWarning)
    watch?.endLook(isKnown ? visit.generation : nil, milliseconds: look.milliseconds)
    if report.foundCurrent { return }
    let seen = SeenChanges(changes: changes, version: visit.version)
    try write(seen, to: visit.index, for: visit.purpose, &report)
  }

  /// Opens the index, made or brought up to date where it has to be; see `begin`.
  func run(
    for purpose: Purpose = .answer, isFresh: Bool, rebuild: RefreshReport.RebuildReason?
  ) throws -> (index: NoteIndex, report: RefreshReport) {
    try finish(begin(for: purpose, isFresh: isFresh, rebuild: rebuild))
  }

  /// Brings an open index up to date.
  func refresh(_ index: NoteIndex, for purpose: Purpose = .answer) throws -> RefreshReport {
    try finish(begin(at: index, for: purpose)).report
  }

  /// What a user has to know before anything is looked at.
  var warnings: [String] {
    followed.missing.map { "\($0): no such folder, so no links into it are followed" }
      + settingsFaults.map(\.sentence)
  }

  // MARK: What is in the way

  /// The index is out of date and may not be written.
  struct CannotWrite: Error {
    var reason: String
    /// Whether another process is writing it.
    var isBusy = false
  }

  /// The error of a program that has an index open, and can open it anew.
  private func told(_ error: any Error) -> any Error {
    switch error {
    case let error as CannotWrite:
      VaultError(
        error.isBusy ? .indexBusy : .indexUnusable, at: store.location.path, cause: error.reason)
    case let error as SystemError:
      VaultError(.indexUnusable, at: store.location.path, cause: error.reason)
    default: error
    }
  }

  /// Makes do with an index in memory where that of the disk is of no use; throws what another index would not mend.
  private func recover(
    from error: any Error, _ purpose: Purpose, isRebuild: Bool
  ) throws -> (NoteIndex, RefreshReport) {
    switch error {
    case let error as CannotWrite where error.isBusy:
      return try loadInMemory(without: error.reason, "is writing it", purpose)
    case let error as CannotWrite: return try loadInMemory(error.reason, purpose)
    case let error as SQLiteError where error.isOfTheDisk:
      return try loadInMemory("\(store.location.path): \(error.message)", purpose)
    case let error as SQLiteError where error.kind == .busy && !isRebuild:
      // As when a process was stopped while it merged the log into the index, which not even readers get past.
      return try loadInMemory(without: "another vq", "keeps it locked", purpose)
    case let error as SystemError:
      // As when the folder was removed while the index was made.
      return try loadInMemory("\(store.location.path): \(error.reason)", purpose)
    default: throw error
    }
  }

  /// Makes do without the index that `holder`, another process, does not let go of.
  func loadInMemory(
    without holder: String, _ doing: String, _ purpose: Purpose
  ) throws -> (NoteIndex, RefreshReport) {
    if purpose.isForWriting {
      throw VaultError(.indexBusy, at: store.location.path, cause: holder)
    }
    return try loadInMemory("\(holder) \(doing)", purpose)
  }

  func loadInMemory(
    _ reason: String, _ purpose: Purpose
  ) throws -> (NoteIndex, RefreshReport) {
    guard purpose.mayUseMemory else {
      throw VaultError(.indexUnusable, at: store.location.path, cause: reason)
    }
    var report = RefreshReport()
    let index = try make(inMemory: true, &report)
    report.rebuilt = .first
    report.warnings.append("cannot keep an index, so this one is for this command only: \(reason)")
    return (index, report)
  }

  // MARK: The vault

  func open(for purpose: Purpose) throws -> NoteIndex.State {
    // Changes whenever something does that decides what the index says of the same files. Folders that links are
    // followed into decide which files there are: that is seen by a look at the vault.
    try store.open(for: purpose, settings: settings.key)
  }

  private var followedKey: String { followed.names.joined(separator: "\n") }

  /// Whether links into other folders were followed when the index was written last.
  func isOfOthers(_ index: NoteIndex) throws -> Bool {
    try index.meta("followed") ?? "" != followedKey
  }

  /// Says in the index what it is of.
  func stamp(_ index: NoteIndex) throws {
    try index.setMeta("vault", root)
    try index.setMeta("settings", settings.key)
    try index.setMeta("followed", followedKey)
    try index.setMeta("refreshed", String(SystemClock.now() / 1_000_000_000))
    try index.renewGeneration()
  }

  /// Runs `body` with the vault's folder, open; what fails there is an error a person can read.
  func inRoot<Result>(_ body: (VaultRoot) throws -> Result) throws -> Result {
    do { return try body(openRoot()) } catch let error as SystemError {
      throw unreadable(error)
    }
  }

  /// Opens the vault's folder. Throws `VaultError` of kind `unreadableFolder`.
  ///
  /// - Parameter watch: What has to know of each folder before it is listed.
  func openRoot(_ watch: VaultWatch? = nil) throws(VaultError) -> VaultRoot {
    do throws(SystemError) {
      return try VaultRoot(root, follows: followed, only: only, watch: watch)
    } catch {
      throw unreadable(error)
    }
  }

  func unreadable(_ error: SystemError) -> VaultError {
    VaultError(.unreadableFolder, at: root, cause: error.reason)
  }

  /// Returns what is odd in the vault, in path order.
  func oddities() throws -> [Oddity] {
    try inRoot { try VaultWalk($0) { _ in }.run() }
  }
}

extension SQLiteError {
  /// Whether the disk or its permissions are in the way, so that an index in memory is of use.
  var isOfTheDisk: Bool { [.full, .readOnly, .cannotOpen].contains(kind) }
}
