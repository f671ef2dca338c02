import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing
import NoteText
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
  /// Who or what named it.
  public let origin: VaultOrigin
  /// Whether it is the current folder, without being named.
  public var isPlainFolder: Bool { origin == .workingFolder }
  /// Names of the properties that say when a note was made, the first of them first.
  public var createdProperties = Vault.usualCreatedProperties
  /// What they are where the user names none.
  public static let usualCreatedProperties = ["created", "date created", "created_at"]
  /// The day that counts as today in queries of tasks; nil for that of the system's clock.
  public var today: Day?
  private(set) var settings: ObsidianSettings
  /// What the user keeps out of searches and counts.
  lazy var excluded = ExcludedFiles(json: settingsFile)
  var refresher: Refresher
  /// The file that both were read from.
  private(set) var settingsFile: [UInt8]?
  /// The index, held open from the first use on.
  var held = HeldIndex()
  let knownSections = KnownSections()
  var keptFindings: KeptFindings?
  /// Where only a part of the vault is there; nil for all of it.
  var part: VaultPart?

  /// Finds the vault and where its index lies. Nothing is read yet.
  ///
  /// Throws `VaultError`: `noVault`, `noSuchFolder`, `notUnicode`, `notAFolder`, `unreadableFolder`, `unreadableFile`.
  ///
  /// - Parameters:
  ///   - only: Of the whole vault, what there is; the rest is as if it were not there.
  ///   - progress: Called now and then while many notes are read. If it throws, nothing of the index is left.
  ///   - onWait: Called when a wait for another process that is writing takes longer than a second.
  public init(
    at place: VaultPlace, only: VaultSearch? = nil,
    progress: ((RefreshProgress) throws -> Void)? = nil,
    onWait: ((LockHolder) -> Void)? = nil
  ) throws {
    let named = try place.named()
    name = named.folder
    origin = named.origin
    root = try Self.resolve(name, namedBy: origin.remark)
    let followed = FollowedFolders(place.followedFolders(of: root))
    let file = try ObsidianSettings.firstFile(of: root, follows: followed)
    let read = ObsidianSettings.read(file.json)
    settingsFile = file.json
    settings = read.settings ?? ObsidianSettings()
    refresher = Refresher(
      root: root,
      store: IndexStore(
        location: IndexLocation(
          folder: place.indexFolder, root: root, name: Self.indexName(of: root, only: only)),
        onWait: onWait),
      settings: settings, followed: followed, progress: progress)
    refresher.settingsFaults = file.fault.map { [$0] } ?? read.faults
    part = try only.map {
      VaultPart(whole: try Vault(at: place, progress: progress, onWait: onWait), filter: $0)
    }
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
      // This stands for bytes that are not UTF-8, and the system knows no file by it.
      if error.isMissing, root.unicodeScalars.contains("\u{FFFD}") {
        throw VaultError(.notUnicode, at: root, cause: namedBy)
      }
      if error.isMissing { throw VaultError(.noSuchFolder, at: name, cause: namedBy) }
      throw VaultError(.unreadableFolder, at: name, cause: error.reason)
    }
  }

  /// Where the index is kept.
  public var indexPath: String { refresher.store.location.path }

  /// Takes over what was changed in the vault's settings since they were read.
  ///
  /// A file that cannot be read, or is being written, says nothing of them: what is known stays.
  func readSettings() {
    let file: [UInt8]?
    do throws(SystemError) {
      file = try ObsidianSettings.file(of: root, follows: refresher.followed)
    } catch {
      if !error.isShortage {
        refresher.settingsFaults = [SettingsFault(ObsidianSettings.name, error)]
      }
      return
    }
    if file == settingsFile, refresher.settingsFaults.isEmpty { return }
    let (read, faults) = ObsidianSettings.read(file)
    refresher.settingsFaults = faults
    guard let changed = read, file != settingsFile else { return }
    settingsFile = file
    excluded = ExcludedFiles(json: file)
    if changed == settings { return }
    settings = changed
    refresher.settings = changed
    // Every link may lead elsewhere: what is there is looked at as if for the first time.
    held.index = nil
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
      nearest = try nearestNames(to: plain, resolver)
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

  /// The titles and aliases most like a name, as something that names their notes: a title alone does not.
  private func nearestNames(to name: String, _ resolver: LinkResolver) throws -> [String] {
    let index = try index
    var names: [String] = []
    try index.forEachName { names.append($0) }
    let named = try NearestNames(names).nearest(to: name, limit: 3).compactMap { name in
      let path = resolver.resolve(name, form: .wiki, from: VaultPath("")).path
      if path != nil { return name }
      return try index.notes(.name, NameForm.key(of: name)).first.flatMap {
        try index.path(of: $0)
      }?
      .text
    }
    var seen: Set<String> = []
    return named.filter { seen.insert($0).inserted }
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
