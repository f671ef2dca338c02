import NoteModel
import NoteParsing

/// Plans how a block gets another id.
struct BlockRenamer {
  private let links: FragmentLinks
  private let source: LinkedFile
  private let old: String
  private let new: String
  private let edit: (range: Range<Int>, bytes: [UInt8])

  /// Throws `VaultError`: `noSuchFragment`, `badName`, `fragmentTaken`, `cannotRewrite`, `unreadableFile`.
  ///
  /// - Parameters:
  ///   - fragment: `#^id`.
  ///   - typed: The new id, with or without its caret.
  init(_ vault: Vault, block fragment: Substring, of path: VaultPath, to typed: String) throws {
    links = try FragmentLinks(vault, to: path)
    source = try links.file(path)
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

  /// Returns the plan.
  func plan() throws -> RenamePlan {
    var plan = RenamePlan(path: links.path, newPath: links.path)
    plan.block = ("^" + old, "^" + new)
    try links.forEachSource { source, real in
      let isOwn = source == links.path
      let file = isOwn ? self.source : try links.file(source)
      var rewriter = FileRewriter(file)
      for occurrence in file.occurrences where try names(occurrence, from: source) {
        if occurrence.isDefinedElsewhere { continue }
        if let subpath = occurrence.subpath {
          rewriter.replace(subpath, by: "#^" + new)
        } else if let site = occurrence.site {
          rewriter.replace(in: occurrence, [(site.fragment, "#^" + new)])
        } else {
          let line = file.lines.line(at: occurrence.offset)
          plan.leftLinks += 1
          plan.warnings.append("\(source):\(line): '\(occurrence.link)' has to be changed by hand")
        }
      }
      guard isOwn || !rewriter.isEmpty else { return }
      let rewritten = rewriter.rewritten(with: isOwn ? edit : nil)
      try verify(LinkedFile(rewritten, path: source), file)
      plan.changes += rewriter.changes
      plan.files.append(RewrittenFile(path: real, old: file.bytes, new: rewritten))
    }
    return plan
  }

  /// Whether an occurrence leads to the block.
  private func names(_ occurrence: LinkedFile.Occurrence, from source: VaultPath) throws -> Bool {
    guard let fragment = occurrence.fragment, Self.id(in: fragment) == NameKey(old) else {
      return false
    }
    return try links.leadsHere(occurrence, from: source)
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

  // MARK: Looking again

  /// Expects that what named the block names it by its new id, and that nothing else has changed.
  private func verify(_ after: LinkedFile, _ before: LinkedFile) throws {
    for (then, now) in zip(before.occurrences, after.occurrences) where !then.isDefinedElsewhere {
      let isNamed = try names(then, from: before.path)
      let isFit =
        then.site == nil && then.subpath == nil || !isNamed
        ? now.link == then.link && now.fragment == then.fragment
        : now.fragment.flatMap(Self.id) == NameKey(new)
      if !isFit { throw VaultError(.cannotRewrite, of: then, in: before) }
    }
    if before.occurrences.count != after.occurrences.count {
      throw VaultError(.cannotRewrite, at: before.path.text)
    }
  }
}
