import Characters
import NoteIndex
import NoteLinks
import NoteModel

extension Vault {
  /// Returns the references that stand in a note or canvas, in the order of the file.
  public func links(of name: String) throws -> (path: String, links: [Reference]) {
    var found: (path: String, links: [Reference]) = ("", [])
    try forEachLink(of: name, begin: { found.path = $0 }, { found.links.append($0) })
    return found
  }

  /// Calls `body` with each reference that stands in a note or canvas, in the order of the file.
  ///
  /// - Parameter begin: Called before the first one, with the path of the note.
  public func forEachLink(
    of name: String, begin: (_ path: String) -> Void, _ body: (Reference) throws -> Void
  ) throws {
    try handingOut { index, isNext in
      let (path, id) = try note(named: name)
      let references = try References(self)
      if isNext() { begin(path.text) }
      try index.forEachLink(of: id) { stored in
        let reference = try references.reference(stored)
        if isNext() { try body(reference) }
      }
    }
  }

  /// Calls `body` with each reference of the vault, by path and place.
  public func forEachReference(_ body: (Reference) throws -> Void) throws {
    try handingOut { index, isNext in
      let references = try References(self)
      try index.forEachLink { stored in
        let reference = try references.reference(stored)
        if isNext() { try body(reference) }
      }
    }
  }

  /// Reads the index, and hands out each thing once: where it is read again, as after damage, those that were
  /// handed out before are passed over.
  ///
  /// - Parameter body: Asks its second argument before it hands out a thing whether it is to be handed out, each time
  ///   in the same order.
  func handingOut(_ body: (NoteIndex, _ isNext: () -> Bool) throws -> Void) throws {
    var handedOut = 0
    try withIndex { index in
      var place = 0
      try body(index) {
        place += 1
        if place <= handedOut { return false }
        handedOut = place
        return true
      }
    }
  }

  /// Returns the links that lead to a file, by path and place.
  ///
  /// - Parameter includesOwn: Whether links of the note to itself count.
  public func backlinks(
    to name: String, includesOwn: Bool = false
  ) throws -> (note: String, links: [Backlink]) {
    var found: (note: String, links: [Backlink]) = ("", [])
    try forEachBacklink(
      to: name, includesOwn: includesOwn, begin: { found.note = $0 }, { found.links.append($0) })
    return found
  }

  /// Calls `body` with each link that leads to a file, by path and place.
  ///
  /// - Parameters:
  ///   - includesOwn: Whether links of the note to itself count.
  ///   - begin: Called before the first one, with the path of the file.
  public func forEachBacklink(
    to name: String, includesOwn: Bool = false, begin: (_ path: String) -> Void,
    _ body: (Backlink) throws -> Void
  ) throws {
    try handingOut { index, isNext in
      let (path, id) = try note(named: name)
      let references = try References(self)
      var lines = SourceLines(vault: self)
      if isNext() { begin(path.text) }
      try index.forEachLink(to: id) { stored in
        guard includesOwn || stored.note != id else { return }
        let link = try references.reference(stored)
        let text =
          stored.source.isCanvas
          ? nil : lines.line(link.line, around: link.column, of: stored.source)
        let backlink = Backlink(
          path: link.source, line: link.line, column: link.column, form: link.form,
          isEmbed: link.isEmbed, link: link.link, property: link.property, text: text)
        if isNext() { try body(backlink) }
      }
    }
  }

  /// Returns the names that links ask for and no file has, the most wanted first; aliases and hidden types count.
  ///
  /// What counts is what Obsidian shows: a link that only an alias resolves is in its list as well.
  public func unresolved() throws -> [UnresolvedTarget] {
    var targets: [UnresolvedTarget] = []
    try forEachUnresolved(
      { target, _ in targets.append(UnresolvedTarget(target: target, references: [])) },
      { targets[targets.count - 1].references.append($0) })
    return targets
  }

  /// Calls `begin` with each name that links ask for and no file has, and then `body` with each of these links.
  ///
  /// - Parameter begin: Is given the name, and how many links there are.
  public func forEachUnresolved(
    _ begin: (_ target: String, _ count: Int) throws -> Void,
    _ body: (Reference) throws -> Void
  ) throws {
    try handingOut { index, isNext in
      let references = try References(self)
      let plain = Resolution.Outcome.resolved
      var found = WantedNames()
      try index.forEachLink(where: { $1.outcome != plain }) { stored in
        let reference = try references.reference(stored)
        // Letter case tells names apart here, as in Obsidian's table.
        found.add(
          reference, name: LinkPath.trimmed(Self.unresolvedKey(reference.target)),
          key: Self.withPlainBlanks)
      }
      try found.forEach({ name, count in if isNext() { try begin(name, count) } }) { reference in
        if isNext() { try body(reference) }
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
      scalars.append(scalar.isNoBreakBlank ? " " : scalar)
    }
    return String(scalars)
  }

  /// Returns the notes that nothing else links to, in path order.
  ///
  /// - Parameters:
  ///   - isIsolated: Only those that lead nowhere either.
  ///   - includesExcluded: Also those among Obsidian's "Excluded files".
  public func orphans(
    isIsolated: Bool = false, includesExcluded: Bool = false
  ) throws -> [String] {
    try withIndex { index in
      var paths = shown(try index.notesWithoutIncomingLinks(), includesExcluded)
      if isIsolated {
        let leading = Set(try index.notesWithoutOutgoingLinks().map(\.text))
        paths.removeAll { !leading.contains($0) }
      }
      return paths
    }
  }

  /// Returns the notes none of whose links leads to another file, in path order.
  ///
  /// - Parameter includesExcluded: Also those among Obsidian's "Excluded files".
  public func deadEnds(includesExcluded: Bool = false) throws -> [String] {
    try withIndex { index in
      shown(try index.notesWithoutOutgoingLinks(), includesExcluded)
    }
  }

  private func shown(_ paths: [VaultPath], _ includesExcluded: Bool) -> [String] {
    paths.filter { includesExcluded || !excluded.contains($0) }.map(\.text)
  }
}
