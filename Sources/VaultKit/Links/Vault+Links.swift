import Characters
import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Finds what a link leads to: `[[Note#Heading|text]]`, `![[image.png]]`, `[text](note.md)` or a name.
  ///
  /// - Parameter source: The note that the link stands in, by path or name; nil for the vault's root.
  ///
  /// Throws `VaultError` of kind `noSource` for a link without a target where no note is named.
  public func resolve(_ typed: String, from source: String?) throws -> ResolvedLink {
    try withIndex { index in
      let link = Self.parse(link: typed)
      if link.isExternal { return ResolvedLink(link: typed, outcome: .external) }
      let from = try source.map { try note(named: $0).path } ?? VaultPath("")
      let resolution = LinkTargets.resolver(over: index, settings)
        .resolve(link.target, form: link.form, from: from)
      var resolved = ResolvedLink(
        link: typed, outcome: Self.outcome(resolution.outcome), path: resolution.path?.text,
        fragment: link.fragment.map(String.init), others: resolution.others.map(\.text),
        alias: nil)
      guard let path = resolution.path else {
        resolved.nearest = try nearest(to: String(link.target), among: index.allPaths())
        return resolved
      }
      resolved.alias = try resolution.alias.map { try alias($0, of: path) }
      if path.text.isEmpty { throw VaultError(.noSource, at: typed) }
      if path.isNote, let fragment = link.fragment {
        let target = NoteFragments(try parse(path, for: .fragments).note).target(of: fragment)
        resolved.isFragmentFound = target != nil
        resolved.line = target?.line
        resolved.endLine = target?.endLine
      }
      return resolved
    }
  }

  /// Returns an alias as its note has it, given the form that a link has.
  private func alias(_ typed: String, of path: VaultPath) throws -> String {
    guard let id = try index.fileID(of: path) else { return typed }
    return try index.aliases(of: id).first { NameKey($0) == NameKey(typed) } ?? typed
  }

  /// Returns the headings and labels of a note.
  public func outline(of name: String) throws -> Outline {
    try withIndex { index in
      let (path, _) = try note(named: name)
      let note = try parse(path, for: .headings).note
      let entries = note.sections.indices.compactMap { index -> Outline.Entry? in
        if note.sections.isPiece(index) { return nil }
        let section = note.sections[index]
        guard section.kind != .lead, let text = section.headingPath.last else { return nil }
        return Outline.Entry(
          level: section.level, isLabel: section.kind == .label, text: text, line: section.line)
      }
      return Outline(path: path.text, title: note.title, entries: entries)
    }
  }

  /// Whether the vault has no notes at all.
  public var isEmpty: Bool {
    get throws { try withIndex { $0.noteCount == 0 } }
  }

  /// Counts what the vault and its index hold.
  public func status() throws -> VaultStatus {
    let report = try refresh()
    let (overview, refreshed, path) = try withIndex { index in
      (
        try index.overview(hiding: excluded.contains),
        try index.meta("refreshed").flatMap { Int($0) }, index.path
      )
    }
    let problems = try countFindings()
    let excludedNotes = try withIndex { try countExcludedNotes($0) }
    return VaultStatus(
      vault: root, index: path.isEmpty ? "in memory" : path, notes: overview.notes,
      excludedNotes: excludedNotes,
      files: overview.files, sections: overview.sections, links: overview.links,
      unresolvedLinks: overview.unresolvedLinks, tags: overview.tags,
      problems: problems, indexBytes: overview.bytes, refreshed: refreshed,
      schemaVersion: overview.schemaVersion, sqliteVersion: overview.sqliteVersion,
      slowSearch: overview.slowSearch, refresh: report)
  }

  /// Reads a link as it was typed; what is not a link is the target of one.
  static func parse(link typed: String) -> Link {
    // In a table the separator is written with a backslash, which is no part of the link.
    let typed = typed.split(separator: "\\|", omittingEmptySubsequences: false)
      .joined(separator: "|")
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

extension Link {
  /// Whether what was typed, and is not a link of a vault, leads to the web: `[t](https://…)`, `https://…`.
  fileprivate var isExternal: Bool {
    guard form == .wiki, !link.hasPrefix("[["), !link.hasPrefix("![[") else { return false }
    var target = link[...]
    if link.utf8.last == UInt8(ascii: ")"), let open = link.range(ofTarget: "](") {
      target = link[open...].drop { $0 == "<" }
    }
    if target.utf8.starts(with: "//".utf8) { return true }
    let scheme = target.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.count < target.utf8.count, let first = scheme.first, first.isLetter
    else { return false }
    let isNamed = scheme.allSatisfy {
      $0.isLetterOrDigit || "+-.".utf8.contains($0)
    }
    // A name may hold a colon: only what no name would be is taken for the web.
    let isWeb =
      target != link[...] || target.utf8.dropFirst(scheme.count).starts(with: "://".utf8)
      || target.utf8.starts(with: "mailto:".utf8)
    return isNamed && isWeb
  }
}

extension String {
  /// The index after the first place of `opener`.
  fileprivate func range(ofTarget opener: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].utf8.starts(with: opener.utf8) {
        return utf8.index(index, offsetBy: opener.utf8.count)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
