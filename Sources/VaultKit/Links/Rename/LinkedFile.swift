import NoteModel
import NoteParsing

/// A note or canvas with every link in it, and where each could be changed.
///
/// A note can hold a link every five bytes, so its links are made one at a time, when they are asked for.
struct LinkedFile {
  let path: VaultPath
  let bytes: [UInt8]
  /// Nil for a canvas.
  let note: Note?
  let lines: LineTable
  private let strings: CanvasStrings?

  /// - Parameter purpose: What of a long note is wanted.
  init(_ bytes: [UInt8], path: VaultPath, for purpose: ReadingPurpose = .links) {
    self.path = path
    self.bytes = bytes
    if path.isCanvas {
      let strings = CanvasParser.strings(of: bytes)
      note = nil
      lines = strings.lines
      self.strings = strings
    } else {
      var parser = NoteParser()
      let note = bytes.withUnsafeBytes {
        parser.parse($0, path: path, for: purpose)
      }
      self.note = note
      lines = note.lines
      strings = nil
    }
  }

  /// How many links a note has; 0 for a canvas, whose cards have to be read for that.
  var linkCount: Int {
    note.map { $0.propertyLinks.count + $0.links.count + $0.definitions.count } ?? 0
  }

  /// Calls `body` with each link: those of properties, of the body, and definitions; of a canvas the files first.
  func forEachOccurrence(_ body: (Occurrence) throws -> Void) throws {
    if let note {
      for link in note.propertyLinks { try body(Occurrence(property: link.link)) }
      try Self.forEachOccurrence(in: note, of: nil, body)
    }
    guard let strings else { return }
    for file in strings.files {
      guard let text = EncodedText(escaped: bytes, file.path, as: .json) else { continue }
      let subpath = file.subpath.flatMap { EncodedText(escaped: bytes, $0, as: .json) }
      try body(Occurrence(path: text, subpath: subpath))
    }
    var parser = NoteParser()
    for card in strings.cards {
      guard let text = EncodedText(escaped: bytes, card, as: .json) else { continue }
      let note = text.bytes.withUnsafeBytes { parser.parse($0, path: path, for: .links) }
      try Self.forEachOccurrence(in: note, of: text, body)
    }
  }

  private static func forEachOccurrence(
    in note: Note, of card: EncodedText?, _ body: (Occurrence) throws -> Void
  ) throws {
    for link in note.links { try body(Occurrence(link, in: card)) }
    for definition in note.definitions { try body(Occurrence(definition, in: card)) }
  }
}
