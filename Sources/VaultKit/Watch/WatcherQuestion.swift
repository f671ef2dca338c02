import Platform

/// What a command asks `vq watch`: whether a vault has changed since an index was found to agree with it.
///
/// The answer is the generation of that index, or 0. It holds for the time between question and answer: the watcher
/// takes the system's notices when it has read the question. So nothing has to be known of the watcher but that it is
/// the same program, and sees the same folder.
struct WatcherQuestion: Equatable {
  let bytes: [UInt8]

  /// How many bytes a question has.
  static let size = 8 * MemoryLayout<Int64>.size
  /// How many bytes an answer has.
  static let answerSize = MemoryLayout<Int64>.size
  /// Raised when questions or answers change.
  private static let version: Int64 = 0x7671_7701

  /// Asks for this process about the folder that `root` names now; nil where the system does not tell enough.
  init?(root: String) {
    guard let folder = try? FileFacts.of(root),
      // Another build may look at other files. One that was replaced since it was started is another one, too.
      let program = try? FileFacts.of("/proc/self/exe"),
      // In a container, other folders may be mounted in the vault.
      let mounts = try? FileFacts.of("/proc/self/ns/mnt")
    else { return nil }
    bytes = Self.bytes([
      Self.version, folder.device, folder.inode, program.device, program.inode, program.size,
      program.modified, mounts.inode,
    ])
  }

  /// The answer that names a generation; nil for none.
  static func answer(_ generation: Int64?) -> [UInt8] { bytes([generation ?? 0]) }

  /// The generation that an answer names; nil for none.
  static func generation(_ answer: [UInt8]) -> Int64? {
    guard answer.count == answerSize else { return nil }
    let number = answer.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
    return number == 0 ? nil : number
  }

  private static func bytes(_ numbers: [Int64]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }
}
