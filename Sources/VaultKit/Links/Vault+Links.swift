import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Finds what a link leads to: `[[Note#Heading|text]]`, `![[image.png]]`, `[text](note.md)` or a name.
  ///
  /// - Parameter source: The note that the link stands in, by path or name; nil for the vault's root.
  public func resolve(_ typed: String, from source: String?) throws -> ResolvedLink {
    let link = Self.parse(link: typed)
    let from = try source.map { try note(named: $0).path } ?? VaultPath("")
    let index = try index
    let resolution = LinkTargets.resolver(over: index, settings)
      .resolve(link.target, form: link.form, from: from)
    var resolved = ResolvedLink(
      link: typed, outcome: Self.outcome(resolution.outcome), path: resolution.path?.text,
      fragment: link.fragment.map(String.init), others: resolution.others.map(\.text),
      alias: resolution.alias, nearest: [])
    if resolution.path == nil {
      resolved.nearest = try nearest(to: String(link.target), among: index.allNotePaths())
    }
    if let path = resolution.path, path.text.isEmpty {
      // A link without a target leads to its own note, and no note was named.
      throw VaultError(.noSuchNote(nearest: []), at: typed)
    }
    if let path = resolution.path, path.isNote, let fragment = link.fragment {
      let note = try parse(path).note
      let target = note.resolveSubpath(fragment)
      resolved.isFragmentFound = target != nil
      resolved.line = target?.line
      resolved.endLine = target?.endLine
    }
    return resolved
  }

  /// Returns the links of other notes that lead to a note, by path and line.
  public func backlinks(to name: String) throws -> (note: String, links: [Backlink]) {
    let (path, id) = try note(named: name)
    let stored = try index.links(to: id).filter { $0.note != id }
    var lines = SourceLines(vault: self)
    let links = stored.map { link in
      Backlink(
        path: link.source.text, line: link.row.position.line, column: link.row.position.column,
        isEmbed: link.row.link.isEmbed, link: link.row.link.link, property: link.row.keyPath,
        text: lines.line(link.row.position.line, of: link.source))
    }
    return (path.text, links)
  }

  /// Returns the headings and labels of a note.
  public func outline(of name: String) throws -> Outline {
    let (path, _) = try note(named: name)
    let note = try parse(path).note
    let entries = note.sections.compactMap { section -> Outline.Entry? in
      guard section.kind != .lead, let text = section.headingPath.last else { return nil }
      return Outline.Entry(
        level: section.level, isLabel: section.kind == .label, text: text, line: section.line)
    }
    return Outline(path: path.text, title: note.title, entries: entries)
  }

  /// Counts what the vault and its index hold.
  public func status() throws -> VaultStatus {
    let report = try refresh()
    let index = try index
    let (overview, refreshed) = try index.read {
      (try index.overview(), try index.meta("refreshed").flatMap { Int($0) })
    }
    return VaultStatus(
      vault: root, index: index.path.isEmpty ? "in memory" : index.path, notes: overview.notes,
      files: overview.files, sections: overview.sections, links: overview.links,
      unresolvedLinks: overview.unresolvedLinks, tags: overview.tags,
      problems: overview.problems, indexBytes: overview.bytes, refreshed: refreshed,
      schemaVersion: overview.schemaVersion, sqliteVersion: overview.sqliteVersion,
      refresh: report)
  }

  /// Reads a link as it was typed; what is no link is the target of one.
  private static func parse(link typed: String) -> Link {
    var parser = NoteParser()
    let note = Array(typed.utf8).withUnsafeBytes { parser.parse($0, path: VaultPath("typed.md")) }
    if let link = note.links.first, note.links.count == 1,
      link.range == SourceRange(0, typed.utf8.count)
    {
      return link
    }
    return Link(
      form: .wiki, isEmbed: false, link: typed, display: typed,
      range: SourceRange(0, typed.utf8.count))
  }

  static func outcome(_ outcome: Resolution.Outcome) -> ResolvedLink.Outcome {
    switch outcome {
    case .unresolved: .unresolved
    case .resolved: .resolved
    case .viaAlias: .viaAlias
    case .unsupportedTarget: .unsupportedTarget
    }
  }
}

/// Reads single lines of notes, each note once.
private struct SourceLines {
  private let vault: Vault
  private var notes: [VaultPath: (lines: LineTable, bytes: [UInt8])] = [:]

  init(vault: Vault) {
    self.vault = vault
  }

  mutating func line(_ line: Int, of path: VaultPath) -> String? {
    if notes[path] == nil, let parsed = try? vault.parse(path) {
      notes[path] = (parsed.note.lines, parsed.bytes)
    }
    guard let (lines, bytes) = notes[path], line >= 1, line <= lines.starts.count else {
      return nil
    }
    let start = Int(lines.starts[line - 1])
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
