import Platform

/// Where journals are kept: beside the index, outside of the vault.
struct RenameStore {
  /// The journal of a rename that has begun.
  let pending: String
  /// The journal of the last one that ended, for undoing it.
  let last: String
  let places: WritablePlaces
  let writer: CarefulWriter
  private let index: String

  init(index: String, places: WritablePlaces, writer: CarefulWriter) {
    self.index = index
    self.places = places
    self.writer = writer
    pending = index + ".rename"
    last = index + ".renamed"
  }

  private var folder: String {
    index.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(index[..<$0]) } ?? "."
  }

  /// Waits for another rename of the vault to end.
  func lock(_ onWait: ((LockHolder) -> Void)?) throws -> WriterLock {
    let path = pending + ".lock"
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
      return try WriterLock(
        path: path, patience: WriterLock.Patience(whole: 60_000, idle: 10_000),
        onWait: onWait)
    } catch {
      if error.isBusy { throw VaultError(.renameBusy, at: index, cause: error.reason) }
      throw VaultError(.indexUnusable, at: path, cause: error.reason)
    }
  }

  /// A journal for a plan that is being made.
  func newJournal(for typed: String, to new: String) -> JournalWriter {
    JournalWriter(path: pending + ".plan", for: RenameRequest(old: typed, new: new))
  }

  /// Finds a journal and looks whether it is whole and names nothing but places where a rename may write; nil
  /// where there is none.
  ///
  /// Throws `VaultError` of kind `journalUnusable` for one that cannot be carried out. It stays where it is.
  func read(_ path: String) throws -> StoredJournal? {
    do {
      let file: JournalFile
      do throws(SystemError) { file = try JournalFile(path) } catch {
        if error.code == SystemError.Code.notThere { return nil }
        throw error
      }
      var reader = file.reader
      let journal = try reader.readHead()
      var whole = file.reader
      guard try whole.isWhole() else { throw JournalReader.Damage(reason: "it is damaged") }
      guard journal.root.utf8.elementsEqual(places.root.utf8) else {
        throw JournalReader.Damage(reason: "it is of another vault, '\(journal.root)'")
      }
      let run = RenameRun(journal: journal, places: places, writer: writer) { file.reader }
      try run.checkPlaces()
      return StoredJournal(journal: journal, run: run)
    } catch let error as SystemError {
      throw VaultError(.journalUnusable, at: path, cause: error.reason)
    } catch let error as JournalReader.Damage {
      throw VaultError(.journalUnusable, at: path, cause: error.reason)
    } catch let error as WritablePlaces.Foreign {
      throw VaultError(.journalUnusable, at: path, cause: error.reason)
    }
  }

  /// Keeps the journal of a rename that is about to begin.
  func keep(_ journal: JournalWriter) throws {
    try perform {
      try writer.step()
      try journal.sync()
      try writer.step()
      try give(journal.path, the: pending)
    }
  }

  /// Gives a journal its other name.
  func take(_ path: String, to other: String) throws {
    try perform {
      try writer.step()
      try FileSystem.remove(other)
      try writer.step()
      try give(path, the: other)
      try writer.step()
    }
  }

  /// Removes a journal that is done with.
  func remove(_ path: String) throws {
    try perform {
      try writer.step()
      try FileSystem.remove(path)
    }
  }

  private func give(_ path: String, the other: String) throws {
    let names = [path, other].map { String($0.dropFirst(folder.count + 1)) }
    let held = try HeldFolder(try FileSystem.realPath(folder), below: "")
    try held.move(names[0], to: held, names[1])
    held.sync()
  }

  private func perform(_ body: () throws -> Void) throws {
    do { try body() } catch let error as SystemError {
      throw VaultError(.indexUnusable, at: pending, cause: error.reason)
    }
  }
}

/// A journal that was found beside the index.
struct StoredJournal {
  let journal: RenameJournal
  let run: RenameRun
}

/// The file of a journal, open.
final class JournalFile {
  private let descriptor: Int32
  private let count: Int

  /// Throws `SystemError` also for what is not a file of this user's own.
  init(_ path: String) throws(SystemError) {
    descriptor = try OwnFile.open(path, .reading)
    count = (try? FileStatus(descriptor).size) ?? 0
  }

  deinit { FileSystem.close(descriptor) }

  /// Reads it from its beginning, as long as this lives.
  var reader: JournalReader { JournalReader(descriptor, count: count) }
}
