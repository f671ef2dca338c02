/// Where journals are kept: beside the index, outside of the vault.
struct RenameStore {
  /// The journal of a rename that has begun.
  let pending: String
  /// The journal of the last one that ended, for undoing it.
  let last: String
  let writer: CarefulWriter
  private let index: String

  init(index: String, writer: CarefulWriter) {
    self.index = index
    self.writer = writer
    pending = index + ".rename"
    last = index + ".renamed"
  }

  /// Waits for another rename of the vault to end.
  func lock(_ onWait: ((LockHolder) -> Void)?) throws -> WriterLock {
    do throws(SystemError) {
      if let slash = index.utf8.lastIndex(of: 0x2F) {
        try FileSystem.makeFolder(String(index[..<slash]))
      }
      return try WriterLock(
        path: pending + ".lock", patience: WriterLock.Patience(whole: 60_000, idle: 10_000),
        onWait: onWait)
    } catch {
      if error.isBusy { throw VaultError(.renameBusy, at: index, cause: error.reason) }
      throw VaultError(.indexUnusable, at: pending, cause: error.reason)
    }
  }

  /// Reads a journal; nil where there is none, or none that is whole.
  func read(_ path: String) -> RenameJournal? {
    (try? FileSystem.contents(of: path)).flatMap { RenameJournal($0) }
  }

  /// Keeps the journal of a rename that is about to begin.
  func write(_ journal: RenameJournal) throws {
    try perform { try writer.create(pending, journal.bytes) }
  }

  /// Gives a journal its other name.
  func take(_ path: String, to other: String) throws {
    try perform {
      try writer.remove(other)
      try writer.move(path, to: other)
    }
  }

  func remove(_ path: String) throws {
    try perform { try writer.remove(path) }
  }

  private func perform(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch CarefulWriter.Interruption.stopped {
      throw Stopped()
    } catch CarefulWriter.Interruption.failed(let error) {
      throw VaultError(.indexUnusable, at: pending, cause: error.reason)
    }
  }
}
