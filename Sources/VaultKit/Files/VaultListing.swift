import NoteModel

/// All files of a vault with their stamps, in the order of their paths' bytes.
///
/// Names that start with a dot are left out with everything below them, as Obsidian does. Paths lie in
/// one buffer: a vault of 100,000 notes makes no 100,000 strings to find that nothing has changed.
struct VaultListing {
  struct Entry {
    fileprivate var pathStart: Int
    fileprivate var pathCount: Int32
    /// Whether it is read: a note or a canvas.
    var isNote: Bool
    /// Size, times and inode of a note; other files are only names and are not looked at.
    var facts: FileFacts?
  }

  /// A file or folder that is not indexed although it looks as if it should be.
  struct Oddity {
    var path: VaultPath
    var problem: Problem
    /// Whether answers may lack something that was meant to be read, so that every command says it.
    var isWarning: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var oddities: [Oddity] = []
  private var paths: [UInt8] = []
  private var folderRanges: [Range<Int>] = []

  /// Lists the vault whose root folder is `root`, an absolute path without symbolic links.
  ///
  /// Throws `SystemError` where the root itself cannot be listed.
  init(root: String) throws(SystemError) {
    paths.reserveCapacity(1 << 16)
    var walk = try FolderWalk(root: root)
    try walk.run(into: &self)
  }

  /// Returns the bytes of an entry's path to `body`.
  func withPath<Result>(
    of entry: Entry, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    paths.withUnsafeBytes {
      body(
        UnsafeRawBufferPointer(
          rebasing: $0[entry.pathStart..<entry.pathStart + Int(entry.pathCount)]))
    }
  }

  func path(of entry: Entry) -> VaultPath {
    withPath(of: entry) { VaultPath(String(decoding: $0, as: UTF8.self)) }
  }

  /// All folders below the root, as paths from it.
  var folders: [String] { folderRanges.map { String(decoding: paths[$0], as: UTF8.self) } }

  // MARK: Filling

  /// Appends a file and returns its place. The facts are those of a note, nil for any other file and
  /// where they follow.
  mutating func append(
    _ folder: [UInt8], _ name: UnsafeRawBufferPointer, isNote: Bool, _ facts: FileFacts?
  ) -> Int {
    let start = paths.count
    paths += folder
    paths += name
    entries.append(
      Entry(
        pathStart: start, pathCount: Int32(truncatingIfNeeded: name.count + folder.count),
        isNote: isNote, facts: facts))
    return entries.count - 1
  }

  mutating func setFacts(_ facts: FileFacts, of place: Int) {
    entries[place].facts = facts
  }

  /// Takes files out. Places change by that.
  mutating func remove(_ places: Set<Int>) {
    if places.isEmpty { return }
    entries = entries.enumerated().filter { !places.contains($0.offset) }.map(\.element)
  }

  func pathBytes(of place: Int) -> [UInt8] {
    withPath(of: entries[place]) { Array($0) }
  }

  mutating func append(folder: some Sequence<UInt8>) {
    let start = paths.count
    paths += folder
    folderRanges.append(start..<paths.count)
  }

  mutating func report(_ path: some Sequence<UInt8>, _ message: String, isWarning: Bool) {
    let problem = Problem(
      kind: .fileUnreadable, position: Position(line: 1, column: 1), message: message)
    oddities.append(
      Oddity(
        path: VaultPath(String(decoding: Array(path), as: UTF8.self)), problem: problem,
        isWarning: isWarning))
  }
}
