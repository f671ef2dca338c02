// That nothing has changed is what nearly every question finds. So each folder has one number that sums up
// its files; only where the number differs are the rows of its files read and compared.

import NoteModel

/// Sums up the files of a folder, in whatever order they come.
///
/// A sum of 64-bit digests, so that a file can be taken out again. Two states of a folder are taken for one
/// by accident once in 2⁶⁴ changes.
package enum FolderDigest {
  /// Returns what a note adds to the digest of its folder.
  package static func part(
    of name: UnsafeRawBufferPointer, size: Int64, modified: Int64, changed: Int64, inode: Int64
  ) -> Int64 {
    var hash = UInt64(bitPattern: Digest.of(name))
    hash = mix(hash, size)
    hash = mix(hash, modified)
    hash = mix(hash, changed)
    hash = mix(hash, inode)
    return Int64(bitPattern: hash)
  }

  /// Returns what a file adds that is only a name.
  package static func part(of name: UnsafeRawBufferPointer) -> Int64 {
    Int64(bitPattern: mix(UInt64(bitPattern: Digest.of(name)), -1))
  }

  /// One-to-one in either argument, with the multiplier of the generator `splitmix64`.
  @inline(__always)
  private static func mix(_ hash: UInt64, _ value: Int64) -> UInt64 {
    let product = (hash ^ UInt64(bitPattern: value)) &* 0xBF58_476D_1CE4_E5B9
    return (product ^ (product >> 31)) &+ 0x9E37_79B9_7F4A_7C15
  }

  static func part(of path: VaultPath, _ row: FileRow) -> Int64 {
    var name = path.name
    return name.withUTF8 { name in
      let name = UnsafeRawBufferPointer(name)
      // A note whose stamp is missing fits no file, so that it is looked at again.
      guard row.isNote else { return part(of: name) }
      return part(
        of: name, size: row.stamp?.size ?? -1, modified: row.stamp?.modified ?? 0,
        changed: row.stamp?.changed ?? 0, inode: row.stamp?.inode ?? 0)
    }
  }
}

/// What an index says of all folders that have files, to be compared with what is on the disk.
package struct FolderDigests: Sendable {
  private struct Folder {
    var digest: Int64
    var files: Int64
  }

  /// By the digest of the path.
  private var folders: [Int64: Folder] = [:]
  /// The same, of folders that were seen.
  private var seen: Set<Int64> = []

  /// Those of an index that knows no folder.
  package init() {}

  /// Whether the files of a folder are those that the index knows; remembers that the folder was seen.
  ///
  /// - Parameter path: From the root, with a slash at the end; empty for the root.
  package mutating func match(_ path: [UInt8], digest: Int64, files: Int) -> Bool {
    let number = FolderListing.number(of: path)
    seen.insert(number)
    guard let folder = folders[number] else { return files == 0 }
    return folder.digest == digest && folder.files == Int64(files)
  }

  /// Whether there are folders that were not seen.
  package var haveUnseen: Bool { !folders.keys.allSatisfy { seen.contains($0) } }

  /// Whether a folder was seen, by its number among the listings.
  package func wasSeen(_ number: Int64) -> Bool { seen.contains(number) }

  mutating func add(_ path: UnsafeRawBufferPointer, _ digest: Int64, _ files: Int64) {
    folders[Digest.of(path)] = Folder(digest: digest, files: files)
  }
}

/// What the writes of a transaction change in the digests of folders.
struct FolderSums {
  struct Change {
    var digest: Int64 = 0
    var files = 0

    mutating func add(_ digest: Int64, _ files: Int) {
      self.digest &+= digest
      self.files += files
    }
  }

  /// By the folder's path with a closing slash, as bytes: folders may differ in their Unicode form only.
  var changes: [VaultPath: Change] = [:]

  mutating func add(_ path: VaultPath, _ row: FileRow, times sign: Int64) {
    let part = FolderDigest.part(of: path, row)
    changes[VaultPath(path.folderPrefix), default: Change()].add(sign &* part, Int(sign))
  }
}
