import NoteModel
import Platform

extension FileReader {
  /// Reads a file of a vault, where nothing is waited for.
  mutating func read(_ file: VaultPath, in root: VaultRoot) throws(SystemError) -> FileFacts {
    try read(opening: { () throws(SystemError) in try root.open(file.text) })
  }
}

extension FileSystem {
  /// Reads a whole file of a vault.
  static func contents(of file: VaultPath, in root: VaultRoot) throws(SystemError) -> [UInt8] {
    var reader = FileReader()
    _ = try reader.read(file, in: root)
    return Array(reader.bytes)
  }
}
