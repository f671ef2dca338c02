// The index finds words as it cuts them, and a name need not be cut in a text as it is by itself. So the
// notes are read, which the system does at some hundred megabytes a second; only those with a name in
// them are parsed.

import NoteIndex
import NoteModel
import NoteParsing

/// A place that names a note without linking to it.
public struct Mention: Sendable, Hashable {
  public var path: String
  /// 1-based; columns count bytes.
  public var line: Int
  public var column: Int
  /// The name as it stands there.
  public var mention: String
  /// The line it stands on; of a line of more than 1000 bytes the part around it.
  public var text: String
}

extension Vault {
  /// Returns the places in other notes that name a note, or an alias of it, outside of links.
  ///
  /// Whole words count, in any letter case; in scripts without blanks, characters. Code is searched,
  /// front matter and excluded files are not.
  public func mentions(of name: String) throws -> (note: String, mentions: [Mention]) {
    try withIndex { index in
      let (path, id) = try note(named: name)
      let scanner = MentionScanner([String(path.stem)] + (try index.aliases(of: id)))
      let root = try files()
      var reader = FileReader()
      var parser = NoteParser()
      var mentions: [Mention] = []
      for other in try index.allNotePaths() where other != path && !excluded.contains(other) {
        guard (try? reader.read(other, in: root)) != nil else { continue }
        let bytes = reader.bytes
        if scanner.mentions(in: bytes, from: 0).isEmpty { continue }
        let note = parser.parse(bytes, path: other)
        mentions += Self.mentions(scanner, bytes, note)
      }
      return (path.text, mentions)
    }
  }

  private static func mentions(
    _ scanner: MentionScanner, _ bytes: UnsafeRawBufferPointer, _ note: Note
  ) -> [Mention] {
    let links = (note.links.map(\.range) + note.definitions.map(\.range))
      .sorted { $0.start < $1.start }
    var next = 0
    var linkedUntil = 0
    let found = scanner.mentions(in: bytes, from: note.bodyRange.start)
    return found.compactMap { range in
      while next < links.count, links[next].start < range.upperBound {
        linkedUntil = max(linkedUntil, links[next].end)
        next += 1
      }
      if range.lowerBound < linkedUntil { return nil }
      let position = note.lines.position(at: range.lowerBound)
      let start = Int(note.lines.starts[position.line - 1])
      let isLast = position.line >= note.lines.starts.count
      let end = isLast ? bytes.count : Int(note.lines.starts[position.line]) - 1
      return Mention(
        path: note.path.text, line: position.line, column: position.column,
        mention: String(decoding: bytes[range], as: UTF8.self),
        text: SourceLines.excerpt(bytes, start..<end, around: position.column))
    }
  }
}
