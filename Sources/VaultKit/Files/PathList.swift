// A full load needs the names of all files before it reads the first, to know where links lead. The names of
// a folder are sorted and have much in common, so each is kept as what it adds to the one before.

import NoteModel

/// The paths of all files of a vault, folder by folder.
///
/// Places number the files; folders are in the order of their paths' bytes, and so are the names in each.
struct PathList: Sendable {
  /// The names of one folder.
  private struct Folder: Sendable {
    /// From the root, with a slash at the end; empty for the root.
    var path: [UInt8]
    var first = 0
    var count = 0
    /// For each name: bytes shared with the name before, whether it is a note, the length of the rest in two
    /// bytes, the rest.
    var names: [UInt8] = []
    /// Where each block of names starts, whose first one shares nothing.
    var blocks: [UInt32] = []
  }

  private static let blockSize = 16
  /// More bytes than any system has in a name.
  private static let longestName = 1024
  private var folders: [Folder] = []
  /// What was odd on the way, in path order.
  let oddities: [Oddity]
  private(set) var count = 0
  /// Notes and canvases.
  private(set) var noteCount = 0

  /// Lists a vault.
  ///
  /// Throws `SystemError` where the root cannot be listed.
  init(_ root: VaultRoot) throws(SystemError) {
    let collector = Collector()
    let walk = VaultWalk(root, readsFacts: false) { folder in
      let (packed, notes) = Self.pack(folder)
      if packed.count > 0 { collector.add(packed, notes) }
    }
    oddities = try walk.run()
    folders = collector.folders
    noteCount = collector.notes
    folders.sort { $0.path.lexicographicallyPrecedes($1.path) }
    for index in folders.indices {
      folders[index].first = count
      count += folders[index].count
    }
  }

  /// What several threads put together.
  private final class Collector: @unchecked Sendable {
    private let monitor = Monitor()
    private(set) var folders: [Folder] = []
    private(set) var notes = 0

    func add(_ folder: Folder, _ notes: Int) {
      monitor.withLock {
        folders.append(folder)
        self.notes += notes
      }
    }
  }

  private static func pack(_ folder: ListedFolder) -> (Folder, notes: Int) {
    var packed = Folder(path: folder.path)
    var notes = 0
    var last: [UInt8] = []
    for place in folder.names.sortedFiles() {
      let row = folder.names.rows[Int(place)]
      folder.names.withBytes(of: row) { name in
        var shared = 0
        if packed.count % blockSize == 0 {
          packed.blocks.append(UInt32(truncatingIfNeeded: packed.names.count))
        } else {
          let most = min(255, last.count, name.count)
          while shared < most, last[shared] == name[shared] { shared += 1 }
        }
        let rest = name.count - shared
        packed.names.append(UInt8(truncatingIfNeeded: shared))
        packed.names.append(row.isNote ? 1 : 0)
        packed.names.append(UInt8(truncatingIfNeeded: rest))
        packed.names.append(UInt8(truncatingIfNeeded: rest >> 8))
        packed.names += name[shared...]
        last.removeAll(keepingCapacity: true)
        last += name
      }
      packed.count += 1
      if row.isNote { notes += 1 }
    }
    return (packed, notes)
  }

  // MARK: Reading

  /// Returns the file at a place.
  func file(at place: Int) -> (path: VaultPath, isNote: Bool) {
    let folder = folders[Self.lastIndex(below: folders.count) { folders[$0].first <= place }]
    var path = folder.path
    var isNote = false
    var left = (place - folder.first) % Self.blockSize
    Self.forEachName(of: folder, block: (place - folder.first) / Self.blockSize) { name, note in
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
    folders.withUnsafeBufferPointer { folders in
      let index = Self.lastIndex(below: folders.count) { folders[$0].first <= place }
      var left = (place - folders[index].first) % Self.blockSize
      var isEnding = false
      Self.forEachName(
        of: folders[index], block: (place - folders[index].first) / Self.blockSize
      ) { name, _ in
        defer { left -= 1 }
        if left == 0 {
          isEnding = folders[index].path.withUnsafeBufferPointer {
            Self.ends($0, name, with: ending)
          }
        }
        return left > 0
      }
      return isEnding
    }
  }

  private static func ends(
    _ folder: UnsafeBufferPointer<UInt8>, _ name: UnsafeRawBufferPointer,
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
      let name = UnsafeRawBufferPointer(rebasing: bytes[folderCount...])
      let index = Self.lastIndex(below: folders.count) { index in
        folders[index].path.withUnsafeBytes { ByteOrder.compare($0, wanted) <= 0 }
      }
      guard index >= 0 else { return nil }
      let folder = folders[index]
      guard folder.path.elementsEqual(wanted) else { return nil }
      return Self.place(of: name, in: folder)
    }
  }

  private static func place(of name: UnsafeRawBufferPointer, in folder: Folder) -> Int? {
    let block = lastIndex(below: folder.blocks.count) { block in
      var isBefore = false
      forEachName(of: folder, block: block) { first, _ in
        isBefore = ByteOrder.compare(first, name) <= 0
        return false
      }
      return isBefore
    }
    guard block >= 0 else { return nil }
    var place = folder.first + block * blockSize - 1
    var isFound = false
    forEachName(of: folder, block: block) { other, _ in
      place += 1
      isFound = other.elementsEqual(name)
      return !isFound
    }
    return isFound ? place : nil
  }

  /// Calls `body` with the names of a block until it returns false.
  private static func forEachName(
    of folder: Folder, block: Int,
    _ body: (_ name: UnsafeRawBufferPointer, _ isNote: Bool) -> Bool
  ) {
    withUnsafeTemporaryAllocation(byteCount: longestName, alignment: 1) { name in
      folder.names.withUnsafeBytes { bytes in
        var next = Int(folder.blocks[block])
        for _ in 0..<min(blockSize, folder.count - block * blockSize) {
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

  /// Calls `body` with each name, in the order of places.
  func forEachName(_ body: (_ name: UnsafeRawBufferPointer) -> Void) {
    for folder in folders {
      for block in folder.blocks.indices {
        Self.forEachName(of: folder, block: block) { name, _ in
          body(name)
          return true
        }
      }
    }
  }

  /// Returns the last index for which `holds`, which it does up to somewhere; -1 for none.
  private static func lastIndex(below count: Int, _ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
