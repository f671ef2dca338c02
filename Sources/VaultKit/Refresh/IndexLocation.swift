import Characters
import NoteModel
import Platform

/// Where the index of a vault lies: outside the vault, since vaults are synced.
struct IndexLocation {
  /// The database.
  let path: String
  /// The folder that holds the indexes of all vaults.
  let folder: String
  /// The name in it of the socket on which a watcher is asked; short, whatever the vault is called.
  let socket: String

  /// Names the index of the vault at `root`, an absolute path without symbolic links.
  ///
  /// The name starts with the vault's own so that a person can tell whose it is; a digest of the
  /// whole path keeps vaults of one name apart.
  ///
  /// - Parameter key: What the digest is of; nil for the path.
  init(folder: String, root: String, name key: String? = nil) {
    self.folder = folder
    let name = root.split(separator: "/").last.map(String.init) ?? "root"
    let readable = String(
      name.unicodeScalars.map { scalar -> Character in
        scalar.properties.isAlphabetic || scalar.isASCIIDigit ? Character(scalar) : "-"
      }.prefix(40))
    let digest = String(UInt64(bitPattern: Digest.of(key ?? root)), radix: 16)
    path = "\(folder)/\(readable)-\(digest).sqlite"
    socket = "\(digest).watch"
  }

  /// The file whose lock a writer holds.
  var lock: String { path + ".lock" }

  /// Where a new index is built before it takes its place.
  var building: String { path + ".building" }

  /// Whether an index of about so many bytes can be made here, as far as is seen without trying.
  ///
  /// What is built beside an index and thrown away takes about as much again.
  func hasRoom(for bytes: Int) -> Bool {
    guard (try? FileSystem.makeFolder(folder)) != nil else { return false }
    return (FileSystem.writableBytes(folder) ?? 0) / 2 > bytes
  }

  /// Looks whether the files that SQLite will open are this user's own, and closes them to others.
  ///
  /// Throws `SystemError` for a symbolic link and for a file of somebody else.
  func checkFiles() throws(SystemError) {
    for suffix in ["", "-wal", "-shm"] { try OwnFile.check(path + suffix) }
  }

  /// Makes the empty file of a new index, which SQLite would let everybody read.
  func makeUnfinished() throws(SystemError) {
    FileSystem.close(try OwnFile.open(building, [.readingAndWriting, .madeNew]))
  }

  /// Removes an index together with SQLite's files beside it.
  func remove() throws(SystemError) {
    for suffix in ["", "-wal", "-shm", "-journal"] { try FileSystem.remove(path + suffix) }
  }

  /// Removes what is left of an index that was not finished.
  func removeUnfinished() throws(SystemError) {
    for suffix in ["", "-wal"] { try FileSystem.remove(building + suffix) }
  }
}
