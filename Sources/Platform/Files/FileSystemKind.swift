import CFiles

/// The kind of file system that a folder is on.
package struct FileSystemKind: Hashable {
  /// What it is called, such as `ext4`; a number where it has no name here.
  package let name: String
  /// Whether each look at a file may have to ask another machine or another program.
  package let isRemote: Bool

  /// Asks for that of a folder; nil where the system does not tell.
  package init?(of path: String) {
    #if os(Linux)
      let number = vq_file_system_at(path)
      if number == 0 { return nil }
      let known = Self.known[number]
      name = known?.name ?? "0x" + String(number, radix: 16)
      isRemote = known?.isRemote ?? false
    #else
      var name = [CChar](repeating: 0, count: 64)
      let answer = vq_file_system_name(path, &name, Int32(name.count))
      if answer < 0 { return nil }
      self.name = String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      isRemote = answer == 1
    #endif
  }

  #if os(Linux)
    /// By the numbers of statfs(2).
    private static let known: [UInt64: (name: String, isRemote: Bool)] = [
      0xEF53: ("ext4", false), 0x5846_5342: ("xfs", false), 0x9123_683E: ("btrfs", false),
      0x2FC1_2FC1: ("zfs", false), 0xF2F5_2010: ("f2fs", false), 0xCA45_1A4E: ("bcachefs", false),
      0x0102_1994: ("tmpfs", false), 0x794C_7630: ("overlay", false), 0xF15F: ("ecryptfs", false),
      0x4D44: ("fat", false), 0x2011_BAB0: ("exfat", false), 0x7366_746E: ("ntfs", false),
      0x6969: ("nfs", true), 0xFF53_4D42: ("cifs", true), 0xFE53_4D42: ("smb", true),
      0x00C3_6400: ("ceph", true), 0x5346_414F: ("afs", true), 0x0102_1997: ("9p", true),
      0x786F_4256: ("vboxsf", true), 0x6573_5546: ("fuse", true),
    ]
  #endif
}
