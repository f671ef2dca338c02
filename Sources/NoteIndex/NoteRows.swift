package import NoteModel
package import NoteText

/// A note cut into the rows of the index, ready to be bound.
///
/// One thread can write an index, so all that can be done before the writing is done here, on the thread
/// that read the note. The tokens of all texts lie in one buffer.
package struct NoteRows: Sendable {
  /// The tokens of a text, cut, in `bytes`.
  struct Text: Sendable {
    /// See `TokenTape`.
    var tape: Range<Int>
    /// Its length in token positions.
    var length: Int
  }

  struct SectionRow: Sendable {
    var headings: Text
    var body: Text
  }

  private(set) var bytes: [UInt8] = []
  private(set) var sections: [SectionRow] = []
  /// Which section stands for the whole note: the first that shows more than embeds.
  private(set) var shownSection = 0
  /// The columns of `note_fts`, in their order.
  private(set) var fields: [Text] = []
  /// The terms of `key_fts`.
  private(set) var keys: Text
  /// See `NoteFacts`.
  private(set) var facts: [UInt8] = []
  /// See `LinkList`.
  private(set) var links: [UInt8] = []
  /// Of the links that repeat no earlier one, in their order.
  private(set) var targets: [LinkTarget] = []
  /// The files that its links lead to, one for each link.
  private(set) var linkedFiles: [Int64] = []
  /// Keys of the links that lead nowhere.
  package private(set) var unresolvedKeys: [NameKey] = []
  /// The aliases as written.
  package private(set) var aliases: [String]
  /// The texts of the writer's own that its links show, with the files they lead to.
  package private(set) var ownTexts: [OwnText] = []
  package private(set) var problems: [Problem]
  /// What its words are cut as.
  let language: Language

  /// Cuts a note.
  ///
  /// - Parameters:
  ///   - tokenizer: Cuts its texts and makes the keys that questions compare by.
  ///   - resolve: Called once for links of one form and text.
  package init(_ note: Note, tokenizer: Tokenizer, resolve: (Link) -> KeyedTarget) {
    problems = note.problems
    aliases = note.aliases.map(\.text)
    keys = Text(tape: 0..<0, length: 0)
    bytes.reserveCapacity(512 + note.sections.texts.bytes.count * 5 / 4)
    language = NoteLanguage.of(note)
    tokenizer.language = language
    var lines: [UInt8] = []
    for section in note.sections {
      lines.removeAll(keepingCapacity: true)
      Self.append(section.headingPath, to: &lines)
      sections.append(
        SectionRow(
          headings: cut(lines, tokenizer), body: cut(section.text.bytes, tokenizer)))
    }
    shownSection = Self.shownSection(of: note) ?? 0
    fields = Self.columns(of: note).map { cut($0, tokenizer) }
    // Questions are compared with what was typed, whose language nobody knows.
    tokenizer.language = .english
    NoteFacts.append(note, to: &facts)
    var terms = Self.keys(of: note, tokenizer)
    packLinks(of: note, &terms, resolve)
    let start = bytes.count
    for term in terms { TokenTape.append(term, to: &bytes) }
    keys = Text(tape: start..<bytes.count, length: terms.count)
  }

  /// About how much memory they take, in bytes.
  package var weight: Int {
    bytes.capacity + links.capacity + facts.capacity
      + sections.count * MemoryLayout<SectionRow>.stride
      + targets.count * MemoryLayout<LinkTarget>.stride
  }

  /// Calls `body` with each token of a text.
  func forEachToken(
    of text: Text, _ body: (_ term: UnsafeRawBufferPointer, _ isColocated: Bool) -> Void
  ) {
    bytes.withUnsafeBytes { bytes in
      TokenTape.play(UnsafeRawBufferPointer(rebasing: bytes[text.tape])) {
        term, _, _, isColocated in
        body(term, isColocated)
        return true
      }
    }
  }

  // MARK: Cutting

  private mutating func cut(_ text: [UInt8], _ tokenizer: Tokenizer) -> Text {
    let start = bytes.count
    let length = text.withUnsafeBytes { TokenTape.append($0, cutBy: tokenizer, to: &bytes) }
    return Text(tape: start..<bytes.count, length: length)
  }

  private static func append(_ lines: some Sequence<String>, to text: inout [UInt8]) {
    var isFirst = true
    for line in lines {
      if !isFirst { text.append(UInt8(ascii: "\n")) }
      isFirst = false
      text += line.utf8
    }
  }

  /// The texts of `note_fts`.
  private static func columns(of note: Note) -> [[UInt8]] {
    var columns = [[UInt8]](repeating: [], count: 4)
    // The stem is searched like the title: people remember notes by the names of their files.
    let stem = String(note.path.stem)
    append(note.title == stem ? [stem] : [note.title, stem], to: &columns[0])
    append(note.questions.lazy.map(\.text), to: &columns[1])
    append(note.tags.lazy.map(\.name), to: &columns[2])
    for property in note.properties where !isField(property.key) {
      PropertyText.appendScalars(of: property.value, to: &columns[3])
    }
    return columns
  }

  /// The terms of `key_fts`, less those of links.
  private static func keys(of note: Note, _ tokenizer: Tokenizer) -> [String] {
    note.aliases.map { KeyKind.alias.term(NameKey($0.text).text) }
      + note.questions.map { KeyKind.question.term(QuestionKey.make($0.text, tokenizer)) }
      + note.tags.map { KeyKind.tag.term(NameKey($0.name).text) }
      + note.properties.map { KeyKind.property.term(NameKey($0.key).text) }
  }

  /// Packs the links of a note, those of its properties first.
  private mutating func packLinks(
    of note: Note, _ terms: inout [String], _ resolve: (Link) -> KeyedTarget
  ) {
    let count = note.propertyLinks.count + note.links.count
    var writer = LinkListWriter(facts: facts, count: count)
    linkedFiles.reserveCapacity(count)
    for property in note.propertyLinks {
      pack(property.link, property.keyPath, note, &writer, &terms, resolve)
    }
    for link in note.links { pack(link, nil, note, &writer, &terms, resolve) }
    links = writer.bytes
    targets = writer.targets
  }

  private mutating func pack(
    _ link: Link, _ keyPath: String?, _ note: Note, _ writer: inout LinkListWriter,
    _ terms: inout [String], _ resolve: (Link) -> KeyedTarget
  ) {
    let position = note.lines.position(at: link.range.start)
    let flags = writer.append(link, keyPath: keyPath, position, resolve: resolve)
    let resolved = writer.latest
    let file = resolved.target.file
    if let file { linkedFiles.append(file) }
    let isRepeated = flags.contains(.isRepeated)
    let hasOwnText = flags.contains(.hasOwnText)
    guard hasOwnText || !isRepeated else { return }
    if !isRepeated {
      terms.append(KeyKind.link.term(resolved.key.text))
      if file == nil { unresolvedKeys.append(resolved.key) }
    }
    guard hasOwnText else { return }
    terms.append(KeyKind.ownTextLink.term(resolved.key.text))
    if let file { ownTexts.append(OwnText(file: file, text: Array(link.display.utf8))) }
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
