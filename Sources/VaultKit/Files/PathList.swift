// A full load needs the names of all files before it reads the first, to know where links lead. The names of
// a folder are sorted and have much in common, so each is kept as what it adds to the one before.

import NoteModel

/// The paths of all files of a vault, folder by folder.
///
/// Places number the files; folders are in the order of their paths' bytes, and so are the names in each.
struct PathList: Sendable {
  /// Where one folder lies in the pieces of memory.
  private struct Folder: Sendable {
    var piece: Int32
    /// Where its path starts, from the root and with a slash at the end; the root's is empty. Behind it
    /// lies the start of each block of names, whose first one shares nothing, in four bytes; then the
    /// names: the bytes shared with the name before, whether it is a note, the length of the rest in two
    /// bytes, the rest.
    var start: Int32
    var pathCount: Int32
    var count: Int32
    /// The place of its first file.
    var first: Int32 = 0

    var blockCount: Int { (Int(count) + PathList.blockSize - 1) / PathList.blockSize }
  }

  private static let blockSize = 16
  /// More bytes than any system has in a name.
  private static let longestName = 1024
  private let folders: [Folder]
  /// Few and large, so that what is kept does not lie between what a walk lets go of.
  private let pieces: [[UInt8]]
  /// What was odd on the way, in path order.
  let oddities: [Oddity]
  let count: Int
  /// Notes and canvases.
  let noteCount: Int

  /// Lists a vault.
  ///
  /// Throws `SystemError` where the root cannot be listed.
  init(_ root: VaultRoot) throws(SystemError) {
    let collector = Collector()
    let walk = VaultWalk(root, readsFacts: false) { folder in
      var notes = 0
      let (packed, count) = Self.pack(folder, &notes)
      if count > 0 { collector.add(packed, folder.path.count, count, notes) }
    }
    oddities = try walk.run()
    pieces = collector.pieces
    noteCount = collector.notes
    let pieces = pieces
    var folders = collector.folders
    folders.sort { first, second in
      Self.withPath(of: first, pieces) { path in
        Self.withPath(of: second, pieces) { ByteOrder.compare(path, $0) < 0 }
      }
    }
    var count = 0
    for index in folders.indices {
      folders[index].first = Int32(truncatingIfNeeded: count)
      count += Int(folders[index].count)
    }
    self.count = count
    self.folders = folders
  }

  /// What several threads put together.
  private final class Collector: @unchecked Sendable {
    private static let pieceSize = 1 << 20
    private let monitor = Monitor()
    private(set) var folders: [Folder] = []
    private(set) var pieces: [[UInt8]] = []
    private(set) var notes = 0

    func add(_ packed: [UInt8], _ pathCount: Int, _ count: Int, _ notes: Int) {
      monitor.withLock {
        let room = pieces.last.map { $0.capacity - $0.count } ?? 0
        if room < packed.count || pieces.isEmpty {
          var piece: [UInt8] = []
          piece.reserveCapacity(max(Self.pieceSize, packed.count))
          pieces.append(piece)
        }
        let last = pieces.count - 1
        folders.append(
          Folder(
            piece: Int32(truncatingIfNeeded: last),
            start: Int32(truncatingIfNeeded: pieces[last].count),
            pathCount: Int32(truncatingIfNeeded: pathCount), count: Int32(truncatingIfNeeded: count)
          ))
        pieces[last] += packed
        self.notes += notes
      }
    }
  }

  /// Puts a folder into the form that is kept, and counts its notes.
  private static func pack(_ folder: ListedFolder, _ notes: inout Int) -> ([UInt8], count: Int) {
    let files = folder.names.sortedFiles()
    var blocks: [UInt8] = []
    var names: [UInt8] = []
    var last: [UInt8] = []
    for (number, place) in files.enumerated() {
      let row = folder.names.rows[Int(place)]
      folder.names.withBytes(of: row) { name in
        var shared = 0
        if number % blockSize == 0 {
          for shift in [0, 8, 16, 24] {
            blocks.append(UInt8(truncatingIfNeeded: names.count >> shift))
          }
        } else {
          let most = min(255, last.count, name.count)
          while shared < most, last[shared] == name[shared] { shared += 1 }
        }
        let rest = name.count - shared
        names.append(UInt8(truncatingIfNeeded: shared))
        names.append(row.isNote ? 1 : 0)
        names.append(UInt8(truncatingIfNeeded: rest))
        names.append(UInt8(truncatingIfNeeded: rest >> 8))
        names += name[shared...]
        last.removeAll(keepingCapacity: true)
        last += name
      }
      if row.isNote { notes += 1 }
    }
    return (folder.path + blocks + names, files.count)
  }

  // MARK: Reading

  private static func withPath<Result>(
    of folder: Folder, _ pieces: [[UInt8]], _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    pieces[Int(folder.piece)].withUnsafeBytes { bytes in
      let start = Int(folder.start)
      return body(
        UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(folder.pathCount)]))
    }
  }

  /// Returns the file at a place.
  func file(at place: Int) -> (path: VaultPath, isNote: Bool) {
    let folder = folders[folder(of: place)]
    var path = Self.withPath(of: folder, pieces) { Array($0) }
    var isNote = false
    var left = (place - Int(folder.first)) % Self.blockSize
    forEachName(of: folder, block: (place - Int(folder.first)) / Self.blockSize) { name, note in
      defer { left -= 1 }
      if left == 0 {
        path += name
        isNote = note
      }
      return left > 0
    }
    return (VaultPath(String(decoding: path, as: UTF8.self)), isNote)
  }

  /// Whether a path is, or after a slash ends with, a text in small letters of ASCII, whatever the case of its own.
  func ends(at place: Int, with ending: UnsafeRawBufferPointer) -> Bool {
    let folder = folders[folder(of: place)]
    var left = (place - Int(folder.first)) % Self.blockSize
    var isEnding = false
    forEachName(of: folder, block: (place - Int(folder.first)) / Self.blockSize) { name, _ in
      defer { left -= 1 }
      if left == 0 {
        isEnding = Self.withPath(of: folder, pieces) { Self.ends($0, name, with: ending) }
      }
      return left > 0
    }
    return isEnding
  }

  private static func ends(
    _ folder: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer,
    with ending: UnsafeRawBufferPointer
  ) -> Bool {
    let rest = folder.count + name.count - ending.count
    func byte(_ index: Int) -> UInt8 {
      index < folder.count ? folder[index] : name[index - folder.count]
    }
    guard rest >= 0, rest == 0 || byte(rest - 1) == UInt8(ascii: "/") else { return false }
    var index = 0
    while index < ending.count, ASCIICase.small(byte(rest + index)) == ending[index] { index += 1 }
    return index == ending.count
  }

  /// Returns the place of a file.
  func place(of path: VaultPath) -> Int? {
    var text = path.text
    let folderCount = text.utf8.count - path.name.utf8.count
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let wanted = UnsafeRawBufferPointer(rebasing: bytes[..<folderCount])
      let index = Self.lastIndex(below: folders.count) { index in
        Self.withPath(of: folders[index], pieces) { ByteOrder.compare($0, wanted) <= 0 }
      }
      guard index >= 0,
        Self.withPath(of: folders[index], pieces, { ByteOrder.compare($0, wanted) == 0 })
      else { return nil }
      return place(of: UnsafeRawBufferPointer(rebasing: bytes[folderCount...]), in: folders[index])
    }
  }

  private func place(of name: UnsafeRawBufferPointer, in folder: Folder) -> Int? {
    let block = Self.lastIndex(below: folder.blockCount) { block in
      var isBefore = false
      forEachName(of: folder, block: block) { first, _ in
        isBefore = ByteOrder.compare(first, name) <= 0
        return false
      }
      return isBefore
    }
    guard block >= 0 else { return nil }
    var place = Int(folder.first) + block * Self.blockSize - 1
    var isFound = false
    forEachName(of: folder, block: block) { other, _ in
      place += 1
      isFound = ByteOrder.compare(other, name) == 0
      return !isFound
    }
    return isFound ? place : nil
  }

  /// Calls `body` with the names of a block until it returns false.
  private func forEachName(
    of folder: Folder, block: Int,
    _ body: (_ name: UnsafeRawBufferPointer, _ isNote: Bool) -> Bool
  ) {
    withUnsafeTemporaryAllocation(byteCount: Self.longestName, alignment: 1) { name in
      pieces[Int(folder.piece)].withUnsafeBytes { bytes in
        let blocks = Int(folder.start) + Int(folder.pathCount)
        let start = bytes.loadUnaligned(fromByteOffset: blocks + 4 * block, as: UInt32.self)
        var next = blocks + 4 * folder.blockCount + Int(UInt32(littleEndian: start))
        for _ in 0..<min(Self.blockSize, Int(folder.count) - block * Self.blockSize) {
          let shared = Int(bytes[next])
          let rest = Int(bytes[next + 2]) | Int(bytes[next + 3]) << 8
          UnsafeMutableRawBufferPointer(rebasing: name[shared...]).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[next + 4..<next + 4 + rest]))
          let whole = UnsafeRawBufferPointer(rebasing: name[..<(shared + rest)])
          guard body(whole, bytes[next + 1] != 0) else { return }
          next += 4 + rest
        }
      }
    }
  }

  /// Calls `body` with each name and the number of its folder, in the order of places.
  func forEachName(_ body: (_ name: UnsafeRawBufferPointer, _ folder: Int) -> Void) {
    for (number, folder) in folders.enumerated() {
      for block in 0..<folder.blockCount {
        forEachName(of: folder, block: block) { name, _ in
          body(name, number)
          return true
        }
      }
    }
  }

  /// Calls `body` with the name of a file.
  func withName<Result>(at place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    let folder = folders[folder(of: place)]
    var left = (place - Int(folder.first)) % Self.blockSize
    var result: Result?
    forEachName(of: folder, block: (place - Int(folder.first)) / Self.blockSize) { name, _ in
      defer { left -= 1 }
      if left == 0 { result = body(name) }
      return left > 0
    }
    return result
  }

  // MARK: Folders

  /// How many folders have files; they are numbered in the order of their paths' bytes.
  var folderCount: Int { folders.count }

  /// Returns the number of the folder that holds a file.
  @inline(__always)
  func folder(of place: Int) -> Int {
    Self.lastIndex(below: folders.count) { folders[$0].first <= place }
  }

  /// Calls `body` with the path of a folder, with a slash at the end; the root's is empty.
  func withFolder<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Self.withPath(of: folders[number], pieces, body)
  }

  /// Returns the last index for which `holds`, which it does up to somewhere; -1 for none.
  private static func lastIndex(below count: Int, _ holds: (Int) -> Bool) -> Int {
    BinarySearch.firstIndex(below: count, isBefore: holds) - 1
  }
}
