import NoteLinks
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
    new = try Self.checked(typed)
    var file = try Self.file(links, fragment, new)
    old = file.id
    if new == old { throw VaultError(.badName, at: typed, cause: "the block has it already") }
    guard let edit = file.edit(to: new) else {
      throw VaultError(.cannotRewrite, at: PlaceText.of(path, file.line), cause: "^" + old)
    }
    self.edit = edit
  }

  /// Finds the block in its note, and looks that no other one has the new id.
  private static func file(
    _ links: FragmentLinks, _ fragment: Substring, _ new: String
  ) throws -> BlockFile {
    let source = try links.file(for: .fragments)
    guard let id = Self.id(in: fragment), let note = source.note,
      let place = note.blockIDs.firstIndex(where: { NameKey($0.id) == id })
    else { throw VaultError(.noSuchFragment(of: links.path.text), at: String(fragment)) }
    for (other, block) in note.blockIDs.enumerated()
    where other != place && NameKey(block.id) == NameKey(new) {
      let line = note.lines.line(at: block.range.start)
      throw VaultError(.fragmentTaken(of: links.path.text, line: line), at: "#^" + block.id)
    }
    return BlockFile(note, place, source.bytes)
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
    let pieces = HeadingChains.pieces(fragment)
    guard pieces.count == 1, let piece = pieces.first else { return nil }
    return piece.hasPrefix("^") ? NameKey(piece.dropFirst()) : nil
  }

  private static func checked(_ typed: String) throws -> String {
    try NewPath.checkIsNoBlank(typed)
    var id = typed[...]
    while id.first == " " || id.first == "#" { id.removeFirst() }
    if id.first == "^" { id.removeFirst() }
    while id.last == " " { id.removeLast() }
    guard !id.isEmpty, id.utf8.allSatisfy(BlockID.allows) else {
      throw VaultError(
        .badName, at: typed, cause: "a block id is made of the letters a to z, digits and hyphens")
    }
    return String(id)
  }

}
