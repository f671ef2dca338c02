import NoteIndex
import NoteModel
import Platform

/// What became of a call for a rename.
public struct RenameOutcome {
  /// What was done, or would be.
  public var plan: RenamePlan?
  /// The rename that was interrupted before, and is finished now: the old and the new name.
  public var finished: (old: String, new: String)?
  /// The rename that was taken back: the old and the new name.
  public var undone: (old: String, new: String)?
  /// Files that were left alone because another program had changed them.
  public var left: [String] = []
  /// What the refresh before it, or else the one after it, did.
  public var refresh: RefreshReport?
  /// Why the index does not know of it yet; the next command will see to that.
  public var staleIndex: String?
  /// Whether the file system cannot swap two files, so that each was away for a moment while it changed.
  public var lacksExchange = false
}

/// What a call for a rename has come to.
public enum RenameStep {
  /// The rename that was interrupted before is finished.
  case finished(old: String, new: String)
  /// All is looked at, and nothing is done yet.
  case planned(RenamePlan)
}

extension Vault {
  /// Renames a file, a folder, or a heading or block of a note, and rewrites every reference to it.
  ///
  /// What will be done is written beside the index before the first file changes, so a rename that was
  /// interrupted is finished by the next one, or undone. Throws `VaultError`.
  ///
  /// - Parameters:
  ///   - typed: A file or folder by path or name, `Note#Heading` or `Note#^id`. What is the name of both
  ///     is the file; with `/` at its end it is the folder.
  ///   - new: A name, a path from the root, a folder with `/` after it, a heading's text or an id.
  ///   - isDryRun: Whether to make the plan only.
  ///   - tell: Called with each step as it is reached. If it throws at what is planned, that is not done.
  public func rename(
    _ typed: String, to new: String, isDryRun: Bool = false,
    tell: (RenameStep) throws -> Void = { _ in }
  ) throws -> RenameOutcome {
    try rename(typed, to: new, isDryRun: isDryRun, writer: CarefulWriter(), tell: tell)
  }

  /// Returns the number of the last write to the index, which no other has; nil for none.
  public func generation() throws -> Int64? { try withIndex { try $0.generation } }

  /// Takes the last rename back, or what was done of one that was interrupted.
  public func undoRename() throws -> RenameOutcome {
    try undoRename(writer: CarefulWriter())
  }

  func rename(
    _ typed: String, to new: String, isDryRun: Bool, writer: CarefulWriter,
    tell: (RenameStep) throws -> Void = { _ in }
  ) throws -> RenameOutcome {
    let store = RenameStore(index: indexPath, places: writablePlaces, writer: writer)
    let lock = try store.lock(refresher.store.onWait)
    return try withExtendedLifetime(lock) {
      var outcome = RenameOutcome()
      if let pending = try store.read(store.pending) {
        let journal = pending.journal
        if isDryRun { throw VaultError(.renameInterrupted, at: journal.path) }
        let names = try finish(pending, store)
        outcome.finished = names
        outcome.lacksExchange = writer.lacksExchange
        try tell(.finished(old: names.old, new: names.new))
        refreshAfterwards(&outcome)
        if isDone(typed, new, by: journal) { return outcome }
      }
      // Links that the index does not know of yet would be left behind.
      let report = try refresh()
      if let blocker = report.blocker {
        throw VaultError(.indexBusy, at: indexPath, cause: blocker)
      }
      outcome.refresh = report
      var plan = try plan(typed, to: new, in: store.newJournal(for: typed, to: new))
      plan.warnings += try unreadSources().map {
        "\($0.path): \($0.message); links in it stay as they are"
      }
      outcome.plan = plan
      try tell(.planned(plan))
      if isDryRun { return outcome }
      try carryOut(plan, store)
      outcome.lacksExchange = writer.lacksExchange
      refreshAfterwards(&outcome)
      return outcome
    }
  }

  func undoRename(writer: CarefulWriter) throws -> RenameOutcome {
    let store = RenameStore(index: indexPath, places: writablePlaces, writer: writer)
    let lock = try store.lock(refresher.store.onWait)
    return try withExtendedLifetime(lock) {
      let pending = try store.read(store.pending)
      guard let stored = try pending ?? store.read(store.last) else {
        throw VaultError(.nothingToUndo, at: name)
      }
      var outcome = RenameOutcome()
      try stored.run.checkUndo(isFinished: pending == nil)
      if pending == nil { try store.take(store.last, to: store.pending) }
      do { outcome.left = try stored.run.backward() } catch let error as VaultError {
        throw VaultError(.renameInterrupted, at: error.place, cause: error.reason)
      }
      try store.remove(store.pending)
      outcome.undone = stored.journal.names
      outcome.lacksExchange = writer.lacksExchange
      refreshAfterwards(&outcome)
      return outcome
    }
  }

  /// Where a rename of this vault may write.
  var writablePlaces: WritablePlaces { WritablePlaces(root: root, followed: refresher.followed) }

  /// Makes the plan for what was typed.
  private func plan(
    _ typed: String, to new: String, in journal: JournalWriter
  ) throws -> RenamePlan {
    if typed.hasSuffix("/") {
      guard let folder = try folder(named: typed) else {
        throw VaultError(.noFolderOfVault, at: typed)
      }
      return try plan(folder: folder, to: new, in: journal)
    }
    let place: (path: VaultPath, fragment: Substring?)
    do {
      place = try self.place(named: typed, isExact: true)
    } catch let error as VaultError {
      guard let folder = try folder(named: typed) else { throw error }
      return try plan(folder: folder, to: new, in: journal)
    }
    if let fragment = place.fragment, fragment.contains(where: { $0 != "#" && $0 != " " }) {
      return try plan(fragment: fragment, of: place.path, to: new, in: journal)
    }
    // A variable of a shell may have been empty, and the note was not meant.
    if place.fragment != nil { throw VaultError(.emptyFragment(of: place.path.text), at: typed) }
    return try plan(file: place.path, to: new, in: journal)
  }

  private func plan(
    fragment: Substring, of path: VaultPath, to new: String, in journal: JournalWriter
  ) throws -> RenamePlan {
    guard path.isNote else { throw VaultError(.notANote, at: path.text) }
    if BlockRenamer.id(in: fragment) != nil {
      return try BlockRenamer(self, block: fragment, of: path, to: new).plan(in: journal)
    }
    if fragment.drop(while: { $0 == "#" || $0 == " " }).hasPrefix("[^") {
      throw VaultError(.notAHeading, at: String(fragment))
    }
    return try HeadingRenamer(self, heading: fragment, of: path, to: new).plan(in: journal)
  }

  private func plan(
    file path: VaultPath, to new: String, in journal: JournalWriter
  ) throws -> RenamePlan {
    let newPath = try newPath(new, for: path)
    // Names that differ in letter case only are one name on many systems, and for every link.
    let key = NameKey(newPath.text)
    let namesakes = try index.files(named: NameKey(newPath.name))
    if newPath == path { throw VaultError(.nameTaken, at: path.text) }
    if let other = namesakes.first(where: { $0 != path && NameKey($0.text) == key }) {
      throw VaultError(.nameTaken, at: other.text)
    }
    var plan = try FileRenamer(self, from: path, to: newPath, in: journal).plan()
    plan.notices = try notices(of: path, to: newPath, namesakes.filter { $0 != path })
    return plan
  }

  private func newPath(_ typed: String, for path: VaultPath) throws -> VaultPath {
    try NewPath.read(typed, for: path, folder: folderFinder())
  }

  /// Says what else has the new name: both can be meant by it from now on.
  private func notices(
    of path: VaultPath, to new: VaultPath, _ namesakes: [VaultPath]
  ) throws -> [String] {
    let name = new.isNote ? new.stem : new.name
    var notices: [String] = []
    if NameKey(new.name) != NameKey(path.name), !namesakes.isEmpty {
      notices.append(
        "'\(name)' is the name of \(Self.list(namesakes)) too; links tell them apart by their paths"
      )
    }
    let aliased = try new.isNote ? index.notes(withAlias: NameKey(name)).filter { $0 != path } : []
    if !aliased.isEmpty {
      notices.append(
        "'\(name)' is an alias of \(Self.list(aliased)); a link of that name leads to the renamed "
          + "file from now on")
    }
    return notices
  }

  /// Names files; of many the first three.
  private static func list(_ paths: [VaultPath]) -> String {
    let names = paths.map(\.text).sorted()
    return names.prefix(3).joined(separator: ", ")
      + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }

  private func plan(
    folder: String, to new: String, in journal: JournalWriter
  ) throws -> RenamePlan {
    let newFolder = try NewPath.read(new, forFolder: folder, folder: folderFinder())
    let key = NameKey(newFolder).text
    let other = try foldersOfFiles().first { $0 != folder && NameKey($0).text == key }
    if other != nil || newFolder == folder || (NameKey(folder).text != key && exists(newFolder)) {
      throw VaultError(.nameTaken, at: (other ?? newFolder) + "/")
    }
    return try FileRenamer(self, folder: folder, to: newFolder, in: journal).plan()
  }

  private func exists(_ path: String) -> Bool {
    (try? FileFacts.of(root + "/" + path)) != nil || FileFacts.isLink(root + "/" + path)
  }

  private func carryOut(_ plan: RenamePlan, _ store: RenameStore) throws {
    let journal = plan.journal
    let run = RenameRun(
      journal: RenameJournal(plan, root: root), places: store.places, writer: store.writer
    ) { journal.reader }
    try run.check()
    try store.keep(journal)
    do {
      try run.forward()
    } catch let error as VaultError {
      // The disk is full, or a file went away: what was done is put back.
      guard (try? run.backward()) != nil else {
        throw VaultError(.renameInterrupted, at: error.place, cause: error.reason)
      }
      try store.remove(store.pending)
      throw error
    }
    try store.take(store.pending, to: store.last)
  }

  /// Tells the index what was done. That it could not be told undoes nothing.
  private func refreshAfterwards(_ outcome: inout RenameOutcome) {
    do {
      let report = try refresh()
      if let blocker = report.blocker {
        outcome.staleIndex = "\(blocker) is writing it"
      } else {
        outcome.refresh = outcome.refresh ?? report
      }
    } catch {
      outcome.staleIndex = "\(error)"
    }
  }

  /// Whether what is asked for is what an interrupted rename has done, now that it is finished.
  private func isDone(_ typed: String, _ new: String, by journal: RenameJournal) -> Bool {
    if journal.request.old == typed, journal.request.new == new { return true }
    guard journal.moves, let (path, fragment) = try? place(named: typed, isExact: true),
      fragment == nil, path.text == journal.newPath
    else { return false }
    return (try? newPath(new, for: path)) == path
  }

  /// Finishes a rename that was interrupted.
  private func finish(
    _ stored: StoredJournal, _ store: RenameStore
  ) throws -> (old: String, new: String) {
    do {
      try stored.run.forward(isAgain: true)
    } catch let error as VaultError {
      throw VaultError(.renameInterrupted, at: error.place, cause: error.reason)
    }
    try store.take(store.pending, to: store.last)
    return stored.journal.names
  }
}

extension RenameJournal {
  /// What was renamed, for a person.
  var names: (old: String, new: String) {
    heading.isEmpty ? (path, newPath) : ("\(path)#\(heading)", newHeading)
  }
}
