// Embeds can multiply: five notes that each embed the next one fifty times make 300 million copies. So
// what embeds add is counted, and it stops at `mostBytes`.

import Characters
import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

/// Puts embedded notes, sections and blocks in the place of their embeds.
struct Expander {
  /// How deep embeds are followed, as in Obsidian.
  static let deepest = 5
  /// Bytes that embeds may add.
  static let mostBytes = 4 << 20
  /// Embeds that are followed.
  static let mostEmbeds = 10_000
  /// Blocks with a query that are answered; each may read the whole vault.
  static let mostQueries = Vault.mostQueries
  /// Embeds that are looked up and listed at all; what follows stands as it is written.
  static let mostListed = 100_000

  /// A stretch of a note that is being shown.
  struct Frame {
    var path: VaultPath
    var range: Range<Int>
    /// Where the embed stands that is being followed.
    var site = 0
  }

  /// A note with its text and its embeds in order.
  struct Source {
    var note: Note
    var bytes: [UInt8]
    var embeds: PackedList<Link>
    var queries: [QueryBlock]
    var fragments: NoteFragments

    /// Returns the range that a fragment names; without one the text after the front matter.
    func range(of fragment: Substring?) -> Range<Int>? {
      guard let fragment, Expander.isNamed(by: fragment) else {
        return note.bodyRange.start..<note.bodyRange.end
      }
      return fragments.range(of: fragment)
    }

    /// Returns the range from the heading above a line, 1-based, to the next heading; a line of the front matter or
    /// beyond the end counts as the nearest one that is shown.
    func section(aroundLine line: Int) -> Range<Int> {
      let body = note.bodyRange.start..<note.bodyRange.end
      var range = body
      for heading in note.headings {
        let start = heading.range.start
        guard body.contains(start) else { continue }
        guard note.lines.line(at: start) <= line else {
          return range.lowerBound..<min(start, range.upperBound)
        }
        range = start..<body.upperBound
      }
      return range
    }

    /// Returns a line, 1-based, if the note does not have it.
    func missingLine(_ line: Int) -> MissingLine? {
      // Behind the last line feed no line begins that anybody sees.
      let last = max(1, note.lines.starts.count - (bytes.last == 0x0A ? 1 : 0))
      return 1...last ~= line ? nil : MissingLine(line: line, last: last)
    }
  }

  private let vault: Vault
  private let taskBlocks: TaskBlocks
  private let resolver: LinkResolver
  private var sources: [VaultPath: Source?] = [:]
  private var stack: [Frame] = []
  private var bytesLeft = Expander.mostBytes
  private var embedsLeft = Expander.mostEmbeds
  private var queriesLeft = Expander.mostQueries
  private(set) var embeds: [ShownEmbed] = []
  private(set) var isCut = false
  /// See `ShownNote.queries`.
  private(set) var queries = QueryCount()

  init(_ vault: Vault) throws {
    self.vault = vault
    taskBlocks = TaskBlocks(in: vault)
    resolver = LinkTargets.resolver(over: try vault.index, vault.settings)
  }

  /// Whether a fragment names a part of a note, rather than all of it.
  static func isNamed(by fragment: Substring?) -> Bool {
    fragment?.contains { $0 != "#" && $0 != " " } ?? false
  }

  /// Whether a text has what begins an embed, or a block with a query.
  static func mayEmbed(_ bytes: [UInt8]) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "["), last == UInt8(ascii: "!") { return true }
      last = byte
    }
    return QueryBlock.mayStand(in: bytes)
  }

  /// Reads a note, once.
  mutating func source(_ path: VaultPath) -> Source? {
    if let known = sources[path] { return known }
    guard let bytes = vault.contents(path) else {
      sources[path] = .some(nil)
      return nil
    }
    return read(path, bytes)
  }

  /// Reads a note from its bytes.
  mutating func read(_ path: VaultPath, _ bytes: [UInt8]) -> Source {
    var parser = NoteParser()
    var note = bytes.withUnsafeBytes { parser.parse($0, path: path, for: .fragments) }
    let embeds = note.links.embeds()
    note.links = []
    let source = Source(
      note: note, bytes: bytes, embeds: embeds, queries: QueryBlock.all(in: bytes),
      fragments: NoteFragments(note))
    sources[path] = source
    return source
  }

  /// Returns the text of a stretch with its embeds expanded; CR LF becomes LF.
  mutating func expand(_ path: VaultPath, _ range: Range<Int>) -> [UInt8] {
    guard let source = source(path) else { return [] }
    stack.append(Frame(path: path, range: range))
    defer { stack.removeLast() }
    let outdent = Self.linePrefix(source.bytes, range.lowerBound)
    var lines = IndentedText(outdent: outdent)
    var cursor = range.lowerBound
    var index = Self.firstEmbed(source.embeds, from: cursor)
    var queries = source.queries.filter {
      $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
    }[...]
    while index < source.embeds.count, source.embeds.range(at: index).end <= range.upperBound {
      let embed = source.embeds[index]
      index += 1
      while let query = queries.first, query.range.lowerBound < embed.range.start {
        queries.removeFirst()
        guard put(query, of: source, &cursor, &lines) else { return lines.bytes }
      }
      // An embed in another one's text is part of that.
      if embed.range.start < cursor { continue }
      if embeds.count >= Self.mostListed {
        isCut = true
        break
      }
      guard copy(source.bytes, cursor..<embed.range.start, to: &lines) else { return lines.bytes }
      cursor = embed.range.end
      let content = content(of: embed, in: source)
      bytesLeft -= lines.insert(content, rest: Self.restOfLine(source.bytes, cursor, range))
    }
    for query in queries {
      guard put(query, of: source, &cursor, &lines) else { return lines.bytes }
    }
    _ = copy(source.bytes, cursor..<range.upperBound, to: &lines)
    return lines.bytes
  }

  /// Puts what a query finds in its place. Returns false where there is no more room.
  private mutating func put(
    _ query: QueryBlock, of source: Source, _ cursor: inout Int, _ lines: inout IndentedText
  ) -> Bool {
    guard copy(source.bytes, cursor..<query.range.lowerBound, to: &lines) else { return false }
    cursor = query.range.upperBound
    var answer = Array(source.bytes[query.range]).filter { $0 != .carriageReturn }
    if queriesLeft > 0 {
      queriesLeft -= 1
      queries.answered += 1
      answer = vault.answer(
        to: query, of: source.note.path, taskBlocks, mostBytes: max(0, bytesLeft))
      bytesLeft -= answer.count
    } else {
      isCut = true
      queries.left += 1
    }
    bytesLeft -= lines.insert(answer, rest: false)
    return true
  }

  /// Returns text without embeds as `expand` does.
  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var lines = IndentedText(outdent: [])
    lines.append(bytes)
    return lines.bytes
  }

  /// Copies text; embedded text only as far as there is room. Returns false where that ended.
  private mutating func copy(
    _ bytes: [UInt8], _ range: Range<Int>, to lines: inout IndentedText
  ) -> Bool {
    guard stack.count > 1 else {
      lines.append(bytes[range])
      return true
    }
    guard range.count > bytesLeft else {
      bytesLeft -= range.count
      lines.append(bytes[range])
      return true
    }
    let room = range.lowerBound..<(range.lowerBound + max(0, bytesLeft))
    let end = bytes[room].lastIndex(of: .lineFeed) ?? room.lowerBound
    lines.append(bytes[range.lowerBound..<end])
    if !isCut { lines.append(Array("\n[the rest is not shown: embeds end at 4 MiB]".utf8)[...]) }
    bytesLeft = 0
    isCut = true
    return false
  }

  /// Returns how many lines of a stretch stand before a line of the file, 1-based, with embeds in their place.
  func lines(of path: VaultPath, _ range: Range<Int>, before line: Int, isRaw: Bool) -> Int {
    var probe = self
    guard let source = probe.source(path) else { return 0 }
    let starts = source.note.lines.starts
    let offset = line < 1 ? 0 : Int(starts[min(line, starts.count) - 1])
    let part = range.lowerBound..<min(max(offset, range.lowerBound), range.upperBound)
    let bytes = isRaw ? Array(source.bytes[part]) : probe.expand(path, part)
    return bytes.count { $0 == 0x0A }
  }

  // MARK: One embed

  /// Returns what stands in the place of an embed.
  private mutating func content(of embed: Link, in source: Source) -> [UInt8] {
    let path = source.note.path
    let resolution = resolver.resolve(embed.target, form: embed.form, from: path)
    func mark(_ outcome: ShownEmbed.Outcome, _ remark: String) -> [UInt8] {
      embeds.append(
        ShownEmbed(
          source: path.text, line: source.note.lines.line(at: embed.range.start),
          link: embed.link, path: resolution.path?.text, outcome: outcome))
      let written = source.bytes[embed.range.start..<embed.range.end]
      return written + (remark.isEmpty ? [] : Array(" [\(remark)]".utf8))
    }
    guard let target = resolution.path else { return mark(.missing, "names no file") }
    guard target.isNote else {
      _ = mark(.file, "")
      return Array((target.text + (embed.fragment ?? "")).utf8)
    }
    if embedsLeft == 0 || bytesLeft <= 0 {
      isCut = true
      return mark(.tooLong, "not shown: embeds end at 4 MiB or \(Self.mostEmbeds)")
    }
    guard let embedded = self.source(target) else { return mark(.missing, "cannot be read") }
    guard let range = embedded.range(of: embed.fragment) else {
      return mark(.fragmentMissing, "'\(target)' has no heading or block of that name")
    }
    stack[stack.count - 1].site = embed.range.start
    if let start = stack.firstIndex(where: { $0.path == target && range.contains($0.site) }) {
      let names = (stack[start...].map(\.path) + [target]).map(\.text)
      return mark(.cycle, "cycle: " + names.joined(separator: " → "))
    }
    if stack.count > Self.deepest { return mark(.tooDeep, "deeper than \(Self.deepest) embeds") }
    _ = mark(.shown, "")
    embedsLeft -= 1
    return expand(target, Self.trimmed(embedded.bytes, range))
  }

  /// Takes blank lines off both ends.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    let end = range.trimmedEnd { bytes[$0].isBlankOrControl }.upperBound
    var start = range.lowerBound
    var index = start
    while index < end, bytes[index].isBlankOrControl {
      if bytes[index] == .lineFeed { start = index + 1 }
      index += 1
    }
    return start..<max(start, end)
  }

  // MARK: Places in a text

  private static func firstEmbed(_ embeds: PackedList<Link>, from offset: Int) -> Int {
    var (low, high) = (0, embeds.count)
    while low < high {
      let middle = (low + high) / 2
      if embeds.range(at: middle).start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The bytes of a line before `offset`.
  private static func linePrefix(_ bytes: [UInt8], _ offset: Int) -> [UInt8] {
    var start = offset
    while start > 0, bytes[start - 1] != .lineFeed, offset - start < 200 { start -= 1 }
    return Array(bytes[start..<offset])
  }

  /// Whether something stands between `offset` and the end of its line.
  private static func restOfLine(_ bytes: [UInt8], _ offset: Int, _ range: Range<Int>) -> Bool {
    var index = offset
    while index < range.upperBound, bytes[index] != .lineFeed {
      if !bytes[index].isBlankOrControl { return true }
      index += 1
    }
    return false
  }
}
