// Looking at the vault is what every question pays for, so this makes no string and no array for a name:
// the names of a folder lie one after the other in a buffer.

import Characters
import NoteModel
import Platform

/// The names in one folder of a vault that belong to the vault.
///
/// Names that start with a dot are left out, as Obsidian does.
struct FolderNames {
  enum Kind: UInt8 {
    /// A file that is only a name, such as an attachment.
    case file
    /// A note or a canvas.
    case note
    /// A symbolic link to a note or a canvas.
    case linkedNote
    case folder
    /// A symbolic link to a folder outside of the vault that may be followed.
    case linkedFolder
  }

  struct Name {
    fileprivate var start: Int32
    fileprivate var count: Int32
    var kind: Kind

    var isNote: Bool { kind == .note || kind == .linkedNote }
    var isFolder: Bool { kind == .folder || kind == .linkedFolder }
  }

  /// For each name its kind, its length, its bytes and a zero.
  private var bytes: [UInt8] = []
  private(set) var rows: [Name] = []
  private(set) var oddities: [Oddity] = []
  /// Whether the folder itself tells all of its names: nothing in it was asked for, such as where a link leads.
  private var isPlain = true

  /// Reads the names of a folder.
  ///
  /// Throws `SystemError` where it cannot be read to its end.
  ///
  /// - Parameters:
  ///   - folder: From the root, with a slash at the end; empty for the root.
  ///   - descriptor: Of the folder, open; it stays open.
  init(of folder: [UInt8], in root: VaultRoot, _ descriptor: Int32) throws(SystemError) {
    let inspector = LinkInspector(folder: folder, root: root, descriptor: descriptor)
    let only = root.only
    try FolderEntries.forEach(in: descriptor) { text, name, kind in
      if name.first == UInt8(ascii: ".") { return }
      if kind == .unknown || name.count > UInt8.max { isPlain = false }
      // Of what is not there nothing is odd either; folders are known by their files alone.
      if let only, kind != .folder, !only.allow(name, in: folder) {
        let real = kind == .unknown ? inspector.kind(text, name) : nil
        guard let real, [.folder, .linkedFolder].contains(real) else { return }
      }
      if !Self.isUTF8(name) {
        oddities.append(Oddity(folder + name, "the file's name is not UTF-8", isWarning: true))
        isPlain = false
        return
      }
      // The type that the folder itself tells saves a call for all that are not notes.
      switch kind {
      case .folder: append(name, .folder)
      case .file: append(name, Self.isNote(name) ? .note : .file)
      case .unknown:
        switch inspector.inspect(text, name, isNote: Self.isNote(name)) {
        case .kind(let kind): append(name, kind)
        case .oddity(let oddity): oddities.append(oddity)
        case .nothing: break
        }
      }
    }
  }

  private mutating func append(_ name: UnsafeRawBufferPointer, _ kind: Kind) {
    bytes.append(kind.rawValue)
    bytes.append(UInt8(truncatingIfNeeded: name.count))
    rows.append(
      Name(
        start: Int32(truncatingIfNeeded: bytes.count), count: Int32(truncatingIfNeeded: name.count),
        kind: kind))
    bytes += name
    bytes.append(0)
  }

  /// The names in one piece; nil where the folder alone does not tell them.
  var packed: [UInt8]? { isPlain ? bytes : nil }

  /// Makes names of such a piece; nil where it is none.
  init?(packed: [UInt8]) {
    bytes = packed
    // Longer names make room for more rows, which costs less than to count.
    rows.reserveCapacity(packed.count / 16)
    let isWhole = packed.withUnsafeBufferPointer { packed in
      var place = 0
      while place < packed.count {
        guard packed.count - place > 3, let kind = Kind(rawValue: packed[place]) else {
          return false
        }
        let count = Int(packed[place + 1])
        let end = place + 2 + count
        guard count > 0, end < packed.count, packed[end] == 0 else { return false }
        rows.append(
          Name(
            start: Int32(truncatingIfNeeded: place + 2), count: Int32(truncatingIfNeeded: count),
            kind: kind))
        place = end + 1
      }
      return true
    }
    if !isWhole { return nil }
  }

  /// Returns the bytes of a name to `body`; a zero follows them.
  func withBytes<Result>(of name: Name, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes {
      let start = Int(name.start)
      return body(UnsafeRawBufferPointer(rebasing: $0[start..<start + Int(name.count)]))
    }
  }

  /// The places of the files, in the order of their names' bytes.
  func sortedFiles() -> [Int32] {
    var places =
      rows.indices.lazy.filter { !rows[$0].isFolder }.map { Int32(truncatingIfNeeded: $0) }
      as [Int32]
    bytes.withUnsafeBytes { bytes in
      func name(_ place: Int32) -> UnsafeRawBufferPointer {
        let row = rows[Int(place)]
        return UnsafeRawBufferPointer(
          rebasing: bytes[Int(row.start)..<Int(row.start) + Int(row.count)])
      }
      places.sort { ByteOrder.compare(name($0), name($1)) < 0 }
    }
    return places
  }

  private static func isUTF8(_ name: UnsafeRawBufferPointer) -> Bool {
    if name.allSatisfy({ $0.isASCII }) { return true }
    return String(validating: name, as: UTF8.self) != nil
  }

  /// Whether a file is read: a note or a canvas, by its extension.
  private static func isNote(_ name: UnsafeRawBufferPointer) -> Bool {
    ends(name, with: ".md") || ends(name, with: ".canvas")
  }

  private static func ends(_ name: UnsafeRawBufferPointer, with ending: StaticString) -> Bool {
    let start = name.count - ending.utf8CodeUnitCount
    guard start > 0, name[start] == UInt8(ascii: ".") else { return false }
    for index in 1..<ending.utf8CodeUnitCount
    where name[start + index] | 0x20 != ending.utf8Start[index] {
      return false
    }
    return true
  }
}
