import NoteModel

/// Reads single lines of notes, each note once.
struct SourceLines {
  /// Bytes of a line that are shown; a file may be one line of many megabytes with thousands of links.
  private static let longest = 1000
  /// Of these, bytes before the place that a long line is shown for.
  private static let before = 300

  private let vault: Vault
  private var notes: [VaultPath: (starts: [Int], bytes: [UInt8])] = [:]

  init(vault: Vault) {
    self.vault = vault
  }

  /// Returns a line; of a long one the part around a column, with an ellipsis where it is cut.
  mutating func line(_ line: Int, around column: Int, of path: VaultPath) -> String? {
    if notes[path] == nil, let bytes = vault.contents(path) {
      var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
      for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
      notes[path] = (starts, bytes)
    }
    guard let (starts, bytes) = notes[path], line >= 1, line <= starts.count else { return nil }
    let start = starts[line - 1]
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    return bytes.withUnsafeBytes { Self.excerpt($0, start..<end, around: column) }
  }

  /// Returns the text of a line without its end; of a long one the part around a column.
  static func excerpt(
    _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>, around column: Int
  ) -> String {
    var (start, end) = (line.lowerBound, line.upperBound)
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    guard end - start > longest else { return String(decoding: bytes[start..<end], as: UTF8.self) }
    let last = end
    start = max(start, min(start + column - 1 - before, end - longest))
    end = start + longest
    // Not in the middle of a character.
    while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end > start, end < last, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return (start > line.lowerBound ? "…" : "")
      + String(decoding: bytes[start..<end], as: UTF8.self) + (end < last ? "…" : "")
  }
}
