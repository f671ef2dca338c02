import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

/// Plans how a heading gets another text.
///
/// A link's fragment is a chain of headings. Each chain is followed before and after; one that passes
/// the heading, or that would now end at another, is rewritten.
struct HeadingRenamer {
  private let vault: Vault
  private let index: NoteIndex
  private let path: VaultPath
  private let resolver: LinkResolver
  private let source: LinkedFile
  private let old: HeadingChains
  private let heading: Int
  private let text: String
  private let new: HeadingChains

  /// Throws `VaultError`: `noSuchFragment`, `badName`, `unreadableFile`.
  init(_ vault: Vault, heading fragment: Substring, of path: VaultPath, to typed: String) throws {
    guard let bytes = vault.contents(path) else { throw VaultError(.unreadableFile, at: path.text) }
    let source = LinkedFile(bytes, path: path)
    guard let old = source.note.map(HeadingChains.init), let heading = old.chain(fragment)?.last
    else { throw VaultError(.noSuchFragment(of: path.text), at: String(fragment)) }
    let text = try Self.checked(typed)
    guard let edit = Self.edit(old.headings[heading], bytes, text) else {
      throw VaultError(.cannotRewrite, at: path.text)
    }
    var newBytes = bytes
    newBytes.replaceSubrange(edit.range, with: edit.bytes)
    var parser = NoteParser()
    let new = HeadingChains(parser.parse(newBytes, path: path))
    let isKept =
      new.headings.count == old.headings.count
      && zip(new.headings, old.headings).allSatisfy { $0.level == $1.level }
      && new.headings[heading].text.utf8.starts(with: text.utf8)
    guard isKept else {
      throw VaultError(.badName, at: typed, cause: "as a heading it would read differently")
    }
    self.vault = vault
    index = try vault.index
    self.path = path
    resolver = LinkTargets.resolver(over: try vault.index, vault.settings)
    self.source = source
    self.old = old
    self.heading = heading
    self.text = text
    self.new = new
  }

  /// Returns the plan.
  func plan() throws -> RenamePlan {
    var plan = RenamePlan(path: path, newPath: path)
    plan.heading = (Self.withoutBlockID(old.headings[heading].text), text)
    var paths: Set<VaultPath> = [path]
    if let id = try index.fileID(of: path) {
      for link in try index.links(to: id) where link.row.link.fragment != nil {
        paths.insert(link.source)
      }
    }
    var seen: Set<String> = []
    for source in paths.sorted(by: { $0.text < $1.text }) + (try index.canvasPaths()) {
      guard let real = try? FileSystem.realPath(vault.root + "/" + source.text),
        vault.isInside(real), seen.insert(real).inserted
      else { continue }
      try rewrite(source, real, &plan)
    }
    return plan
  }

  private func rewrite(_ path: VaultPath, _ real: String, _ plan: inout RenamePlan) throws {
    let isOwn = path == self.path
    guard let bytes = isOwn ? source.bytes : vault.contents(path) else {
      throw VaultError(.unreadableFile, at: path.text)
    }
    let file = LinkedFile(bytes, path: path)
    var rewriter = FileRewriter(file)
    for occurrence in file.occurrences where try leadsHere(occurrence, from: path) {
      guard let fragment = occurrence.fragment, let chain = old.chain(fragment),
        let wanted = chain.last, !occurrence.isDefinedElsewhere
      else { continue }
      if new.chain(fragment)?.last == wanted, !chain.contains(heading) { continue }
      guard let raw = newFragment(occurrence, chain, wanted) else {
        let line = file.lines.line(at: occurrence.offset)
        plan.warnings.append("\(path):\(line): '\(occurrence.link)' has to be changed by hand")
        continue
      }
      if let subpath = occurrence.subpath {
        rewriter.replace(subpath, by: raw)
      } else if let site = occurrence.site {
        rewriter.replace(in: occurrence, [(site.fragment, raw)])
      }
    }
    guard isOwn || !rewriter.isEmpty else { return }
    var rewritten = rewriter.rewritten()
    if isOwn {
      guard let edit = Self.edit(old.headings[heading], bytes, text) else { return }
      // The links in the heading itself are part of its text and go with it.
      rewritten = rewriter.rewritten(with: edit)
    }
    try verify(LinkedFile(rewritten, path: path), file)
    plan.changes += rewriter.changes
    plan.files.append(RewrittenFile(path: real, old: bytes, new: rewritten))
  }

  private func leadsHere(
    _ occurrence: LinkedFile.Occurrence, from source: VaultPath
  ) throws -> Bool {
    if occurrence.isExactPath { return try index.file(at: occurrence.link) == path }
    return resolver.resolve(occurrence.target, form: occurrence.form, from: source).path == path
  }

  // MARK: Fragments

  /// Returns the fragment as it has to stand in the file; nil where none leads to the heading.
  private func newFragment(
    _ occurrence: LinkedFile.Occurrence, _ chain: [Int], _ wanted: Int
  ) -> String? {
    let raw: String
    if let subpath = occurrence.subpath {
      raw = String(decoding: subpath.bytes, as: UTF8.self)
    } else if let site = occurrence.site {
      raw = String(decoding: occurrence.text.bytes[site.fragment], as: UTF8.self)
    } else {
      return nil
    }
    let spell = { (text: String) in occurrence.site?.spelled(text) ?? text }
    let name = Self.linkText(text)
    // The pieces as they are, but for the one that names the heading.
    var pieces = raw.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }.map(
      String.init)
    var plain = Self.pieces(occurrence.fragment ?? "")
    if pieces.count == chain.count, plain.count == chain.count {
      for (place, index) in chain.enumerated() where index == heading {
        pieces[place] = spell(name)
        plain[place] = name
      }
      if leads(plain, to: wanted) { return "#" + pieces.joined(separator: "#") }
    }
    let path = new.path(to: wanted).map { Self.linkText(new.headings[$0].text) }
    return leads(path, to: wanted) ? "#" + path.map(spell).joined(separator: "#") : nil
  }

  private func leads(_ pieces: [String], to wanted: Int) -> Bool {
    new.chain(Substring("#" + pieces.joined(separator: "#")))?.last == wanted
  }

  private static func pieces(_ fragment: Substring) -> [String] {
    fragment.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
  }

  /// A heading's text for a link: what would break the link becomes a blank.
  static func linkText(_ heading: String) -> String {
    var text = ""
    let scalars = Array(withoutBlockID(heading).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isPair = index + 1 < scalars.count && scalars[index + 1] == scalar
      switch scalar {
      case ":", "#", "|", "^", "\\", "\r", "\n", " ", "\t": text += " "
      case "%" where isPair, "[" where isPair, "]" where isPair:
        text += " "
        index += 1
      default: text.unicodeScalars.append(scalar)
      }
      index += 1
    }
    return text.split(separator: " ").joined(separator: " ")
  }

  // MARK: The heading's line

  private static func checked(_ typed: String) throws -> String {
    let text = typed.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    if text.isEmpty { throw VaultError(.badName, at: typed, cause: "it has no text") }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw VaultError(.badName, at: typed, cause: "it has a control character")
    }
    if linkText(text).isEmpty {
      throw VaultError(.badName, at: typed, cause: "no link can name it")
    }
    return text
  }

  /// Finds the heading's text in its line; a block id behind it stays.
  private static func edit(
    _ heading: Heading, _ bytes: [UInt8], _ text: String
  ) -> (range: Range<Int>, bytes: [UInt8])? {
    let name = Array(withoutBlockID(heading.text).utf8)
    var start = heading.range.start
    while start < heading.range.end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "#") {
      start += 1
    }
    while start < heading.range.end, bytes[start] <= 0x20 { start += 1 }
    guard start + name.count <= heading.range.end,
      bytes[start..<start + name.count].elementsEqual(name)
    else { return nil }
    return (start..<start + name.count, Array(text.utf8))
  }

  private static func withoutBlockID(_ heading: String) -> String {
    guard let caret = heading.lastIndex(of: "^"), caret > heading.startIndex,
      heading[heading.index(before: caret)] == " "
    else { return heading }
    let id = heading[heading.index(after: caret)...]
    guard !id.isEmpty,
      id.utf8.allSatisfy({
        $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "-")
      })
    else { return heading }
    return heading[..<caret].trimmedEnd()
  }

  // MARK: Looking again

  /// Follows every chain of the rewritten file in the rewritten note.
  private func verify(_ file: LinkedFile, _ before: LinkedFile) throws {
    guard file.occurrences.count == before.occurrences.count || file.path == path else {
      throw VaultError(.cannotRewrite, at: file.path.text)
    }
    guard file.occurrences.count == before.occurrences.count else { return }
    for (now, then) in zip(file.occurrences, before.occurrences) where !then.isDefinedElsewhere {
      guard then.site != nil, try leadsHere(then, from: file.path), let fragment = then.fragment,
        let wanted = old.chain(fragment)?.last
      else { continue }
      let found = now.fragment.flatMap { new.chain($0)?.last }
      // One that could not be rewritten is left as it was, and there is a warning.
      if found != wanted, now.link != then.link {
        throw VaultError(.cannotRewrite, at: file.path.text)
      }
    }
  }
}

extension Substring {
  fileprivate func trimmedEnd() -> String {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
