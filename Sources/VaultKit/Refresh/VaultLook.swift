import NoteIndex
import Platform
import SQLite

/// One look at the folders of a vault, which tells what differs from an index.
///
///     let look = try VaultLook(at: root, index)  // other threads walk from here on
///     …                                          // a question is answered from the index as it is
///     let changes = try look.finish()
///
/// The index stays in one state from start to finish, and a look that is dropped before that lets go of it.
final class VaultLook {
  /// What a look is to find.
  struct Aim {
    /// Whether an equal stamp means equal content; without it every note counts as changed until it has been read.
    var trustsStamps = true
    /// Whether so much may have come or gone that a new index costs less.
    var findsOverhaul = false
    /// So few new or lost files are never that much.
    var fewFiles = 5_000
    /// What is kept of notes that may be read again and found unchanged, as when a vault was copied.
    var mostChanged = 10_000
  }

  /// What was seen, for the comparison with the index.
  struct Seen {
    let root: VaultRoot
    let differences: FolderDifferences
    /// Files that the index knows, as far as that is of interest.
    let knownFiles: Int
    let oddities: [Oddity]
  }

  private let root: VaultRoot
  private let index: NoteIndex
  private let aim: Aim
  private let knownFiles: Int
  private let differences: FolderDifferences
  private let walk: VaultWalk
  /// Nil where a transaction of the caller's keeps the index in one state.
  private let reading: NoteIndex.Reading?
  private let start = SystemClock.stopwatch()
  /// How long it took, in milliseconds; known at the end.
  private(set) var milliseconds = 0.0

  /// Begins to look. Throws `SQLiteError`.
  init(at root: VaultRoot, _ index: NoteIndex, _ aim: Aim = Aim()) throws {
    self.root = root
    self.index = index
    self.aim = aim
    reading = try index.startReading()
    knownFiles = aim.findsOverhaul ? try index.fileCount() : .max
    let differences = FolderDifferences(
      aim.trustsStamps ? try index.folderDigests() : FolderDigests())
    self.differences = differences
    var known = KnownFolders(in: root)
    if aim.trustsStamps { known?.listings = try index.folderListings() }
    walk = VaultWalk(root, known: known) { differences.take($0) }
    walk.start()
  }

  /// Whether other threads look meanwhile. A small vault has been walked when the look has begun.
  var isUnderWay: Bool { walk.isUnderWay }

  /// Ends the look and returns what differs.
  ///
  /// Throws `SystemError` where the root cannot be listed, and `SQLiteError`.
  func finish() throws -> VaultChanges {
    do {
      let seen = Seen(
        root: root, differences: differences, knownFiles: knownFiles, oddities: try walk.finish())
      let changes = try VaultChanges(seen, index, aim)
      try reading?.finish()
      milliseconds = SystemClock.stopwatch() - start
      return changes
    } catch {
      try reading?.fail()
      throw error
    }
  }

  /// Ends the look after an error in what was read meanwhile, and throws it: it may have ended the transaction.
  func fail(_ error: SQLiteError) throws {
    walk.stop()
    try reading?.fail()
    throw error
  }

  deinit { walk.stop() }
}
