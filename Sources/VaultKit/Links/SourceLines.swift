import Characters
import NoteModel

/// Reads single lines of notes, which come in the order of notes and lines.
struct SourceLines {
  private let vault: Vault
  private var path = VaultPath("")
  private var bytes: [UInt8]?
  /// The line that was asked for last, and where it lies without its break.
  private var line = 1
  private var range = 0..<0
  private var excerpts = LineExcerpts()

  init(vault: Vault) {
    self.vault = vault
  }

  /// Returns a line; of a long one the part around a column, with an ellipsis where it is cut.
  mutating func line(_ line: Int, around column: Int, of path: VaultPath) -> String? {
    if self.path != path || line < self.line { open(path) }
    guard let bytes else { return nil }
    return bytes.withUnsafeBytes { bytes in
      while self.line < line {
        guard range.upperBound < bytes.count else { return nil }
        range = Self.line(bytes, from: range.upperBound + 1)
        self.line += 1
        excerpts = LineExcerpts()
      }
      return excerpts.text(bytes, range, around: column)
    }
  }

  private mutating func open(_ path: VaultPath) {
    if self.path != path { bytes = vault.contents(path) }
    self.path = path
    line = 1
    range =
      bytes?.withUnsafeBytes { Self.line($0, from: $0.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) }
      ?? 0..<0
    excerpts = LineExcerpts()
  }

  private static func line(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int> {
    start..<(bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count)
  }
}

/// Cuts the parts of one line that are shown for places in it.
///
/// A file may be one line of many megabytes with a link every six bytes. So what is shown of a line has a limit, and
/// after the first places of a line another, closer one.
struct LineExcerpts {
  /// Bytes of a line that are shown for a place.
  static let longest = 1000
  /// Most bytes that are shown of one line, all places together.
  static let mostOfLine = 4 * longest
  /// Most bytes for each further place of a line.
  static let longestBehind = 120

  private var given = 0
  private let longestFirst: Int

  /// - Parameter longest: Bytes that are shown for the first places of a line.
  init(longest: Int = Self.longest) { longestFirst = longest }

  /// Returns the text of a line without its end; of a long one the part around a column.
  mutating func text(
    _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>, around column: Int
  ) -> String {
    let part = part(of: line, bytes, around: column)
    return (part.isCutBefore ? "…" : "") + String(decoding: bytes[part.range], as: UTF8.self)
      + (part.isCutBehind ? "…" : "")
  }

  /// Returns the part of a line that is shown, and whether something is left out before and after it.
  mutating func part(
    of line: Range<Int>, _ bytes: UnsafeRawBufferPointer, around column: Int
  ) -> (range: Range<Int>, isCutBefore: Bool, isCutBehind: Bool) {
    let longest = given < Self.mostOfLine ? longestFirst : min(longestFirst, Self.longestBehind)
    var (start, end) = (line.lowerBound, line.upperBound)
    if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
    given += min(end - start, longest)
    guard end - start > longest else { return (start..<end, false, false) }
    let last = end
    start = max(start, min(start + column - 1 - longest * 3 / 10, end - longest))
    end = start + longest
    // Not in the middle of a character.
    while start > line.lowerBound, bytes[start].isContinuation { start -= 1 }
    while end > start, end < last, bytes[end].isContinuation { end -= 1 }
    return (start..<end, start > line.lowerBound, end < last)
  }
}
