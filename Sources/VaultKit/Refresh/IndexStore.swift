import NoteIndex
import Platform
import SQLite

/// The file of one index: opens it, replaces it, and recovers from what is found in its place.
struct IndexStore {
  let location: IndexLocation
  var patience = Patience()
  /// Called when a wait for another process has become a long one.
  var onWait: ((LockHolder) -> Void)?

  /// Looks what is there.
  ///
  /// - Parameter settings: An index that was made under others is not usable: every link may lead elsewhere.
  func open(for purpose: Purpose, settings: String) throws -> NoteIndex.State {
    try location.checkFiles()
    do throws(SQLiteError) {
      let state = try NoteIndex.open(
        path: location.path, patience: patience.forSQLite(purpose))
      if case .ready(let index) = state, try index.meta("settings") != settings {
        return .unusable(reason: "the vault's settings have changed")
      }
      return state
    } catch  where error.kind == .corrupt {
      return .unusable(reason: "it is damaged")
    }
  }

  /// Takes the right to bring the index up to date.
  func lockToRefresh(for purpose: Purpose) throws(SystemError) -> WriterLock {
    try WriterLock(path: location.lock, patience: patience.toRefresh(purpose), onWait: onWait)
  }

  /// Takes the right to make an index.
  func lockToMake(for purpose: Purpose, isAsked: Bool) throws(SystemError) -> WriterLock {
    try WriterLock(
      path: location.lock, patience: patience.toMake(purpose, isAsked: isAsked), onWait: onWait)
  }

  /// Makes an index beside the one that is there, or in memory.
  ///
  /// - Parameter fill: Loads it; gets the path of its file, nil in memory.
  func make(
    inMemory: Bool, _ fill: (_ index: NoteIndex, _ path: String?) throws -> Void
  ) throws -> NoteIndex {
    if inMemory {
      let index = try NoteIndex.create(path: nil)
      try fill(index, nil)
      return index
    }
    try location.removeUnfinished()
    try location.makeUnfinished()
    do {
      let index = try NoteIndex.create(path: location.building)
      try fill(index, location.building)
      return index
    } catch {
      try? location.removeUnfinished()
      throw error
    }
  }

  /// Removes the unfinished index of a process that was stopped.
  func removeUnfinished() { try? location.removeUnfinished() }

  /// Lets a new index take the place of an open one. Readers see the one or the other.
  func replace(_ index: NoteIndex, by built: consuming NoteIndex) throws {
    try index.replaceContent(by: built)
    _ = consume built
    try FileSystem.remove(location.building)
  }

  /// Lets a new index take the place of a file that cannot be used, or of none; nil if it is gone again.
  func put(_ built: consuming NoteIndex, for purpose: Purpose, settings: String) throws
    -> NoteIndex?
  {
    // Closing the new database first leaves no log behind that would belong to the wrong file.
    _ = consume built
    try location.remove()
    try FileSystem.replace(location.path, by: location.building)
    guard case .ready(let index) = try open(for: purpose, settings: settings) else { return nil }
    return index
  }
}
