// The index finds words as it cuts them, and a name need not be cut in a text as it is by itself. So the
// notes are read, which the system does at some hundred megabytes a second; only those with a name in
// them are parsed.

import NoteIndex
import NoteModel
import NoteParsing
import Platform

/// A place that names a note without linking to it.
public struct Mention: Sendable, Hashable {
  public var path: String
  /// 1-based; columns count bytes.
  public var line: Int
  public var column: Int
  /// The name as it stands there.
  public var mention: String
  /// The line it stands on; of a long line the part around it.
  public var text: String
}

extension Vault {
  /// Returns the places in other notes that name a note, or an alias of it, outside of links.
  ///
  /// Whole words count, in any letter case; in scripts without blanks, characters. Code is searched,
  /// front matter and excluded files are not.
  public func mentions(of name: String) throws -> (note: String, mentions: [Mention]) {
    var found: (note: String, mentions: [Mention]) = ("", [])
    try forEachMention(of: name, begin: { found.note = $0 }, { found.mentions.append($0) })
    return found
  }

  /// Calls `body` with each place that `mentions` returns.
  ///
  /// - Parameter begin: Called before the first one, with the path of the note.
  public func forEachMention(
    of name: String, begin: (_ path: String) -> Void, _ body: (Mention) throws -> Void
  ) throws {
    try handingOut { index, isNext in
      let (path, id) = try note(named: name)
      let scanner = MentionScanner([String(path.stem)] + (try index.aliases(of: id)))
      let root = try files()
      var reader = FileReader()
      var parser = NoteParser()
      if isNext() { begin(path.text) }
      for other in try index.allNotePaths() where other != path && !excluded.contains(other) {
        guard (try? reader.read(other, in: root)) != nil else { continue }
        let bytes = reader.bytes
        if !scanner.isNamed(in: bytes) { continue }
        let note = parser.parse(bytes, path: other, for: .links)
        var places = MentionPlaces(note)
        try scanner.forEachMention(in: bytes, from: note.bodyRange.start) { range in
          if let mention = places.mention(range, bytes), isNext() { try body(mention) }
          return true
        }
      }
    }
  }
}

/// Tells of the mentions of a note, which come in order, where each stands, and which are in links.
private struct MentionPlaces {
  private let note: Note
  private var nextLink = 0
  private var nextDefinition = 0
  private var linkedUntil = 0
  private var line = 0
  private var excerpts = LineExcerpts()

  init(_ note: consuming Note) {
    note.definitions.sort()
    self.note = note
  }

  mutating func mention(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Mention? {
    while nextLink < note.links.count {
      let link = note.links.range(at: nextLink)
      if link.start >= range.upperBound { break }
      linkedUntil = max(linkedUntil, link.end)
      nextLink += 1
    }
    while nextDefinition < note.definitions.count {
      let definition = note.definitions.range(at: nextDefinition)
      if definition.start >= range.upperBound { break }
      linkedUntil = max(linkedUntil, definition.end)
      nextDefinition += 1
    }
    if range.lowerBound < linkedUntil { return nil }
    let position = note.lines.position(at: range.lowerBound)
    if position.line != line { excerpts = LineExcerpts() }
    line = position.line
    let start = Int(note.lines.starts[line - 1])
    let isLast = line >= note.lines.starts.count
    let end = isLast ? bytes.count : Int(note.lines.starts[line]) - 1
    return Mention(
      path: note.path.text, line: line, column: position.column,
      mention: String(decoding: bytes[range], as: UTF8.self),
      text: excerpts.text(bytes, start..<end, around: position.column))
  }
}
