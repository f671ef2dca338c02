import NoteModel
import Platform

/// Gathers the paths of a vault's files, folder by folder, in any order and on several threads.
package final class PathGatherer: @unchecked Sendable {
  private let monitor = Monitor()
  // Guarded by the monitor.
  let blocks: NameBlocks
  private(set) var folders: [PathList.Folder] = []
  private(set) var paths: [UInt8] = []
  private(set) var notes = 0

  /// - Parameters:
  ///   - spillPath: The name, for a moment, of the file that names go to where they are many; nil to hold
  ///     all in memory.
  ///   - limit: Bytes of names that are held in memory.
  package init(spillPath: String?, limit: Int) {
    blocks = NameBlocks(spillPath: spillPath, limit: limit)
  }

  /// Adds a folder with files.
  ///
  /// - Parameters:
  ///   - path: From the root, with a slash at the end; empty for the root.
  ///   - forEachName: Calls its closure with each of the `count` names, in the order of their bytes, and whether it is
  ///     that of a note.
  package func add(
    _ path: [UInt8], count: Int,
    _ forEachName: ((_ name: UnsafeRawBufferPointer, _ isNote: Bool) -> Void) -> Void
  ) {
    var packed = PackedNames()
    forEachName { packed.append($0, isNote: $1) }
    monitor.withLock {
      let start = Int32(truncatingIfNeeded: paths.count)
      paths += path
      folders.append(
        PathList.Folder(
          path: start..<Int32(truncatingIfNeeded: paths.count),
          block: Int32(truncatingIfNeeded: blocks.count), count: Int32(truncatingIfNeeded: count)))
      blocks.append(packed.names, starts: packed.starts)
      notes += packed.notes
    }
  }
}

/// The names of a folder in the form that is kept: the number of bytes shared with the name before; twice the length
/// of the rest, plus one for a note, in a byte or two; the rest.
private struct PackedNames {
  private(set) var names: [UInt8] = []
  /// Where each block begins.
  private(set) var starts: [Int] = []
  private(set) var notes = 0
  private var count = 0
  private var last: [UInt8] = []

  mutating func append(_ name: UnsafeRawBufferPointer, isNote: Bool) {
    if count % PathList.blockSize == 0 {
      starts.append(names.count)
      last.removeAll(keepingCapacity: true)
    }
    count += 1
    if isNote { notes += 1 }
    var shared = 0
    let most = min(255, last.count, name.count)
    while shared < most, last[shared] == name[shared] { shared += 1 }
    names.append(UInt8(truncatingIfNeeded: shared))
    let number = (name.count - shared) * 2 + (isNote ? 1 : 0)
    SevenBits.forEachByte(of: number) { names.append($0) }
    names += name[shared...]
    last.removeAll(keepingCapacity: true)
    last += name
  }
}
