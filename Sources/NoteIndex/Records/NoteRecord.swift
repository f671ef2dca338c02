import Characters
import FullText
import NoteLinks
package import NoteModel
package import NoteText

/// What the index stores of a note, packed and ready to be bound.
///
/// One thread can write an index, so all that can be done before the writing is done here, on the thread
/// that read the note. The tokens of all texts lie in one buffer.
package struct NoteRecord: Sendable {
  /// The tokens of a section, in `bytes`.
  struct SectionTapes: Sendable {
    var headings: ColumnTape
    var body: ColumnTape
  }

  private(set) var bytes: [UInt8] = []
  private(set) var sections: [SectionTapes] = []
  /// Which section stands for the whole note: the first that shows more than embeds.
  private(set) var shownSection = 0
  /// The columns of `note_fts`, in their order.
  private(set) var fields: [ColumnTape] = []
  /// The terms of `key_fts`.
  private(set) var keys: ColumnTape
  /// See `NoteFacts`.
  private(set) var facts: [UInt8] = []
  /// See `LinkList`.
  private(set) var links: [UInt8] = []
  /// What the links that repeat no earlier one lead to, in their order; see `TargetCoding`.
  private(set) var targets: [UInt8] = []
  /// The files that its links lead to, and how many lead there; a file may come more than once.
  private(set) var linkedFiles: [LinkCount] = []
  /// Digests of the keys of the links that lead nowhere.
  package private(set) var unresolvedKeys: [Int64] = []
  /// The aliases as written.
  package private(set) var aliases: [String]
  /// The texts of the writer's own that its links show, with the files they lead to.
  package private(set) var ownTexts: [OwnText] = []
  package private(set) var problems: [Problem]
  let tasks: TaskCounts
  /// What its words are cut as.
  let language: Language

  /// Cuts a note.
  ///
  /// - Parameters:
  ///   - tokenizer: Cuts its texts and makes the keys that questions compare by.
  ///   - resolve: Called once for links of one form and text.
  package init(_ note: consuming Note, tokenizer: Tokenizer, resolve: (Link) -> KeyedTarget) {
    // What is no longer needed of a long note is let go of as it goes.
    problems = note.problems
    tasks = note.tasks
    aliases = note.aliases.map(\.text)
    keys = ColumnTape(tape: 0..<0, length: 0)
    var tape = TapeBuffer(room: 512 + note.sections.texts.bytes.count * 5 / 4)
    language = NoteLanguage.of(note)
    cutSections(of: note, tokenizer, to: &tape)
    shownSection = Self.shownSection(of: note) ?? 0
    if note.sections.texts.bytes.count > Self.large { note.sections.removeTexts() }
    fields = Self.columns(of: note).map { Self.cut($0, tokenizer, to: &tape) }
    // Questions are compared with what was typed, whose language is unknown.
    tokenizer.language = .english
    NoteFacts.append(note, to: &facts)
    var terms = KeyTape(behind: tape)
    Self.addKeys(of: note, tokenizer, to: &terms)
    addWords(of: note, tokenizer, to: &terms)
    if note.tags.count > Self.large { note.tags = [] }
    packLinks(of: note, &terms, resolve)
    keys = terms.text
    bytes = terms.take()
  }

  /// Bytes, or elements, from which on it pays to let go of something.
  private static let large = 1 << 16

  private mutating func cutSections(
    of note: Note, _ tokenizer: Tokenizer, to tape: inout TapeBuffer
  ) {
    tokenizer.language = language
    sections.reserveCapacity(note.sections.count)
    // Kept from one section to the next: most are short.
    var lines: [UInt8] = []
    var addresses: [Range<Int>] = []
    var addressText = AddressText()
    for index in note.sections.indices {
      lines.removeAll(keepingCapacity: true)
      note.sections.appendHeadingPath(at: index, to: &lines, most: Self.longestColumn)
      note.sections.readMarks(.address, inTextAt: index, into: &addresses)
      let headings = Self.cut(lines, tokenizer, to: &tape)
      let body = note.sections.withText(at: index) { text in
        if addresses.isEmpty { return Self.cut(text, tokenizer, to: &tape) }
        return addressText.withBlanks(text, addresses) { Self.cut($0, tokenizer, to: &tape) }
      }
      sections.append(SectionTapes(headings: headings, body: body))
    }
  }

  /// About how much memory they take, in bytes.
  package var weight: Int {
    bytes.capacity + links.capacity + facts.capacity
      + sections.count * MemoryLayout<SectionTapes>.stride
      + targets.capacity + unresolvedKeys.count * MemoryLayout<Int64>.stride
  }

  /// Calls `body` with each token of a text.
  func forEachToken(
    of text: ColumnTape, _ body: (_ term: UnsafeRawBufferPointer, _ isColocated: Bool) -> Void
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

  private static func cut(
    _ text: [UInt8], _ tokenizer: Tokenizer, to tape: inout TapeBuffer
  ) -> ColumnTape {
    text.withUnsafeBytes { cut($0, tokenizer, to: &tape) }
  }

  private static func cut(
    _ text: UnsafeRawBufferPointer, _ tokenizer: Tokenizer, to tape: inout TapeBuffer
  ) -> ColumnTape {
    let start = tape.count
    if text.isEmpty { return ColumnTape(tape: start..<start, length: 0) }
    let length = TokenTape.append(text, cutBy: tokenizer, to: &tape)
    return ColumnTape(tape: start..<tape.count, length: length)
  }

  /// The texts of `note_fts`.
  private static func columns(of note: Note) -> [[UInt8]] {
    var columns = [[UInt8]](repeating: [], count: 4)
    // The stem is searched like the title: people remember notes by the names of their files.
    let stem = String(note.path.stem)
    append(note.title == stem ? [stem] : [note.title, stem], to: &columns[0])
    append(note.questions.lazy.map(\.text), to: &columns[1])
    append(note.tags.lazy.map(\.name), to: &columns[2])
    for property in note.properties where !PropertyNames.isField(property.key) {
      if columns[3].count > longestColumn { break }
      PropertyText.appendScalars(of: property.value, to: &columns[3])
    }
    return columns
  }

  /// Bytes after which a column of a note takes no more: a hundred thousand tags say no more of a note than all do,
  /// and each is found as a tag and as a word of its text all the same.
  private static let longestColumn = 1 << 20

  private static func append(_ lines: some Sequence<String>, to text: inout [UInt8]) {
    var isFirst = true
    for line in lines {
      if text.count > longestColumn { return }
      if !isFirst { text.append(.lineFeed) }
      isFirst = false
      text += line.utf8
    }
  }

  /// Adds the terms of `key_fts`, less those of links.
  private static func addKeys(of note: Note, _ tokenizer: Tokenizer, to terms: inout KeyTape) {
    for alias in note.aliases { terms.add(.alias, NameKey(alias.text).text) }
    addNames(of: note, to: &terms)
    for question in note.questions {
      terms.add(.question, QuestionKey.make(question.text, tokenizer))
    }
    for tag in note.tags { terms.add(.tag, NameKey(tag.name).text) }
    for property in note.properties { terms.add(.property, NameKey(property.key).text) }
  }

  /// Adds the title, the file's name and the aliases, those of one key once.
  private static func addNames(of note: Note, to terms: inout KeyTape) {
    let title = NameForm.key(of: note.title)
    if !title.isEmpty { terms.add(.name, title) }
    // Most notes have no title but their file's name.
    let isPlain = note.path.stem == Substring(note.title)
    if isPlain, note.aliases.isEmpty { return }
    var names: Set<String> = [title]
    func add(name: String) {
      let key = NameForm.key(of: name)
      if !key.isEmpty, names.insert(key).inserted { terms.add(.name, key) }
    }
    if !isPlain { add(name: String(note.path.stem)) }
    for alias in note.aliases { add(name: alias.text) }
  }

  /// Adds the words that the tokenizer has met for the first time in the note.
  private func addWords(of note: Note, _ tokenizer: Tokenizer, to terms: inout KeyTape) {
    guard let recorder = tokenizer.recorder else { return }
    // Names are cut later, all at once.
    for alias in note.aliases { tokenizer.tokenize(alias.text) { _ in true } }
    terms.add(words: recorder.take())
  }

  /// Whether a word was taken down in the note.
  package func holds(word: String) -> Bool {
    let wanted = Array(KeyKind.word.term(word).utf8)
    var isThere = false
    forEachToken(of: keys) { term, _ in if term.elementsEqual(wanted) { isThere = true } }
    return isThere
  }

  /// Packs the links of a note, those of its properties first.
  private mutating func packLinks(
    of note: Note, _ terms: inout KeyTape, _ resolve: (Link) -> KeyedTarget
  ) {
    let count = note.propertyLinks.count + note.links.count
    if count == 0 { return }
    var writer = LinkListWriter(facts: facts, count: count)
    if count > Self.large {
      terms.reserve(count * 10)
      unresolvedKeys.reserveCapacity(count)
    }
    for property in note.propertyLinks {
      pack(property.link, property.keyPath, note, &writer, &terms, resolve)
    }
    for index in note.links.indices {
      pack(note.links.link(at: index), nil, note, &writer, &terms, resolve)
    }
    links = writer.bytes
    targets = writer.targets
    linkedFiles = writer.files
  }

  private mutating func pack(
    _ link: Link, _ keyPath: String?, _ note: Note, _ writer: inout LinkListWriter,
    _ terms: inout KeyTape, _ resolve: (Link) -> KeyedTarget
  ) {
    let position = note.lines.position(at: link.range.start)
    var key: NameKey?
    let flags = writer.append(link, keyPath: keyPath, position) {
      let resolved = resolve($0)
      key = resolved.key
      return resolved.target
    }
    let file = writer.latestFile
    if let key {
      terms.add(.link, key.text)
      if file == nil { unresolvedKeys.append(Digest.of(key.text)) }
    }
    guard flags.contains(.hasOwnText) else { return }
    terms.add(.ownTextLink, (key ?? LinkKey.of(link.target)).text)
    if let file, terms.isNew(Digest.of(link.display) &+ file) {
      ownTexts.append(OwnText(file: file, text: Array(link.display.utf8)))
    }
  }

  /// The first section with prose, else the first with anything to read: badges and bare links answer no question.
  private static func shownSection(of note: Note) -> Int? {
    var length = 0
    var readable: Int?
    var filled: Int?
    for index in note.sections.indices where !note.sections.isEmptyText(at: index) {
      let letters = note.sections.readableLetters(at: index, most: leastProse)
      if letters >= leastProse { return index }
      if letters >= SectionText.leastLetters, readable == nil { readable = index }
      if filled == nil { filled = index }
      // Behind the part of a long note whose marks are kept.
      length += note.sections.withText(at: index) { $0.count }
      if length > large { break }
    }
    return readable ?? filled
  }

  /// Fewest letters and digits of a section that counts as prose.
  private static let leastProse = 20
}
