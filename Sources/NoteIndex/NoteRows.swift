package import NoteModel
package import NoteText

/// A note cut into the rows of the index, ready to be bound.
///
/// One thread can write an index, so all that can be done before the writing is done here, on the thread
/// that read the note. Texts lie in one buffer: the writer binds them where they are, and frees them all
/// at once.
package struct NoteRows: Sendable {
  /// A text in `texts`.
  struct Slice: Sendable {
    var start: Int32
    var count: Int32
  }

  /// A text that is searched, with its tokens.
  struct Text: Sendable {
    var text: Slice
    /// See `TokenTape`.
    var tape: Slice
    /// Its length in token positions.
    var length: Int
  }

  /// A row of `section`.
  struct SectionRow: Sendable {
    var level: Int32
    var line: Int32
    var endLine: Int32
    var firstLine: Int32
    var leaves: Slice
    var headings: Text
    var body: Text
  }

  /// A row of `alias`, `question`, `tag` or `property`.
  struct NameRow: Sendable {
    var key: Slice
    var text: Slice
    /// Line of a tag.
    var line: Int32 = 0
    /// JSON value of a property.
    var value = Slice(start: 0, count: 0)
  }

  /// A row of `link`.
  struct PackedLink: Sendable {
    var form: Int32
    var position: Position
    var link: Slice
    /// Nil where the link shows what it points at.
    var display: Slice?
    var keyPath: Slice?
    var lookup: Int64
    var target: LinkTarget
  }

  private(set) var texts: [UInt8] = []
  private(set) var sections: [SectionRow] = []
  /// Which section stands for the whole note: the first that shows more than embeds.
  private(set) var shownSection = 0
  /// The columns of `note_fts`, in their order.
  private(set) var fields: [Text] = []
  private(set) var aliases: [NameRow] = []
  private(set) var questions: [NameRow] = []
  private(set) var tags: [NameRow] = []
  private(set) var properties: [NameRow] = []
  private(set) var links: [PackedLink] = []
  package private(set) var problems: [Problem]

  /// Cuts a note.
  ///
  /// - Parameters:
  ///   - links: Those of its properties and its body, with what they lead to.
  ///   - tokenizer: Makes the keys that questions compare by.
  package init(_ note: Note, links: [LinkRow], tokenizer: Tokenizer) {
    problems = note.problems
    let shown = note.sections.texts
    let size = 256 + shown.bytes.count + shown.leaves.count * 4
    texts.reserveCapacity(size * 2 + links.count * 32)
    for section in note.sections { append(section, tokenizer) }
    shownSection = Self.shownSection(of: note) ?? 0
    appendFields(of: note, tokenizer)
    aliases = note.aliases.map { alias in
      NameRow(key: append(NameKey(alias.text).text), text: append(alias.text))
    }
    questions = note.questions.map { question in
      NameRow(
        key: append(QuestionKey.make(question.text, tokenizer)), text: append(question.text))
    }
    tags = note.tags.map { tag in
      NameRow(
        key: append(NameKey(tag.name).text), text: append(tag.name),
        line: Int32(truncatingIfNeeded: note.lines.line(at: tag.range.start)))
    }
    properties = note.properties.map { property in
      NameRow(
        key: append(NameKey(property.key).text), text: append(property.key),
        value: append { PropertyText.appendJSON(property.value, to: &$0) })
    }
    self.links = links.map { pack($0) }
  }

  /// The files that links with a text of the writer's own lead to.
  package var ownTextTargets: [Int64] {
    links.compactMap { $0.form >= 4 ? $0.target.file : nil }
  }

  /// The aliases as written.
  package var aliasTexts: [String] { aliases.map { string($0.text) } }

  private func string(_ slice: Slice) -> String {
    String(decoding: texts[Int(slice.start)..<Int(slice.start + slice.count)], as: UTF8.self)
  }

  // MARK: Cutting

  private mutating func append(_ text: some StringProtocol) -> Slice {
    append { $0 += text.utf8 }
  }

  private mutating func append(_ write: (inout [UInt8]) -> Void) -> Slice {
    let start = texts.count
    write(&texts)
    return Slice(
      start: Int32(truncatingIfNeeded: start),
      count: Int32(truncatingIfNeeded: texts.count - start))
  }

  private mutating func cut(_ text: Slice, _ tokenizer: Tokenizer) -> Text {
    var tape: [UInt8] = []
    tape.reserveCapacity(Int(text.count) + 16)
    let length = texts.withUnsafeBytes { bytes in
      let range = Int(text.start)..<Int(text.start + text.count)
      return TokenTape.append(
        UnsafeRawBufferPointer(rebasing: bytes[range]), cutBy: tokenizer, to: &tape)
    }
    return Text(text: text, tape: append { $0 += tape }, length: length)
  }

  private mutating func append(_ section: Section, _ tokenizer: Tokenizer) {
    sections.append(
      SectionRow(
        level: Int32(section.level), line: Int32(truncatingIfNeeded: section.line),
        endLine: Int32(truncatingIfNeeded: section.endLine),
        firstLine: Int32(truncatingIfNeeded: section.text.firstLine),
        leaves: append { LeafCoding.append(section.text.leaves, to: &$0) },
        headings: cut(appendLines(section.headingPath), tokenizer),
        body: cut(append { $0 += section.text.bytes }, tokenizer)))
  }

  private mutating func appendLines(_ lines: some Sequence<String>) -> Slice {
    append { texts in
      var isFirst = true
      for line in lines {
        if !isFirst { texts.append(UInt8(ascii: "\n")) }
        isFirst = false
        texts += line.utf8
      }
    }
  }

  private mutating func appendFields(of note: Note, _ tokenizer: Tokenizer) {
    // The stem is searched like the title: people remember notes by the names of their files.
    let stem = String(note.path.stem)
    let columns = [
      appendLines(note.title == stem ? [stem] : [note.title, stem]),
      appendLines(note.aliases.lazy.map(\.text)), appendLines(note.questions.lazy.map(\.text)),
      appendLines(note.tags.lazy.map(\.name)),
      append { texts in
        for property in note.properties where !Self.isField(property.key) {
          PropertyText.appendScalars(of: property.value, to: &texts)
        }
      },
    ]
    fields = columns.map { cut($0, tokenizer) }
  }

  private mutating func pack(_ row: LinkRow) -> PackedLink {
    let link = append(row.link.link)
    return PackedLink(
      form: (row.link.form == .wiki ? 0 : 1) + (row.link.isEmbed ? 2 : 0)
        + (Self.hasOwnText(row.link) ? 4 : 0), position: row.position,
      link: link, display: row.link.display == row.link.link ? nil : append(row.link.display),
      keyPath: row.keyPath.map { append($0) }, lookup: row.lookup, target: row.target)
  }

  /// Tells whether a link shows a text of the writer's own, rather than what it leads to.
  private static func hasOwnText(_ link: Link) -> Bool {
    // The text of an embed is a size or a caption, and is not shown for a note.
    if link.isEmbed || link.display.isEmpty || link.display == link.link { return false }
    var shown = ""
    for piece in link.link.split(separator: "#", omittingEmptySubsequences: true) {
      shown += shown.isEmpty ? String(piece) : " > " + piece
    }
    return link.display != shown
  }

  /// The first section that shows more than embeds: a picture answers no question.
  private static func shownSection(of note: Note) -> Int? {
    let embeds = note.links.filter(\.isEmbed).map(\.range)
    var next = 0
    for (index, section) in note.sections.enumerated() where !section.text.isEmpty {
      // What an embed shows is copied from inside of it; look for a letter that comes from elsewhere.
      for run in section.text.runs {
        let source = Int(run.source)
        while next < embeds.count, embeds[next].end <= source { next += 1 }
        if next < embeds.count, embeds[next].start <= source { continue }
        let bytes = section.text.bytes[Int(run.text)..<Int(run.text + run.count)]
        if bytes.contains(where: { $0 > 0x20 }) { return index }
      }
    }
    return nil
  }

  /// Tells whether a property has a field of its own.
  private static func isField(_ key: String) -> Bool {
    fieldKeys.contains(NameKey(key).text)
  }

  private static let fieldKeys: Set<String> = [
    "title", "alias", "aliases", "tag", "tags", "keyword", "keywords", "question", "questions",
  ]
}
