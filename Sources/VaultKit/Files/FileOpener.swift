import NoteModel
import Platform

/// Opens files of a vault, one after the other; for one thread.
///
/// Most files are in the folder of the one before. Where that is open, the system looks up a name and no path.
struct FileOpener: ~Copyable {
  private let root: VaultRoot
  /// The folder of the file that was opened last, from the root.
  private var folder: [UInt8] = []
  /// Whether a file was opened since that folder was met.
  private var isMet = false
  /// That folder, open; -1 where it is not.
  private var descriptor: Int32 = -1
  /// Whether the file that was opened last is in a folder of an ordinary file system.
  private(set) var isOrdinary = false
  private var isFolderOrdinary = false

  init(_ root: VaultRoot) { self.root = root }

  deinit { if descriptor >= 0 { FileSystem.close(descriptor) } }

  /// Opens a file for reading as `VaultRoot.open` does; the caller closes it.
  mutating func open(_ file: VaultPath) throws(SystemError) -> Int32 {
    var text = file.text
    isOrdinary = false
    if let opened = text.withUTF8({ open($0) }) { return opened }
    return try root.open(file.text)
  }

  /// Opens a file in its folder; nil where its whole path has to be looked at.
  private mutating func open(_ path: UnsafeBufferPointer<UInt8>) -> Int32? {
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let its = UnsafeBufferPointer(rebasing: path[..<(slash ?? 0)])
    let isSame = folder.withUnsafeBytes { ByteOrder.compare($0, UnsafeRawBufferPointer(its)) == 0 }
    guard isSame else {
      if descriptor >= 0 { FileSystem.close(descriptor) }
      (descriptor, isMet) = (-1, false)
      folder.removeAll(keepingCapacity: true)
      folder += its
      return nil
    }
    // With its second file: many folders have one that is asked for.
    if !isMet {
      isMet = true
      let end = folder.isEmpty ? [] : [UInt8(ascii: "/")]
      descriptor = (try? root.open(folder: folder + end)) ?? -1
      isFolderOrdinary = FileSystemKind(ofOpen: descriptor)?.isOrdinary ?? false
    }
    if descriptor < 0 { return nil }
    let name = UnsafeBufferPointer(rebasing: path[(slash.map { $0 + 1 } ?? 0)...])
    let opened = try? StrictOpening.open(name, in: descriptor, VaultRoot.use)
    isOrdinary = isFolderOrdinary && opened != nil
    return opened
  }
}
