import NoteModel
import NoteParsing

/// Plans how a block gets another id.
final class BlockRenamer: LinkJudge {
  private let vault: Vault
  private let links: FragmentLinks
  private let old: String
  private let new: String
  private let edit: (range: Range<Int>, bytes: [UInt8])

  /// Throws `VaultError`: `noSuchFragment`, `badName`, `fragmentTaken`, `cannotRewrite`, `unreadableFile`.
  ///
  /// - Parameters:
  ///   - fragment: `#^id`.
  ///   - typed: The new id, with or without its caret.
  init(_ vault: Vault, block fragment: Substring, of path: VaultPath, to typed: String) throws {
    self.vault = vault
    links = try FragmentLinks(vault, to: path)
    let source = try links.file(for: .places)
    new = try Self.checked(typed)
    guard let id = Self.id(in: fragment), let note = source.note,
      let place = note.blockIDs.firstIndex(where: { NameKey($0.id) == id })
    else { throw VaultError(.noSuchFragment(of: path.text), at: String(fragment)) }
    old = note.blockIDs[place].id
    for (other, block) in note.blockIDs.enumerated()
    where other != place && NameKey(block.id) == NameKey(new) {
      let line = note.lines.line(at: block.range.start)
      throw VaultError(.fragmentTaken(of: path.text, line: line), at: "#^" + block.id)
    }
    if new == old { throw VaultError(.badName, at: typed, cause: "the block has it already") }
    guard let edit = Self.edit(of: place, in: note, source.bytes, to: new) else {
      let line = note.lines.line(at: note.blockIDs[place].range.start)
      throw VaultError(.cannotRewrite, at: "\(path):\(line)", cause: "^" + old)
    }
    self.edit = edit
  }

  /// Returns the plan, which is written into a journal.
  func plan(in journal: JournalWriter) throws -> RenamePlan {
    var plan = RenamePlan(path: links.path.text, newPath: links.path.text, in: journal)
    plan.block = ("^" + old, "^" + new)
    var maker = try PlanMaker(vault, plan)
    for source in try links.sources() {
      try maker.rewrite(source, as: source, edit: source == links.path ? edit : nil, by: self)
    }
    return try maker.finished()
  }

  func judge(_ occurrence: Occurrence, in file: LinkedFile) throws -> Verdict {
    guard names(occurrence, from: file.path) else {
      return .stays(Self.number(of: occurrence))
    }
    if occurrence.subpath != nil { return .changesSubpath("#^" + new, Self.isNamed) }
    let written = occurrence.written(in: file.bytes)
    if written.isDefinedElsewhere { return .stays(0) }
    guard let site = written.site else { return .left }
    return .changes([(site.fragment, "#^" + new)], Self.isNamed)
  }

  /// What named the block names it by its new id, and nothing else has changed.
  func isRight(_ occurrence: Occurrence, _ expected: UInt32, in file: LinkedFile) throws -> Bool {
    if expected == Self.isNamed { return occurrence.fragment.flatMap(Self.id) == NameKey(new) }
    return Self.number(of: occurrence) == expected
  }

  /// Stands for a link to the block.
  private static let isNamed: UInt32 = 1

  /// Stands for a link that stays as it is.
  private static func number(of occurrence: Occurrence) -> UInt32 {
    var digest = Digest.of(occurrence.link)
    if let subpath = occurrence.subpath {
      digest ^= subpath.bytes.withUnsafeBytes { Digest.of($0) }
    }
    return UInt32(truncatingIfNeeded: digest) | 1 << 31
  }

  /// Whether an occurrence leads to the block.
  private func names(_ occurrence: Occurrence, from source: VaultPath) -> Bool {
    guard let fragment = occurrence.fragment, Self.id(in: fragment) == NameKey(old) else {
      return false
    }
    return links.leadsHere(occurrence, from: source)
  }

  /// The id that a fragment of one piece names; nil for a heading.
  static func id(in fragment: Substring) -> NameKey? {
    let pieces = fragment.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }
    guard pieces.count == 1, var piece = pieces.first else { return nil }
    while piece.first?.isWhitespace == true { piece.removeFirst() }
    while piece.last?.isWhitespace == true { piece.removeLast() }
    return piece.hasPrefix("^") ? NameKey(piece.dropFirst()) : nil
  }

  private static func checked(_ typed: String) throws -> String {
    try NewPath.checkIsNoBlank(typed)
    var id = typed[...]
    while id.first == " " || id.first == "#" { id.removeFirst() }
    if id.first == "^" { id.removeFirst() }
    while id.last == " " { id.removeLast() }
    guard !id.isEmpty, id.utf8.allSatisfy(isOfID) else {
      throw VaultError(
        .badName, at: typed, cause: "a block id is made of the letters a to z, digits and hyphens")
    }
    return String(id)
  }

  private static func isOfID(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
  }

  // MARK: The id in the note

  /// Finds where an id stands: at the end of its block, or on a line of its own behind it.
  private static func edit(
    of place: Int, in note: Note, _ bytes: [UInt8], to new: String
  ) -> (range: Range<Int>, bytes: [UInt8])? {
    let block = note.blockIDs[place]
    let mark = Array(("^" + block.id).utf8)
    let end = block.range.end - mark.count
    let inside = stride(from: end, through: block.range.start, by: -1)
    let behind = stride(from: max(end + 1, 0), through: bytes.count - mark.count, by: 1)
    for start in [
      inside.first { isMark(mark, bytes, $0) }, behind.first { isMark(mark, bytes, $0) },
    ] {
      guard let start else { continue }
      let edit = (range: start + 1..<start + mark.count, bytes: Array(new.utf8))
      if isFit(edit, place, note, bytes) { return edit }
    }
    return nil
  }

  /// Whether an id stands at an offset as a word of its own.
  private static func isMark(_ mark: [UInt8], _ bytes: [UInt8], _ start: Int) -> Bool {
    guard bytes[start] == mark[0], start == 0 || bytes[start - 1] <= 0x20,
      start + mark.count <= bytes.count, bytes[start..<start + mark.count].elementsEqual(mark)
    else { return false }
    return start + mark.count == bytes.count || bytes[start + mark.count] <= 0x20
  }

  /// Whether the note, read again, has the new id in the place of the old one and is the same otherwise.
  private static func isFit(
    _ edit: (range: Range<Int>, bytes: [UInt8]), _ place: Int, _ note: Note, _ bytes: [UInt8]
  ) -> Bool {
    var edited = bytes
    edited.replaceSubrange(edit.range, with: edit.bytes)
    var parser = NoteParser()
    let after = parser.parse(edited, path: note.path)
    guard after.headings.count == note.headings.count,
      let renamed = after.blockIDs.firstIndex(where: { $0.id.utf8.elementsEqual(edit.bytes) }),
      after.blockIDs[renamed].range.start == note.blockIDs[place].range.start
    else { return false }
    // A second block of the old id, which nothing could name, has it for itself now.
    let old = NameKey(note.blockIDs[place].id)
    let others = { (blocks: [BlockID]) in blocks.map { NameKey($0.id) }.filter { $0 != old } }
    var rest = Array(after.blockIDs)
    rest.remove(at: renamed)
    return others(rest) == others(Array(note.blockIDs))
  }
}
