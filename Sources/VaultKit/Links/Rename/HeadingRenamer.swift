import Characters
import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

/// Plans how a heading gets another text.
///
/// A link's fragment is a chain of headings. Each chain is followed before and after; one that passes
/// the heading, or that would now end at another, is rewritten.
final class HeadingRenamer: LinkJudge {
  private let vault: Vault
  private let links: FragmentLinks
  private let old: HeadingChains
  private let heading: Int
  private let text: String
  private let edit: (range: Range<Int>, bytes: [UInt8])
  private let new: HeadingChains
  /// The fragment that was followed last.
  private var last: (fragment: String, chains: (old: [Int]?, new: [Int]?))?

  /// Throws `VaultError`: `noSuchFragment`, `badName`, `fragmentTaken`, `cannotRewrite`,
  /// `unreadableFile`.
  init(_ vault: Vault, heading fragment: Substring, of path: VaultPath, to typed: String) throws {
    self.vault = vault
    links = try FragmentLinks(vault, to: path)
    let source = try links.file(for: .headings)
    let bytes = source.bytes
    guard let note = source.note else { throw VaultError(.notANote, at: path.text) }
    old = HeadingChains(note)
    guard let heading = old.chain(fragment)?.last
    else { throw VaultError(.noSuchFragment(of: path.text), at: String(fragment)) }
    self.heading = heading
    text = try Self.checked(typed)
    if text == HeadingKey.withoutBlockID(old.headings[heading].text) {
      throw VaultError(.badName, at: typed, cause: "the heading has it already")
    }
    guard let edit = Self.edit(old.headings[heading], bytes, text) else {
      let line = note.lines.line(at: old.headings[heading].range.start)
      throw VaultError(
        .cannotRewrite, at: PlaceText.of(path, line), cause: "# " + old.headings[heading].text)
    }
    self.edit = edit
    var newBytes = bytes
    newBytes.replaceSubrange(edit.range, with: edit.bytes)
    var parser = NoteParser()
    new = HeadingChains(
      newBytes.withUnsafeBytes { parser.parse($0, path: path, for: .headings) })
    let isKept =
      new.headings.count == old.headings.count
      && zip(new.headings, old.headings).allSatisfy { $0.level == $1.level }
      && new.headings[heading].text.utf8.starts(with: text.utf8)
    guard isKept else {
      throw VaultError(.badName, at: typed, cause: "as a heading it would read differently")
    }
    try checkReachable(note)
    // Whatever the text is made of: a link that is made for it has to lead to it.
    let chain = new.path(to: heading).map { HeadingKey.linkText(new.headings[$0].text) }
    let isNamed = leads([HeadingKey.linkText(text)], to: heading) || leads(chain, to: heading)
    if !isNamed, old.found(byChainOf: heading) == heading {
      throw VaultError(.badName, at: typed, cause: "no link can name it")
    }
  }

  /// Refuses a text by which links could no longer tell two headings of the note apart.
  ///
  /// Two headings of one text below different headings are told apart by these: `#Plan#Goals`.
  private func checkReachable(_ note: Note) throws {
    let namesakes = new.namesakes(of: heading)
    for index in namesakes where namesakes.count > 1 && old.found(byChainOf: index) == index {
      guard let found = new.found(byChainOf: index), found != index else { continue }
      let line = note.lines.line(at: note.headings[index == heading ? found : index].range.start)
      throw VaultError(
        .fragmentTaken(of: links.path.text, line: line), at: "#" + HeadingKey.linkText(text))
    }
  }

  /// Returns the plan, which is written into a journal.
  func plan(in journal: JournalWriter) throws -> RenamePlan {
    var plan = RenamePlan(path: links.path.text, newPath: links.path.text, in: journal)
    plan.heading = (String(HeadingKey.withoutBlockID(old.headings[heading].text)), text)
    var maker = try PlanMaker(vault, plan)
    for source in try links.sources() {
      // The links in the heading itself are part of its text and go with it.
      try maker.rewrite(source, as: source, edit: source == links.path ? edit : nil, by: self)
    }
    return try maker.finished()
  }

  func judge(_ occurrence: Occurrence, in file: LinkedFile) throws -> Verdict {
    guard let fragment = occurrence.fragment, links.leadsHere(occurrence, from: file.path),
      let chain = chains(of: fragment).old, let wanted = chain.last
    else { return .stays(0) }
    let expected = UInt32(truncatingIfNeeded: wanted + 1)
    if chains(of: fragment).new?.last == wanted, !chain.contains(heading) {
      return .stays(expected)
    }
    let written = occurrence.written(in: file.bytes)
    if written.isDefinedElsewhere { return .stays(0) }
    guard let raw = newFragment(occurrence, written, chain, wanted) else { return .left }
    if occurrence.subpath != nil { return .changesSubpath(raw, expected) }
    guard let site = written.site else { return .left }
    return .changes([(site.fragment, raw)], expected)
  }

  func isRight(_ occurrence: Occurrence, _ expected: UInt32, in file: LinkedFile) throws -> Bool {
    guard let found = occurrence.fragment.flatMap({ chains(of: $0).new?.last }) else {
      return false
    }
    return found + 1 == Int(expected)
  }

  /// The headings that a fragment passes before the rename and after it; most links to a heading have one fragment.
  private func chains(of fragment: Substring) -> (old: [Int]?, new: [Int]?) {
    if let last, last.fragment == fragment { return last.chains }
    let chains = (old: old.chain(fragment), new: new.chain(fragment))
    last = (String(fragment), chains)
    return chains
  }

  // MARK: Fragments

  /// Returns the fragment as it has to stand in the file; nil where none leads to the heading.
  private func newFragment(
    _ occurrence: Occurrence, _ written: Occurrence.Written, _ chain: [Int], _ wanted: Int
  ) -> String? {
    let raw: String
    if let subpath = occurrence.subpath {
      raw = String(decoding: subpath.bytes, as: UTF8.self)
    } else if let site = written.site {
      raw = String(decoding: written.text.bytes[site.fragment], as: UTF8.self)
    } else {
      return nil
    }
    let name = HeadingKey.linkText(text)
    // The pieces as they are, but for the one that names the heading.
    var pieces = Self.pieces(raw[...])
    var plain = Self.pieces(occurrence.fragment ?? "")
    if pieces.count == chain.count, plain.count == chain.count {
      for (place, index) in chain.enumerated() where index == heading {
        pieces[place] = written.site?.spelled(name) ?? name
        plain[place] = name
      }
      if leads(plain, to: wanted) {
        let kept = Self.closed("#" + pieces.joined(separator: "#"), written)
        // Percent signs are read all together, so where there are any they are written so.
        return kept.utf8.contains(UInt8(ascii: "%")) ? spelled(plain, occurrence, written) : kept
      }
    }
    let path = new.path(to: wanted).map { HeadingKey.linkText(new.headings[$0].text) }
    return leads(path, to: wanted) ? spelled(path, occurrence, written) : nil
  }

  private func spelled(
    _ pieces: [String], _ occurrence: Occurrence, _ written: Occurrence.Written
  ) -> String {
    let fragment = Self.closed("#" + pieces.joined(separator: "#"), written)
    return occurrence.subpath == nil ? written.site?.spelled(fragment) ?? fragment : fragment
  }

  /// A fragment without brackets at its end where those of a wiki-link follow: the first two of three would end it.
  /// Headings are compared without them.
  private static func closed(_ fragment: String, _ written: Occurrence.Written) -> String {
    guard written.site?.syntax == .wiki else { return fragment }
    var fragment = fragment
    while fragment.hasSuffix("]") || fragment.hasSuffix(" ") { fragment.removeLast() }
    return fragment
  }

  private func leads(_ pieces: [String], to wanted: Int) -> Bool {
    new.chain(Substring("#" + pieces.joined(separator: "#")))?.last == wanted
  }

  private static func pieces(_ fragment: Substring) -> [String] {
    fragment.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
  }

  // MARK: The heading's line

  private static func checked(_ typed: String) throws -> String {
    try NewPath.checkIsNoBlank(typed)
    let text = typed.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw VaultError(.badName, at: typed, cause: "it has a control character")
    }
    // `^x` at its end would be a block id, and no part of the text that links name.
    if HeadingKey.withoutBlockID(text) != text {
      throw VaultError(.badName, at: typed, cause: "what follows the '^' would be a block id")
    }
    if HeadingKey(HeadingKey.linkText(text)).isEmpty {
      throw VaultError(.badName, at: typed, cause: "no link can name it")
    }
    return text
  }

  /// Finds the heading's text in its line; a block id after it stays.
  private static func edit(
    _ heading: Heading, _ bytes: [UInt8], _ text: String
  ) -> (range: Range<Int>, bytes: [UInt8])? {
    let name = Array(HeadingKey.withoutBlockID(heading.text).utf8)
    var start = heading.range.start
    while start < heading.range.end, bytes[start] == .space || bytes[start] == UInt8(ascii: "#") {
      start += 1
    }
    while start < heading.range.end, bytes[start].isBlankOrControl { start += 1 }
    guard start + name.count <= heading.range.end,
      bytes[start..<start + name.count].elementsEqual(name)
    else { return nil }
    // In front of an id that stands alone.
    let gap = name.isEmpty && !heading.text.isEmpty ? " " : ""
    return (start..<start + name.count, Array((text + gap).utf8))
  }
}
