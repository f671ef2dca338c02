// A full load needs the names of all files before it reads the first, to know where links lead. The names of
// a folder are sorted and have much in common, so each is kept as what it adds to the one before.

import Characters
package import NoteModel
package import Platform

/// The paths of all files of a vault, folder by folder.
///
/// Places number the files; folders are in the order of their paths' bytes, and so are the names in each.
package struct PathList: Sendable {
  struct Folder: Sendable {
    /// Where its path lies among those of all folders, from the root and with a slash at the end; the root's is empty.
    var path: Range<Int32>
    /// The number of its first block of names.
    var block: Int32
    var count: Int32
    /// The place of its first file.
    var first: Int32 = 0

    var blockCount: Int { (Int(count) + PathList.blockSize - 1) / PathList.blockSize }
  }

  /// Names of one block; the first one is stored in full.
  static let blockSize = 8
  /// Most bytes of a file name: no system allows more.
  private static let longestName = 1024
  /// Places for which one look tells about where their folder is.
  private static let stretch = 64
  private let folders: [Folder]
  /// For each `stretch` of places, the folder of its first one.
  private let firstFolders: [Int32]
  private let folderPaths: [UInt8]
  private let blocks: NameBlocks
  /// Files.
  package let count: Int
  /// Notes and canvases.
  package let noteCount: Int

  /// Puts together what was gathered.
  package init(_ gatherer: PathGatherer) {
    gatherer.blocks.finish()
    blocks = gatherer.blocks
    noteCount = gatherer.notes
    folderPaths = gatherer.paths
    let folderPaths = folderPaths
    var folders = gatherer.folders
    folders.sort { first, second in
      Self.withPath(of: first, folderPaths) { path in
        Self.withPath(of: second, folderPaths) { ByteOrder.compare(path, $0) < 0 }
      }
    }
    var count = 0
    for index in folders.indices {
      folders[index].first = Int32(truncatingIfNeeded: count)
      count += Int(folders[index].count)
    }
    self.count = count
    self.folders = folders
    firstFolders = Self.firstFolders(folders, count)
  }

  private static func firstFolders(_ folders: [Folder], _ count: Int) -> [Int32] {
    var firstFolders: [Int32] = []
    firstFolders.reserveCapacity(count / stretch + 1)
    for (number, folder) in folders.enumerated() {
      while firstFolders.count * stretch < Int(folder.first + folder.count) {
        firstFolders.append(Int32(truncatingIfNeeded: number))
      }
    }
    return firstFolders
  }

  // MARK: Reading

  private static func withPath<Result>(
    of folder: Folder, _ paths: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    paths.withUnsafeBytes { paths in
      body(
        UnsafeRawBufferPointer(
          rebasing: paths[Int(folder.path.lowerBound)..<Int(folder.path.upperBound)]))
    }
  }

  /// Calls `body` with what is known of the file at a place, or not at all where that cannot be read.
  @inline(__always)
  private func withFile<Result>(
    at place: Int,
    _ body: (_ folder: Folder, _ name: UnsafeRawBufferPointer, _ isNote: Bool) -> Result
  ) -> Result? {
    let folder = folders[folder(of: place)]
    let number = place - Int(folder.first)
    var left = number % Self.blockSize
    var result: Result?
    forEachName(of: folder, block: number / Self.blockSize) { name, isNote in
      defer { left -= 1 }
      if left == 0 { result = body(folder, name, isNote) }
      return left > 0
    }
    return result
  }

  /// Returns the file at a place.
  package func file(at place: Int) -> (path: VaultPath, isNote: Bool) {
    let file = withFile(at: place) { folder, name, isNote in
      let path = Self.withPath(of: folder, folderPaths) { Array($0) } + name
      return (VaultPath(String(decoding: path, as: UTF8.self)), isNote)
    }
    // What cannot be read is thrown at the end.
    return file ?? (VaultPath(""), false)
  }

  /// Calls `body` with the name of a file.
  package func withName<Result>(at place: Int, _ body: (UnsafeRawBufferPointer) -> Result)
    -> Result?
  {
    withFile(at: place) { _, name, _ in body(name) }
  }

  /// Whether a path is, or after a slash ends with, a text that `PlainPath` made, whatever the case of its own.
  ///
  /// - Parameter isWhole: Whether it must be that text.
  package func ends(at place: Int, with ending: UnsafeRawBufferPointer, isWhole: Bool) -> Bool {
    withFile(at: place) { folder, name, _ in
      Self.withPath(of: folder, folderPaths) {
        (!isWhole || $0.count + name.count == ending.count) && Self.ends($0, name, with: ending)
      }
    } ?? false
  }

  private static func ends(
    _ folder: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer,
    with ending: UnsafeRawBufferPointer
  ) -> Bool {
    let inFolder = ending.count - name.count
    // A folder ends with a slash.
    if inFolder <= 0 { return inFolder == 0 && isSame(name, ending[...]) }
    let rest = folder.count - inFolder
    guard rest >= 0, rest == 0 || folder[rest - 1] == UInt8(ascii: "/") else { return false }
    return isSame(name, ending[inFolder...])
      && isSame(UnsafeRawBufferPointer(rebasing: folder[rest...]), ending[..<inFolder])
  }

  /// Whether some bytes in small letters equal as many others.
  @inline(__always)
  private static func isSame(
    _ bytes: UnsafeRawBufferPointer, _ small: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    let small = UnsafeRawBufferPointer(rebasing: small)
    var index = 0
    // Most names are written alike.
    while index + 8 <= bytes.count,
      bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        == small.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    { index += 8 }
    while index < bytes.count {
      if ASCIICase.small(bytes[index]) != small[index] {
        let isOtherCase =
          index > 0 && bytes[index - 1] == 0xC3 && PlainName.isCapital(bytes[index])
          && bytes[index] | 0x20 == small[index]
        if !isOtherCase { return false }
      }
      index += 1
    }
    return true
  }

  /// Returns the place of a file.
  package func place(of path: VaultPath) -> Int? {
    var text = path.text
    let folderCount = text.utf8.count - path.name.utf8.count
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let wanted = UnsafeRawBufferPointer(rebasing: bytes[..<folderCount])
      let index = Self.lastIndex(below: folders.count) { index in
        Self.withPath(of: folders[index], folderPaths) { ByteOrder.compare($0, wanted) <= 0 }
      }
      guard index >= 0,
        Self.withPath(of: folders[index], folderPaths, { ByteOrder.compare($0, wanted) == 0 })
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
  @inline(__always)
  private func forEachName(
    of folder: Folder, block: Int,
    _ body: (_ name: UnsafeRawBufferPointer, _ isNote: Bool) -> Bool
  ) {
    let count = min(Self.blockSize, Int(folder.count) - block * Self.blockSize)
    blocks.withBlock(Int(folder.block) + block) { bytes in
      withUnsafeTemporaryAllocation(byteCount: Self.longestName, alignment: 1) { name in
        var next = 0
        for _ in 0..<count {
          let shared = Int(bytes[next])
          next += 1
          let number =
            SevenBits.read {
              next += 1
              return bytes[next - 1]
            } ?? 0
          let rest = number >> 1
          UnsafeMutableRawBufferPointer(rebasing: name[shared...]).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[next..<next + rest]))
          let whole = UnsafeRawBufferPointer(rebasing: name[..<(shared + rest)])
          guard body(whole, number & 1 != 0) else { return }
          next += rest
        }
      }
    }
  }

  /// Throws what went wrong while names were read: what came of it must not be believed.
  package func throwFailure() throws(SystemError) { try blocks.throwFailure() }

  /// Calls `body` with each name and the number of its folder, in the order of places.
  package func forEachName(_ body: (_ name: UnsafeRawBufferPointer, _ folder: Int) -> Void) {
    for (number, folder) in folders.enumerated() {
      for block in 0..<folder.blockCount {
        forEachName(of: folder, block: block) { name, _ in
          body(name, number)
          return true
        }
      }
    }
  }

  // MARK: Folders

  /// How many folders have files; they are numbered in the order of their paths' bytes.
  package var folderCount: Int { folders.count }

  /// Returns the number of the folder that holds a file.
  package func folder(of place: Int) -> Int {
    let stretch = place / Self.stretch
    let first = Int(firstFolders[stretch])
    let end = stretch + 1 < firstFolders.count ? Int(firstFolders[stretch + 1]) + 1 : folders.count
    return first + Self.lastIndex(below: end - first) { folders[first + $0].first <= place }
  }

  /// Returns how many files a folder has.
  package func fileCount(ofFolder number: Int) -> Int { Int(folders[number].count) }

  /// Calls `body` with the path of a folder, with a slash at the end; the root's is empty.
  package func withFolder<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result)
    -> Result
  {
    Self.withPath(of: folders[number], folderPaths, body)
  }

  /// Returns the last index for which `holds`, which it does up to somewhere; -1 for none.
  private static func lastIndex(below count: Int, _ holds: (Int) -> Bool) -> Int {
    BinarySearch.firstIndex(below: count, isBefore: holds) - 1
  }
}
