import NoteModel
import NoteParsing
import Testing

/// One line of a table: what is written, what is read, and why.
struct Row: Sendable, CustomTestStringConvertible {
  var name: String
  var source: String
  var expected: String

  /// `⏎` and `TAB` in the source stand for what they say.
  init(_ name: String, _ source: String, _ expected: String) {
    self.name = name
    self.source = source.split(separator: "⏎", omittingEmptySubsequences: false)
      .joined(separator: "\n").split(separator: "TAB", omittingEmptySubsequences: false)
      .joined(separator: "\t")
    self.expected = expected
  }

  var testDescription: String { name }

  var note: Note { Self.read(source) }

  static func read(_ source: String) -> Note { read(Array(source.utf8)) }

  static func read(_ bytes: [UInt8]) -> Note {
    var parser = NoteParser()
    return parser.parse(bytes, path: VaultPath("Folder/Note.md"))
  }

  /// A place as 0-based line and byte column.
  static func place(_ range: SourceRange, in note: Note) -> String {
    let start = note.lines.position(at: range.start)
    let end = note.lines.position(at: range.end)
    return "\(start.line - 1):\(start.column - 1)–\(end.line - 1):\(end.column - 1)"
  }
}
