import Characters
import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Returns a note, or what a fragment of it names, as text with embeds in their place.
  ///
  /// Embeds are followed five deep, and no further than 10,000 embeds or 4 MiB; nothing outside the
  /// vault is read. `path:line` is the section around that line. Of a canvas the texts of the cards are shown. Throws
  /// `VaultError`: `noSuchNote`, `ambiguousNote`, `notANote`, `noSuchFragment`.
  ///
  /// - Parameters:
  ///   - isRaw: The lines as they stand in the file instead, embeds and front matter as well.
  ///   - passage: What an answer shows of a card of a canvas, to find the card by.
  public func show(
    _ typed: String, isRaw: Bool = false, passage: String? = nil
  ) throws -> ShownNote {
    try withIndex { index in
      let (path, fragment, place) = try placeOrLine(named: typed)
      let line = place?.line
      if path.isCanvas {
        if let fragment { throw VaultError(.noSuchFragment(of: path.text), at: String(fragment)) }
        return try show(canvas: path, line: line, passage: passage, isRaw: isRaw)
      }
      guard path.isNote else { throw VaultError(.notANote, at: path.text) }
      guard let bytes = contents(path) else { throw VaultError(.unreadableFile, at: path.text) }
      let isWhole = line == nil && !Expander.isNamed(by: fragment)
      if isWhole, isRaw || !Expander.mayEmbed(bytes) {
        return try whole(path, bytes, fragment, isRaw: isRaw, index)
      }
      var expander = try Expander(self)
      let source = expander.read(path, bytes)
      guard var range = line.map(source.section(aroundLine:)) ?? source.range(of: fragment) else {
        throw VaultError(.noSuchFragment(of: path.text), at: String(fragment ?? ""))
      }
      if !isRaw { range = Expander.trimmed(bytes, range) }
      let focus = line.map { expander.lines(of: path, range, before: $0, isRaw: isRaw) }
      let text = isRaw ? Array(bytes[range]) : expander.expand(path, range)
      var shown = ShownNote(
        path: path.text, title: source.note.title, fragment: fragment.map(String.init),
        line: source.note.lines.line(at: range.lowerBound),
        endLine: source.note.lines.line(at: max(range.lowerBound, range.upperBound - 1)),
        properties: isWhole ? Self.properties(of: source.note) : [],
        frontMatter: isWhole ? Self.frontMatter(bytes, before: range.lowerBound) : "",
        text: String(decoding: text, as: UTF8.self), focus: focus, embeds: expander.embeds,
        isCut: expander.isCut, missingLine: line.flatMap(source.missingLine))
      shown.queries = expander.queries
      return shown
    }
  }

  /// Returns a note as a whole that embeds nothing, or is wanted as it is written: of it only the front matter is read.
  private func whole(
    _ path: VaultPath, _ bytes: [UInt8], _ fragment: Substring?, isRaw: Bool, _ index: NoteIndex
  ) throws -> ShownNote {
    var parser = NoteParser()
    let (note, start) = bytes.withUnsafeBytes {
      (parser.parseFrontMatter($0, path: path), parser.bodyStart(of: $0))
    }
    let range = isRaw ? 0..<bytes.count : Expander.trimmed(bytes, start..<bytes.count)
    func line(at offset: Int) -> Int { 1 + bytes[..<offset].count { $0 == .lineFeed } }
    let title = try index.fileID(of: path).flatMap { try index.title(of: $0) }
    return ShownNote(
      path: path.text, title: title ?? String(path.stem), fragment: fragment.map(String.init),
      line: line(at: range.lowerBound),
      endLine: line(at: max(range.lowerBound, range.upperBound - 1)),
      properties: isRaw ? [] : Self.properties(of: note),
      frontMatter: isRaw ? "" : Self.frontMatter(bytes, before: range.lowerBound),
      text: isRaw || !bytes[range].contains(.carriageReturn)
        ? String(decoding: bytes[range], as: UTF8.self)
        : String(decoding: Expander.plain(bytes[range]), as: UTF8.self),
      focus: nil, embeds: [], isCut: false, missingLine: nil)
  }

  /// The lines before the text, front matter and blank ones, with LF at their ends; none without front matter.
  ///
  /// - Parameter offset: Where the text begins.
  private static func frontMatter(_ bytes: [UInt8], before offset: Int) -> String {
    // A byte order mark alone is none.
    offset < 4
      ? "" : String(decoding: bytes[..<offset].filter { $0 != .carriageReturn }, as: UTF8.self)
  }

  /// The properties that the front matter of a note has.
  private static func properties(of note: Note) -> [ShownProperty] {
    note.properties.filter { $0.origin == .frontMatter }.map { property in
      let values: [String] =
        switch property.value {
        case .list(let values): values.map(\.shown)
        // Some write a value a line.
        case .text(let text): text.split(separator: "\n").map(String.init)
        default: [property.value.shown]
        }
      return ShownProperty(key: property.key, values: values.filter { !$0.isEmpty })
    }
  }

  /// Returns where a note, a heading or a block begins; of `path:line` that line, or the nearest one that there is.
  ///
  /// Throws `VaultError`: `noSuchNote`, `ambiguousNote`, `noSuchFragment`.
  public func locate(_ typed: String) throws -> LocatedPlace {
    try withIndex { index in
      let (path, fragment, place) = try placeOrLine(named: typed)
      guard fragment != nil || place != nil, path.isNote else {
        return LocatedPlace(path: path.text, line: place?.line ?? 1, column: place?.column)
      }
      var expander = try Expander(self)
      guard let source = expander.source(path) else {
        throw VaultError(.unreadableFile, at: path.text)
      }
      if let place {
        let missing = source.missingLine(place.line)
        return LocatedPlace(
          path: path.text, line: missing?.nearest ?? place.line,
          column: missing == nil ? place.column : nil, missingLine: missing)
      }
      guard let range = source.range(of: fragment) else {
        throw VaultError(.noSuchFragment(of: path.text), at: String(fragment ?? ""))
      }
      return LocatedPlace(
        path: path.text, line: source.note.lines.line(at: range.lowerBound),
        fragment: fragment.map(String.init))
    }
  }

  /// The same of `path:line`, as answers and lists print it; a name that ends so comes first.
  private func placeOrLine(
    named typed: String
  ) throws -> (path: VaultPath, fragment: Substring?, place: (line: Int, column: Int?)?) {
    do {
      let (path, fragment) = try place(named: typed)
      return (path, fragment, nil)
    } catch let error as VaultError {
      guard let cut = Self.cut(typed) else { throw error }
      return (try note(named: cut.name).path, nil, (cut.line, cut.column))
    }
  }

  /// Parts `path:line`, also with a column or a colon after it.
  private static func cut(_ typed: String) -> (name: String, line: Int, column: Int?)? {
    var parts = typed.split(separator: ":", omittingEmptySubsequences: false)
    if parts.last == "" { parts.removeLast() }
    func number(_ text: Substring?) -> Int? {
      text.flatMap { $0.utf8.allSatisfy { $0.isDigit } ? Int($0) : nil }
    }
    guard let last = number(parts.popLast()) else { return nil }
    let line = parts.count > 1 ? number(parts.last) : nil
    if line != nil { parts.removeLast() }
    let name = parts.joined(separator: ":")
    return parts.isEmpty ? nil : (name, line ?? last, line == nil ? nil : last)
  }

  /// Finds the note and the fragment that a person means by `Note#Heading` or a link.
  func place(
    named typed: String, isExact: Bool = false
  ) throws -> (path: VaultPath, fragment: Substring?) {
    // A file's name may hold a `#`, though no link reaches it.
    let whole = LinkTargets.resolver(over: try index, settings)
      .resolve(typed, form: .wiki, from: VaultPath(""))
    if typed.contains("#"), whole.path != nil {
      return (try note(named: typed, isExact: isExact).path, nil)
    }
    let link = Self.parse(link: typed)
    if link.target.isEmpty {
      throw VaultError(typed.contains("#") ? .noSource : .noSuchNote(nearest: []), at: typed)
    }
    return (try note(named: String(link.target), isExact: isExact).path, link.fragment)
  }
}

extension PropertyValue {
  /// The value as a person reads it.
  fileprivate var shown: String {
    switch self {
    case .null: ""
    case .boolean(let value): String(value)
    case .number(_, let source): source
    case .text(let text): text
    case .list(let values): values.map(\.shown).joined(separator: ", ")
    case .map(let entries): entries.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", ")
    }
  }
}
