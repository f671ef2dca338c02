// A rename changes many files, and the machine may stop at any moment. So everything that will be done is
// on the disk before the first file changes: the old and the new content of each. Which files are done
// needs no record, since a file's own bytes say whether it is old or new.

import NoteModel

/// What a rename does to the files, as it is kept beside the index until the next rename.
struct RenameJournal: Sendable, Hashable {
  /// The vault's root.
  var root: String
  /// The file from the vault's root, before and after; a folder has a `/` at its end.
  var path: String
  var newPath: String
  /// The heading, or the block id with its caret, before and after; empty where a file is renamed.
  var heading = ""
  var newHeading = ""
  /// Folders that have to be made, from the vault's root, the upper ones first.
  var folders: [String] = []
  var files: [RewrittenFile] = []

  var moves: Bool { path != newPath }
  var isFolder: Bool { path.utf8.last == UInt8(ascii: "/") }

  /// Marks the format, and its version.
  private static let mark = Array("vq rename 1\n".utf8)

  // MARK: Bytes

  /// The journal as it stands on the disk: texts with their lengths, and a digest at the end.
  var bytes: [UInt8] {
    var bytes = Self.mark
    func append(_ part: [UInt8]) {
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
      bytes += part
    }
    for text in [root, path, newPath, heading, newHeading] { append(Array(text.utf8)) }
    append(Array(folders.joined(separator: "\n").utf8))
    for file in files {
      append(Array(file.path.utf8))
      append(file.old)
      append(file.new)
    }
    let digest = bytes.withUnsafeBytes { Digest.of($0) }
    withUnsafeBytes(of: digest.littleEndian) { bytes += $0 }
    return bytes
  }

  /// Reads a journal; nil for anything else, cut short or damaged.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.mark.count + 8, bytes.starts(with: Self.mark) else { return nil }
    let end = bytes.count - 8
    let digest = bytes.withUnsafeBytes {
      (
        $0.loadUnaligned(fromByteOffset: end, as: Int64.self),
        Digest.of(UnsafeRawBufferPointer(rebasing: $0[..<end]))
      )
    }
    guard Int64(littleEndian: digest.0) == digest.1, let parts = Self.parts(bytes, end),
      parts.count >= 6, parts.count % 3 == 0
    else { return nil }
    let texts = parts[..<6].map { String(decoding: $0, as: UTF8.self) }
    (root, path, newPath, heading, newHeading) = (texts[0], texts[1], texts[2], texts[3], texts[4])
    folders = texts[5].split(separator: "\n").map(String.init)
    for part in stride(from: 6, to: parts.count, by: 3) {
      files.append(
        RewrittenFile(
          path: String(decoding: parts[part], as: UTF8.self), old: Array(parts[part + 1]),
          new: Array(parts[part + 2])))
    }
  }

  private static func parts(_ bytes: [UInt8], _ end: Int) -> [ArraySlice<UInt8>]? {
    var parts: [ArraySlice<UInt8>] = []
    var index = mark.count
    while index + 8 <= end {
      let length = bytes.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      }
      index += 8
      guard length <= UInt64(end - index) else { return nil }
      parts.append(bytes[index..<index + Int(length)])
      index += Int(length)
    }
    return index == end ? parts : nil
  }

  // MARK: Making

  /// Takes over a plan for the vault at `root`.
  init(_ plan: RenamePlan, root: String) {
    self.root = root
    path = plan.path
    newPath = plan.newPath
    heading = (plan.heading ?? plan.block)?.old ?? ""
    newHeading = (plan.heading ?? plan.block)?.new ?? ""
    files = plan.files
    guard moves else { return }
    var folder = ""
    for part in newPath.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? String(part) : "/" + part
      if (try? FileFacts.of(root + "/" + folder)) == nil { folders.append(folder) }
    }
  }
}
