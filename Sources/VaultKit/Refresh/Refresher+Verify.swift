import NoteIndex
import NoteLinks
import NoteModel
import Platform
import SQLite

extension Refresher {
  /// Reads every note, whatever its stamp says, and compares all that the index holds of it.
  ///
  /// Throws `SQLiteError` of kind `.corrupt` where they disagree.
  func verify(_ index: NoteIndex) throws -> RefreshReport {
    let start = SystemClock.stopwatch()
    var report = RefreshReport()
    let lock: WriterLock
    do throws(SystemError) {
      lock = try store.lockToRefresh(for: .verify)
    } catch {
      throw VaultError(
        error.isBusy ? .indexBusy : .indexUnusable, at: store.location.path, cause: error.reason)
    }
    try withExtendedLifetime(lock) {
      try update(index, trustsStamps: false, &report)
      try index.read { try compare(index) }
    }
    report.notes = try index.read { index.noteCount }
    report.milliseconds = SystemClock.stopwatch() - start
    return report
  }

  private func compare(_ index: NoteIndex) throws {
    let verifier = IndexVerifier(index)
    let finder = TargetFinder(index, settings)
    var reader = NoteReader(root: try openRoot())
    for path in try index.allReadPaths() {
      guard let id = try index.fileID(of: path) else { continue }
      let read = reader.read(path, nil, known: nil) { link, source in
        do { return try finder.target(of: link, from: source) } catch {
          index.pendingError = error as? SQLiteError
          return KeyedTarget(target: .unresolved, key: LinkKey.of(link.target))
        }
      }
      let known = try index.place(of: id)
      guard case .note(let record) = read.outcome else {
        // What could not be read before has no record; what has one went away just now.
        if known == nil { continue }
        return try index.verify()
      }
      guard let place = known else {
        // What could not be read a moment ago has no digest.
        if try index.file(path)?.stamp?.digest == 0 { return try index.verify() }
        throw SQLiteError(corruption: "note \(id) has no record")
      }
      // An edit of just now is for the next refresh to see.
      guard place.digest == read.stamp.digest else { return try index.verify() }
      try verifier.check(record, of: id)
    }
    try verifier.finish()
  }
}
