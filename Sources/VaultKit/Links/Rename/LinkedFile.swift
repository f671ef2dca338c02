import NoteModel
import NoteParsing

/// A note or canvas with every link in it, and where each could be changed.
struct LinkedFile {
  /// One link, embed, definition or file on a canvas.
  struct Occurrence {
    /// Target and fragment as Obsidian records them.
    var link: String
    var form: Link.Form
    /// Whether it names its file by exact path rather than as links do.
    var isExactPath = false
    /// The text it stands in, which is just the link.
    var text: EncodedText
    /// Nil where the target stands somewhere else, as for `[text][id]`, or cannot be found.
    var site: LinkSite?
    /// The fragment of a file on a canvas, which stands apart from its path.
    var subpath: EncodedText?
    /// Offset of the first byte in the file.
    var offset: Int
    /// Whether the target stands in a definition that is an occurrence of its own.
    var isDefinedElsewhere = false

    /// The part before the first `#`.
    var target: Substring {
      isExactPath
        ? link[...] : link.utf8.firstIndex(of: UInt8(ascii: "#")).map { link[..<$0] } ?? link[...]
    }

    /// The part from the first `#` on.
    var fragment: Substring? {
      if let subpath { return Substring(decoding: subpath.bytes, as: UTF8.self) }
      if isExactPath { return nil }
      return link.utf8.firstIndex(of: UInt8(ascii: "#")).map { link[$0...] }
    }
  }

  let path: VaultPath
  let bytes: [UInt8]
  /// Nil for a canvas.
  let note: Note?
  let lines: LineTable
  let occurrences: [Occurrence]

  init(_ bytes: [UInt8], path: VaultPath) {
    self.path = path
    self.bytes = bytes
    if path.isCanvas {
      let strings = CanvasParser.strings(of: bytes)
      note = nil
      lines = strings.lines
      occurrences = Self.occurrences(in: strings, bytes, path)
    } else {
      var parser = NoteParser()
      let note = parser.parse(bytes, path: path)
      self.note = note
      lines = note.lines
      occurrences = Self.occurrences(in: note, bytes)
    }
  }

  private static func occurrences(in note: Note, _ bytes: [UInt8]) -> [Occurrence] {
    var found = note.propertyLinks.map { property(of: $0.link, bytes) }
    for link in note.links {
      let text = EncodedText(plain: bytes, link.range.start..<link.range.end)
      found.append(occurrence(of: link, text, offset: link.range.start))
    }
    for definition in note.definitions {
      let text = EncodedText(plain: bytes, definition.range.start..<definition.range.end)
      found.append(
        Occurrence(
          link: definition.link, form: .markdown, text: text,
          site: LinkSite(ofDefinition: text.bytes), offset: definition.range.start))
    }
    return found
  }

  private static func occurrence(of link: Link, _ text: EncodedText, offset: Int) -> Occurrence {
    let site = LinkSite(of: link, in: text.bytes)
    return Occurrence(
      link: link.link, form: link.form, text: text, site: site, offset: offset,
      isDefinedElsewhere: site == nil && link.form == .markdown
        && text.bytes.last == UInt8(ascii: "]"))
  }

  /// A link in a property: the scalar is quoted, since a bare `[[` begins a list.
  private static func property(of link: Link, _ bytes: [UInt8]) -> Occurrence {
    let range = link.range.start..<link.range.end
    let inner = range.count > 1 ? range.lowerBound + 1..<range.upperBound - 1 : range
    let text: EncodedText? =
      switch bytes[range.lowerBound] {
      case 0x22: EncodedText(escaped: bytes, inner, as: .doubleQuoted)
      case 0x27: EncodedText(singleQuoted: bytes, inner)
      default: plainScalar(bytes, range)
      }
    var occurrence = Occurrence(
      link: link.link, form: link.form, text: text ?? EncodedText(plain: bytes, range), site: nil,
      offset: range.lowerBound)
    if let text { occurrence.site = LinkSite(of: link, in: text.bytes) }
    return occurrence
  }

  /// A block scalar: the link without the marks and blanks around it.
  private static func plainScalar(_ bytes: [UInt8], _ range: Range<Int>) -> EncodedText? {
    guard let start = bytes[range].firstIndex(of: UInt8(ascii: "[")),
      let end = bytes[range].lastIndex(where: { $0 > 0x20 })
    else { return nil }
    return EncodedText(plain: bytes, start..<end + 1)
  }

  private static func occurrences(
    in strings: CanvasStrings, _ bytes: [UInt8], _ path: VaultPath
  ) -> [Occurrence] {
    var found: [Occurrence] = []
    for file in strings.files {
      guard let text = EncodedText(escaped: bytes, file.path, as: .json) else { continue }
      found.append(
        Occurrence(
          link: String(decoding: text.bytes, as: UTF8.self), form: .wiki, isExactPath: true,
          text: text, site: LinkSite(pathIn: text.bytes),
          subpath: file.subpath.flatMap { EncodedText(escaped: bytes, $0, as: .json) },
          offset: text.offsets[0]))
    }
    var parser = NoteParser()
    for card in strings.cards {
      guard let text = EncodedText(escaped: bytes, card, as: .json) else { continue }
      found += occurrences(in: parser.parse(text.bytes, path: path), text)
    }
    return found
  }

  private static func occurrences(in card: Note, _ text: EncodedText) -> [Occurrence] {
    var found: [Occurrence] = []
    for link in card.links {
      let text = text.slice(link.range.start..<link.range.end)
      found.append(occurrence(of: link, text, offset: text.offsets[0]))
    }
    for definition in card.definitions {
      let text = text.slice(definition.range.start..<definition.range.end)
      found.append(
        Occurrence(
          link: definition.link, form: .markdown, text: text,
          site: LinkSite(ofDefinition: text.bytes), offset: text.offsets[0]))
    }
    return found
  }
}

extension VaultError {
  /// Names an occurrence as it stands in its file, with its line.
  init(_ kind: Kind, of occurrence: LinkedFile.Occurrence, in file: LinkedFile) {
    self.init(
      kind, at: "\(file.path):\(file.lines.line(at: occurrence.offset))",
      cause: String(decoding: occurrence.text.bytes, as: UTF8.self))
  }
}
