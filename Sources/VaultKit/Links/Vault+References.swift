import NoteIndex
import NoteLinks
import NoteModel

extension Vault {
  /// Returns the references that stand in a note or canvas, in the order of the file.
  public func links(of name: String) throws -> (path: String, links: [Reference]) {
    try withIndex { index in
      let (path, id) = try note(named: name)
      let references = try References(self)
      let links = try index.links(of: id).map { try references.reference($0) }
      return (path.text, links.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
  }

  /// Calls `body` with each reference of the vault, by path and place.
  public func forEachReference(_ body: (Reference) throws -> Void) throws {
    var isBegun = false
    try withIndex { index in
      // What has been handed out cannot be taken back.
      if isBegun { throw VaultError(.indexUnusable, at: indexPath, cause: "it was damaged") }
      let references = try References(self)
      try index.forEachLink {
        isBegun = true
        try body(try references.reference($0))
      }
    }
  }

  /// Returns the links that lead to a file, by path and place.
  ///
  /// - Parameter includesOwn: Whether links of the note to itself count.
  public func backlinks(
    to name: String, includesOwn: Bool = false
  ) throws -> (note: String, links: [Backlink]) {
    try withIndex { index in
      let (path, id) = try note(named: name)
      let references = try References(self)
      var lines = SourceLines(vault: self)
      let links = try index.links(to: id).filter { includesOwn || $0.note != id }
        .map { try references.reference($0) }
      let found = links.map { link in
        Backlink(
          path: link.source, line: link.line, column: link.column, form: link.form,
          isEmbed: link.isEmbed, link: link.link, property: link.property,
          text: VaultPath(link.source).isCanvas
            ? nil : lines.line(link.line, around: link.column, of: VaultPath(link.source)))
      }
      return (path.text, found)
    }
  }

  /// Returns the names that links ask for and no file has, by name; aliases and hidden types count.
  ///
  /// What counts is what Obsidian shows: a link that only an alias resolves is in its list as well.
  public func unresolved() throws -> [UnresolvedTarget] {
    try withIndex { index in
      let references = try References(self)
      let plain = Int(Resolution.Outcome.resolved.rawValue)
      let found = try index.links(exceptPlain: plain).filter { $0.row.target.outcome != plain }
        .map { try references.reference($0) }
      var byKey: [String: Int] = [:]
      var targets: [UnresolvedTarget] = []
      for reference in found {
        let name = LinkPath.trimmed(Self.unresolvedKey(reference.target))
        // Letter case tells names apart here, as in Obsidian's table.
        let key = Self.withPlainBlanks(name)
        if let known = byKey[key] {
          targets[known].references.append(reference)
        } else {
          byKey[key] = targets.count
          targets.append(UnresolvedTarget(target: name, references: [reference]))
        }
      }
      return targets.sorted {
        $0.references.count == $1.references.count
          ? $0.target < $1.target : $0.references.count > $1.references.count
      }
    }
  }

  /// The path of a link without `.md`, as Obsidian keys its table of unresolved links.
  static func unresolvedKey(_ target: Substring) -> String {
    let isNote = target.utf8.count > 3 && NameKey(target.suffix(3)).text == ".md"
    return String(isNote ? target.dropLast(3) : target)
  }

  private static func withPlainBlanks(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      scalars.append(scalar == "\u{A0}" || scalar == "\u{202F}" ? " " : scalar)
    }
    return String(scalars)
  }

  /// Returns the notes that nothing else links to, in path order.
  ///
  /// - Parameter isIsolated: Only those that lead nowhere either.
  public func orphans(isIsolated: Bool = false) throws -> [String] {
    try withIndex { index in
      var paths = try index.notesWithoutIncomingLinks().map(\.text)
      if isIsolated {
        let leading = Set(try index.notesWithoutOutgoingLinks().map(\.text))
        paths.removeAll { !leading.contains($0) }
      }
      return paths
    }
  }

  /// Returns the notes none of whose links leads to another file, in path order.
  public func deadEnds() throws -> [String] {
    try withIndex { index in
      try index.notesWithoutOutgoingLinks().map(\.text)
    }
  }
}
