import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing
import Platform
import SQLite

/// A folder of notes, with an index that is brought up to date before it is read.
///
/// Not `Sendable`: use one vault from one thread.
public final class Vault {
  /// The folder as it was named.
  public let name: String
  /// Its absolute path, without symbolic links.
  public let root: String
  /// Whether it is a folder of notes that nobody named.
  public let isPlainFolder: Bool
  private(set) var settings: ObsidianSettings
  /// What the user keeps out of searches and counts.
  private(set) lazy var excluded = ExcludedFiles(json: settingsFile)
  var refresher: Refresher
  /// The file that both were read from.
  private(set) var settingsFile: [UInt8]?
  private var openIndex: NoteIndex? {
    didSet {
      guard let openIndex, openIndex.path.isEmpty else {
        memoryStay = nil
        return
      }
      memoryStay = memoryStay ?? MemoryStay()
    }
  }
  /// Nil while the index is one on the disk, or none.
  var memoryStay: MemoryStay?
  let knownSections = KnownSections()
  /// What a refresh did that no answer has told yet.
  private var unreported: RefreshReport?

  /// Finds the vault and where its index lies. Nothing is read yet.
  ///
  /// Throws `VaultError`: `noVault`, `noSuchFolder`, `notUnicode`, `notAFolder`, `unreadableFolder`, `unreadableFile`.
  ///
  /// - Parameters:
  ///   - progress: Called now and then while many notes are read.
  ///   - onWait: Called when a wait for another process that is writing takes longer than a second.
  public init(
    at place: VaultPlace, progress: ((RefreshProgress) -> Void)? = nil,
    onWait: ((LockHolder) -> Void)? = nil
  ) throws {
    let named = try place.named()
    name = named.folder
    isPlainFolder = named.isPlainFolder
    root = try Self.resolve(name, namedBy: named.by)
    let followed = FollowedFolders(place.followedFolders)
    settingsFile = try ObsidianSettings.firstFile(of: root, follows: followed)
    settings = ObsidianSettings(json: settingsFile)
    refresher = Refresher(
      root: root, location: IndexLocation(folder: place.indexFolder, root: root),
      settings: settings, followed: followed, progress: progress,
      onWait: onWait)
  }

  private static func resolve(_ name: String, namedBy: String?) throws -> String {
    var root = name
    do throws(SystemError) {
      root = try FileSystem.realPath(name)
      guard try FileFacts.of(root).kind == .folder else {
        throw SystemError(code: SystemError.Code.notAFolder)
      }
      return root
    } catch {
      if error.code == SystemError.Code.notAFolder {
        throw VaultError(.notAFolder, at: name, cause: namedBy)
      }
      // This stands for bytes that are no UTF-8, and the system knows no file by it.
      if error.isMissing, root.unicodeScalars.contains("\u{FFFD}") {
        throw VaultError(.notUnicode, at: root, cause: namedBy)
      }
      if error.isMissing { throw VaultError(.noSuchFolder, at: name, cause: namedBy) }
      throw VaultError(.unreadableFolder, at: name, cause: error.reason)
    }
  }

  /// Where the index is kept.
  public var indexPath: String { refresher.location.path }

  /// Brings the index up to date and says what there was to do.
  ///
  /// Where another process does not let it be written, a question can do with what is there.
  ///
  /// - Parameter isRebuild: Whether to make it anew, however good it is.
  @discardableResult
  public func refresh(isRebuild: Bool = false) throws -> RefreshReport {
    readSettings()
    let report =
      if let index = openIndex, !isRebuild { try leaveMemory(index) ?? refresh(index) } else {
        try open(isFresh: true, rebuild: isRebuild ? .asked : nil)
      }
    unreported = report
    if !report.isUpToDate { excluded.forgetPaths() }
    return report
  }

  /// Brings the index on the disk up to date, as one who came for that and for nothing else.
  ///
  /// Throws `VaultError` of kind `indexBusy` where another process is in the way.
  ///
  /// - Parameter isRebuild: Whether to make it anew, however good it is.
  public func writeIndex(isRebuild: Bool = false) throws -> RefreshReport {
    leaveMemory()
    refresher.comesToWrite = true
    defer { refresher.comesToWrite = false }
    return try refresh(isRebuild: isRebuild)
  }

  /// Forgets an index in memory: of what is written into it nobody else has anything.
  private func leaveMemory() {
    if openIndex?.path.isEmpty == true { openIndex = nil }
  }

  /// Goes on with an index on the disk where that is possible again.
  private func leaveMemory(_ index: NoteIndex) -> RefreshReport? {
    guard let kept = memoryStay?.end(index, refresher) else { return nil }
    openIndex = kept.index
    return kept.report
  }

  /// Brings an open index up to date. Where its file cannot be used as it was, it is opened anew: under a
  /// program that runs for long it may be damaged, moved or removed, or its disk be full.
  private func refresh(_ index: NoteIndex) throws -> RefreshReport {
    do { return try refresher.refresh(index) } catch let error as SQLiteError {
      return try reopen(after: error)
    } catch let error as VaultError where error.kind == .indexUnusable {
      return try open(isFresh: true, rebuild: nil)
    }
  }

  private func reopen(after error: SQLiteError) throws -> RefreshReport {
    try open(isFresh: true, rebuild: error.kind == .corrupt ? Self.damage : nil)
  }

  /// Takes over what was changed in the vault's settings since they were read.
  ///
  /// A file that cannot be read, or is being written, says nothing of them: what is known stays.
  private func readSettings() {
    let file: [UInt8]?
    do { file = try ObsidianSettings.file(of: root, follows: refresher.followed) } catch { return }
    if file == settingsFile { return }
    if let file, !ObsidianSettings.isWhole(file) { return }
    settingsFile = file
    excluded = ExcludedFiles(json: file)
    let changed = ObsidianSettings(json: file)
    if changed == settings { return }
    settings = changed
    refresher.settings = changed
    // Every link may lead elsewhere: what is there is looked at as if for the first time.
    openIndex = nil
  }

  /// Reads every note again, compares it with the index and checks the index against itself.
  ///
  /// What differs is mended and reported as changed; an index that contradicts itself is made anew. Throws
  /// `VaultError`, also where there is none on the disk and none can be kept.
  public func verify() throws -> RefreshReport {
    leaveMemory()
    (refresher.comesToWrite, refresher.mayUseMemory) = (true, false)
    defer { (refresher.comesToWrite, refresher.mayUseMemory) = (false, true) }
    var report = try guarded { try refresher.verify(try index) }
    // The index was opened, or even made, on the way.
    if let opening = takeUnreported() { report.add(opening) }
    return report
  }

  /// Runs `body` on one state of the index, opened fresh where nobody has yet.
  ///
  /// An index that turns out to be damaged or gone is made anew, once, and `body` runs again. So it does where
  /// another process has written what it reads through links that this one may not follow. Throws
  /// `VaultError`.
  func withIndex<Result>(_ body: (NoteIndex) throws -> Result) throws -> Result {
    if let openIndex, openIndex.isReading { return try body(openIndex) }
    return try guarded {
      for _ in 0..<Self.attempts {
        let index = try index
        let result = try index.read { () throws -> Result? in
          if try refresher.isOfOthers(index) { return nil }
          if excluded.needsPaths { excluded.settle(try index.allPaths()) }
          return try body(index)
        }
        if let result { return result }
        try refresh()
      }
      throw VaultError(.indexBusy, at: indexPath)
    }
  }

  /// How often the index is looked at again when it, or a note, changes meanwhile.
  static let attempts = 3

  private static let damage = RefreshReport.RebuildReason.unusable("it is damaged")

  private func guarded<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      // Where that of the disk is locked, an index in memory will do, but for one who came to write.
      do { return try body() } catch let error as SQLiteError
        where !refresher.comesToWrite || error.kind != .busy
      {
        unreported = try reopen(after: error)
        return try body()
      }
    } catch let error as SQLiteError {
      throw readable(error)
    }
  }

  private func readable(_ error: SQLiteError) -> VaultError {
    if error.kind == .busy { return VaultError(.indexBusy, at: indexPath) }
    return VaultError(.indexUnusable, at: indexPath, cause: error.message)
  }

  /// Opens the index as a question wants it, and says what was done since the last question.
  ///
  /// - Parameter meanwhile: Reads an index while the vault is looked at; see `Refresher.run`.
  func prepare(
    _ policy: RefreshPolicy, meanwhile: ((NoteIndex) -> Void)? = nil
  ) throws -> RefreshReport {
    if openIndex != nil { return try takeUnreported() ?? unchanged() }
    return try open(isFresh: policy == .first, rebuild: nil, meanwhile)
  }

  /// What a refresh has done since the last answer.
  func takeUnreported() -> RefreshReport? {
    defer { unreported = nil }
    return unreported
  }

  /// The report of a question that found the index open.
  private func unchanged() throws -> RefreshReport {
    var report = RefreshReport()
    report.notes = try index.noteCount
    return report
  }

  private func open(
    isFresh: Bool, rebuild reason: RefreshReport.RebuildReason?,
    _ meanwhile: ((NoteIndex) -> Void)? = nil
  ) throws -> RefreshReport {
    openIndex = nil
    do {
      let (index, report) = try refresher.run(
        isFresh: isFresh, rebuild: reason, meanwhile: meanwhile)
      openIndex = index
      return report
    } catch let error as SQLiteError {
      guard error.kind == .corrupt, reason != Self.damage else { throw readable(error) }
      return try open(isFresh: isFresh, rebuild: Self.damage)
    }
  }

  /// The open index; opened fresh where nobody has yet.
  var index: NoteIndex {
    get throws {
      if openIndex == nil { try refresh() }
      guard let openIndex else { throw VaultError(.indexUnusable, at: indexPath) }
      return openIndex
    }
  }

  // MARK: Notes

  /// Finds the note that a person means by a path, a name, an alias or a part of a path.
  ///
  /// A part begins where a word of the path begins. A path may also be one from the current folder, as
  /// a shell completes it. Where names differ in letter case or Unicode form only, a link's rule decides which
  /// one is meant; `./` in front, from the current folder or the root, means the file of just that spelling.
  /// Throws `VaultError`: `noSuchNote`, `ambiguousNote`.
  ///
  /// - Parameter isExact: Whether a part of a path is not enough, as where the note will be changed.
  func note(named name: String, isExact: Bool = false) throws -> (path: VaultPath, id: Int64) {
    let index = try index
    let plain = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    let fromShell = path(fromShell: name)
    if name.hasPrefix(".") || name.hasPrefix("/") {
      let exact = fromShell ?? VaultPath(plain)
      if let id = try index.fileID(of: exact) { return (exact, id) }
    }
    let resolver = LinkTargets.resolver(over: index, settings)
    let resolution = resolver.resolve(
      fromShell.map { "/" + $0.text } ?? plain, form: .wiki, from: VaultPath(""))
    if let path = resolution.path, path.text != "", let id = try index.fileID(of: path) {
      let key = NameKey(path.text)
      let isOfOneSpelling = resolution.others.allSatisfy { NameKey($0.text) != key }
      if !isOfOneSpelling, isExact {
        throw VaultError(
          .ambiguousNote(candidates: ([path] + resolution.others).map { "./" + $0.text }), at: name)
      }
      if !isOfOneSpelling || resolution.others.isEmpty || plain.contains("/") { return (path, id) }
      throw VaultError(
        .ambiguousNote(candidates: ([path] + resolution.others).map(\.text)), at: name)
    }
    let paths = try index.allPaths()
    let key = NameKey(plain).text
    let holding =
      key.isEmpty ? [] : paths.filter { $0.isNote && Self.holds(NameKey($0.text).text, key) }
    if let only = holding.first, holding.count == 1, !isExact, let id = try index.fileID(of: only) {
      return (only, id)
    }
    if !holding.isEmpty {
      throw VaultError(.ambiguousNote(candidates: holding.map(\.text)), at: name)
    }
    var nearest = try nearest(to: plain, among: paths)
    if nearest.isEmpty {
      var names: [String] = []
      try index.forEachName { names.append($0) }
      nearest = NearestNames(names).nearest(to: plain, limit: 3)
    }
    throw VaultError(.noSuchNote(nearest: nearest), at: name)
  }

  /// Returns the path from the root of a file that was named by a path from the current folder.
  private func path(fromShell name: String) -> VaultPath? {
    guard let real = try? FileSystem.realPath(name), real.hasPrefix(root + "/"),
      (try? FileFacts.of(real))?.kind == .file
    else { return nil }
    return VaultPath(real.dropFirst(root.count + 1))
  }

  /// Tells whether `part` stands in a path from the beginning of one of its words on.
  private static func holds(_ path: String, _ part: String) -> Bool {
    var rest = path[...]
    while let found = rest.firstRange(of: part) {
      if found.lowerBound == path.startIndex { return true }
      let before = path[path.index(before: found.lowerBound)]
      if !before.isLetter && !before.isNumber { return true }
      rest = rest[path.index(after: found.lowerBound)...]
    }
    return false
  }

  func nearest(to name: String, among paths: [VaultPath]) throws -> [String] {
    try NearestFiles(paths).proposals(for: name, limit: 3, in: index)
  }

  /// Opens the vault's folder for reading files of it. Throws `VaultError` of kind `unreadableFolder`.
  func files() throws(VaultError) -> VaultRoot { try refresher.openRoot() }

  /// Reads and parses a note as it is on the disk now.
  ///
  /// - Parameter purpose: What is left out of a long note.
  func parse(
    _ path: VaultPath, for purpose: ReadingPurpose = .everything
  ) throws -> (note: Note, bytes: [UInt8]) {
    do throws(SystemError) {
      let bytes = try FileSystem.contents(
        of: path, in: VaultRoot(root, follows: refresher.followed))
      if path.isCanvas {
        var parser = CanvasParser()
        return (parser.parse(bytes, path: path), bytes)
      }
      var parser = NoteParser()
      let note = bytes.withUnsafeBytes { parser.parse($0, path: path, for: purpose) }
      return (note, bytes)
    } catch {
      throw VaultError(.unreadableFile, at: path.text, cause: error.reason)
    }
  }
}
