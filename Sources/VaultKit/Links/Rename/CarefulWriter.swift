import NoteModel
import Platform

/// Simulates a machine that stops: nothing runs after it, not even the clean-up.
struct Stopped: Error {}

/// Changes files so that each one is always the old or the new one, and overwrites nothing.
///
/// The new content of a file is written beside it. Then both change places in one step, and the old
/// file is compared with what was read: if it differs, another program has changed it, and both change places again.
final class CarefulWriter {
  /// How many more steps are taken before the machine stops; nil for no such accident. For tests.
  private var stepsLeft: Int?
  /// Whether files can change places. For tests.
  let canExchange: Bool
  /// Called when a file's new content lies beside it. For tests.
  private let onReady: (String) -> Void
  /// Folders with names that the disk has not been asked to keep yet.
  private var changedFolders: [HeldFolder] = []
  /// Whether a file system turned out not to let files change places, so that files were away for a moment.
  var lacksExchange = false
  /// The number of the rename: what it writes beside a file has a name that no other rename would give.
  var seal: Int64 = 0

  /// Most folders that are kept open until they are synced.
  private static let mostFolders = 64

  init(
    stopAfter steps: Int? = nil, canExchange: Bool = true,
    onReady: @escaping (String) -> Void = { _ in }
  ) {
    stepsLeft = steps
    self.canExchange = canExchange
    self.onReady = onReady
  }

  /// Comes before whatever changes something on the disk.
  func step() throws {
    guard let left = stepsLeft else { return }
    if left == 0 { throw Stopped() }
    stepsLeft = left - 1
  }

  /// What a name stands for, compared with what it should.
  enum State {
    case missing
    case old
    case new
    /// Something else, be it no file at all.
    case other
  }

  // MARK: Names beside a file

  // What lies there is taken for the rename's own, so a vault from elsewhere must not be able to hold it: a rename
  // draws its number when it begins.

  /// Where new content is written; it can be deleted without loss. Hidden from every vault.
  func draft(_ name: String) -> String { beside(name, "tmp") }

  /// Where a file waits to change places with what was written, and where what was there comes to lie.
  func waiting(_ name: String) -> String { beside(name, "swap") }

  private func beside(_ name: String, _ ending: String) -> String {
    let digest = UInt64(bitPattern: Digest.of("\(seal)/\(name)"))
    return ".vq-" + String(digest, radix: 16) + "." + ending
  }

  // MARK: Looking

  /// Tells whether a name stands for the old or the new content.
  func state(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws -> State {
    guard let status = try folder.status(name) else { return .missing }
    let size = status.size
    guard status.facts.kind == .file, size == facts.old.size || size == facts.new.size else {
      return .other
    }
    let descriptor: Int32
    do throws(SystemError) { descriptor = try folder.open(name, .reading) } catch {
      if error.isMissing || error.code == SystemError.Code.isLink { return .other }
      throw error
    }
    defer { FileSystem.close(descriptor) }
    let content = try content(of: descriptor)
    // Both are one where only letter case or the like differs in what is not content.
    return content == facts.new ? .new : content == facts.old ? .old : .other
  }

  private func content(of descriptor: Int32) throws -> RenameJournal.Content {
    var digest = RunningDigest()
    var piece: [UInt8] = []
    repeat {
      try FileSystem.read(descriptor, into: &piece, 1 << 18, at: digest.count)
      piece.withUnsafeBytes { digest.add($0) }
    } while !piece.isEmpty
    return RenameJournal.Content(size: digest.count, digest: digest.value)
  }

  // MARK: Changing

  /// Replaces a file's content, its permissions and attributes kept; the disk has it after `syncFolders`.
  ///
  /// Throws `SystemError`, `ESTALE` for a file that is neither old nor new: it is left as it is.
  ///
  /// - Parameter edit: Makes the new content; called only where there is something to do.
  func replace(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts,
    edit: (inout EditedCopy) throws -> Void
  ) throws {
    try settle(name, in: folder, facts)
    switch try state(name, in: folder, facts) {
    case .new: return
    case .old: break
    case .missing, .other: throw SystemError(code: SystemError.Code.changed)
    }
    try write(name, in: folder, facts, edit)
    if changedFolders.last !== folder {
      // Each is an open file, and a process has only so many.
      if changedFolders.count == Self.mostFolders { try syncFolders() }
      changedFolders.append(folder)
    }
    onReady(name)
    try putInPlace(name, in: folder, facts)
    try step()
  }

  /// Asks the disk to keep all that was replaced so far; once for many files of a folder.
  func syncFolders() throws {
    try step()
    for folder in changedFolders { folder.sync() }
    changedFolders = []
  }

  /// Writes the new content beside the file.
  private func write(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts,
    _ edit: (inout EditedCopy) throws -> Void
  ) throws {
    let draft = draft(name)
    try step()
    try folder.remove(draft)
    let source = try folder.open(name, .reading)
    defer { FileSystem.close(source) }
    let status = try FileStatus(source)
    let output = try folder.open(draft, [.writing, .madeNew])
    defer { FileSystem.close(output) }
    do {
      var copy = EditedCopy(of: source, count: status.size, to: output)
      try edit(&copy)
      try copy.keepRest()
      // A machine may stop between any two writes.
      try copy.writeRest { try step() }
      guard copy.content == facts.new else { throw SystemError(code: SystemError.Code.changed) }
      try FileAttributes.copy(from: source, status, to: output)
      try step()
      try FileSystem.sync(output)
    } catch {
      if !(error is Stopped) { try? folder.remove(draft) }
      throw error
    }
  }
}
