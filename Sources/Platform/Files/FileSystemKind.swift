import CFiles

/// The kind of file system that a folder is on.
package struct FileSystemKind: Hashable {
  /// What it is called, such as `ext4`; a number where it has no name here.
  package let name: String
  /// Whether each look at a file may have to ask another machine or another program.
  package let isRemote: Bool
  /// Whether this machine alone writes it, and the system tells of each change.
  package let tellsChanges: Bool
  /// Whether it is one of those that Linux keeps on a disk or in memory: the times of a folder change with each name that
  /// comes, goes or changes in it, and a read gets less than it asks for only at the end of the file, or at the end of a
  /// page where the disk fails.
  package let isOrdinary: Bool

  #if os(Linux)
    /// Asks for that of a folder; nil where the system does not tell.
    package init?(of path: String) { self.init(number: vq_file_system_at(path)) }

    /// Asks for that of an open folder; nil where the system does not tell.
    package init?(ofOpen folder: Int32) { self.init(number: vq_file_system(folder)) }

    private init?(number: UInt32) {
      if number == 0 { return nil }
      let known = Self.known[number]
      name = known?.name ?? "0x" + String(number, radix: 16)
      isRemote = known?.reach == .remote
      tellsChanges = known?.reach == .own
      isOrdinary = Self.ordinary.contains(name)
    }

    /// Not fat and exfat, where Windows leaves the times of a folder alone, nor overlay, which mixes folders.
    private static let ordinary: Set = ["ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs"]

    private enum Reach {
      /// Of this machine, and the system tells of changes.
      case own
      /// Of this machine; not every change may be told.
      case doubtful
      case remote
    }

    /// By the numbers of statfs(2).
    private static let known: [UInt32: (name: String, reach: Reach)] = [
      0xEF53: ("ext4", .own), 0x5846_5342: ("xfs", .own), 0x9123_683E: ("btrfs", .own),
      0x2FC1_2FC1: ("zfs", .own), 0xF2F5_2010: ("f2fs", .own), 0xCA45_1A4E: ("bcachefs", .own),
      0x0102_1994: ("tmpfs", .own), 0x8584_58F6: ("ramfs", .own), 0x794C_7630: ("overlay", .own),
      0x4D44: ("fat", .own), 0x2011_BAB0: ("exfat", .own),
      0xF15F: ("ecryptfs", .doubtful), 0x7366_746E: ("ntfs", .doubtful),
      0x6969: ("nfs", .remote), 0xFF53_4D42: ("cifs", .remote), 0xFE53_4D42: ("smb", .remote),
      0x00C3_6400: ("ceph", .remote), 0x5346_414F: ("afs", .remote), 0x0102_1997: ("9p", .remote),
      0x786F_4256: ("vboxsf", .remote), 0x6573_5546: ("fuse", .remote),
    ]
  #else
    /// Asks for that of an open folder; nil: nothing asks for it yet.
    package init?(ofOpen folder: Int32) { nil }

    /// Asks for that of a folder; nil where the system does not tell.
    package init?(of path: String) {
      var name = [CChar](repeating: 0, count: 64)
      let answer = vq_file_system_name(path, &name, Int32(name.count))
      if answer < 0 { return nil }
      self.name = String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      isRemote = answer == 1
      tellsChanges = false
      isOrdinary = false
    }
  #endif
}
