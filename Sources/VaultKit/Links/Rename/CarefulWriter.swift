import NoteModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Stands for a machine that stops: nothing after it is done, no cleaning up either.
struct Stopped: Error {}

/// Changes files so that each is, at every moment, the old one or the new one.
final class CarefulWriter {
  /// How many more steps are taken before the machine stops; nil for no such accident. For tests.
  private var stepsLeft: Int?
  /// Folders with names that the disk has not been asked to keep yet.
  private var changedFolders: Set<String> = []

  init(stopAfter steps: Int? = nil) {
    stepsLeft = steps
  }

  private func step() throws(Interruption) {
    guard let left = stepsLeft else { return }
    if left == 0 { throw .stopped }
    stepsLeft = left - 1
  }

  /// Why a change did not happen.
  enum Interruption: Error {
    case failed(SystemError)
    case stopped
  }

  /// Where a file's new content is written before it takes its place; hidden from every vault.
  static func temporary(_ path: String) -> String {
    let folder = path.utf8.lastIndex(of: 0x2F).map { path[...$0] } ?? ""
    return folder + ".vq-" + String(UInt64(bitPattern: Digest.of(path)), radix: 16) + ".tmp"
  }

  /// Replaces a file's content, permissions and owner kept; the disk has it after `syncFolders`.
  ///
  /// - Parameter expected: What the file has to hold; another content is left and gives `ESTALE`.
  func replace(_ path: String, _ expected: [UInt8], by new: [UInt8]) throws(Interruption) {
    let temporary = Self.temporary(path)
    var status = stat()
    if stat(path, &status) != 0 { throw .failed(.last) }
    try write(new, to: temporary, like: status)
    do throws(Interruption) {
      try step()
      guard try contents(path) == expected else {
        throw Interruption.failed(SystemError(code: ESTALE))
      }
      if rename(temporary, path) != 0 { throw Interruption.failed(.last) }
    } catch {
      if case .failed = error { unlink(temporary) }
      throw error
    }
    changedFolders.insert(Self.folder(of: path))
    try step()
  }

  /// Asks the disk to keep all that was replaced so far; once for many files of a folder.
  func syncFolders() throws(Interruption) {
    try step()
    for folder in changedFolders { sync(folder) }
    changedFolders = []
  }

  /// Writes a file that is whole or not there.
  func create(_ path: String, _ bytes: [UInt8]) throws(Interruption) {
    let temporary = Self.temporary(path)
    try write(bytes, to: temporary, like: nil)
    try step()
    if rename(temporary, path) != 0 {
      let error = SystemError.last
      unlink(temporary)
      throw .failed(error)
    }
    try step()
    syncFolder(of: path)
  }

  /// Moves a file to a path that nothing has.
  func move(_ path: String, to new: String) throws(Interruption) {
    try step()
    var (from, to) = (stat(), stat())
    if lstat(path, &from) != 0 { throw .failed(.last) }
    // On a file system without letter case the new name may be the old file.
    if lstat(new, &to) == 0, from.st_ino != to.st_ino || from.st_dev != to.st_dev {
      throw .failed(SystemError(code: EEXIST))
    }
    if rename(path, new) != 0 { throw .failed(.last) }
    try step()
    syncFolder(of: path)
    syncFolder(of: new)
  }

  /// Makes a folder; one that is there already is no error.
  func makeFolder(_ path: String) throws(Interruption) {
    try step()
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .failed(.last) }
  }

  /// Removes a folder if it is empty.
  func removeEmptyFolder(_ path: String) throws(Interruption) {
    try step()
    rmdir(path)
  }

  /// Removes a file; a missing one is no error.
  func remove(_ path: String) throws(Interruption) {
    try step()
    if unlink(path) != 0, errno != ENOENT { throw .failed(.last) }
  }

  /// Reads a file.
  func contents(_ path: String) throws(Interruption) -> [UInt8] {
    do throws(SystemError) { return try FileSystem.contents(of: path) } catch {
      throw .failed(error)
    }
  }

  private func write(
    _ bytes: [UInt8], to path: String, like status: stat?
  ) throws(Interruption) {
    try step()
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw .failed(.last) }
    defer { close(descriptor) }
    do throws(Interruption) {
      // Half of it first: a machine may stop between any two writes.
      let half = bytes.count / 2
      try write(bytes[..<half], descriptor)
      try step()
      try write(bytes[half...], descriptor)
      if let status {
        // Only root may give files away; the group is kept where it can be.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        if fchmod(descriptor, status.st_mode & 0o7777) != 0 { throw Interruption.failed(.last) }
      }
      try step()
      if fsync(descriptor) != 0 { throw Interruption.failed(.last) }
    } catch {
      if case .failed = error { unlink(path) }
      throw error
    }
  }

  private func write(_ bytes: ArraySlice<UInt8>, _ descriptor: Int32) throws(Interruption) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .failed(.last)
      }
      rest = rest.dropFirst(count)
    }
  }

  private func syncFolder(of path: String) { sync(Self.folder(of: path)) }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Asks the disk to keep a folder's names; file systems that cannot are not asked twice.
  private func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
