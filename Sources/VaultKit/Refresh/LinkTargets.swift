import NoteIndex
import NoteLinks
import NoteModel
import SQLite

extension LinkTarget {
  /// What a link leads to that leads nowhere.
  static let unresolved = LinkTarget(
    outcome: .unresolved, file: nil, others: 0)
}

/// Resolves links against the names that an index holds.
enum LinkTargets {
  /// Makes a resolver for the names as they are now; drop it when they change.
  ///
  /// A resolver cannot throw: what goes wrong while it looks up a name ends the transaction.
  ///
  /// - Parameter listsOthers: Whether the other files that fit are named; a target only counts them.
  static func resolver(
    over index: NoteIndex, _ settings: ObsidianSettings, listsOthers: Bool = true
  ) -> LinkResolver {
    LinkResolver(
      filesNamed: { name in paths(index) { try index.files(named: name) } },
      notesWithAlias: { name in paths(index) { try index.notes(withAlias: name) } },
      showsUnsupportedFiles: settings.showsUnsupportedFiles, listsOthers: listsOthers)
  }

  private static func paths(_ index: NoteIndex, _ find: () throws -> [VaultPath]) -> [VaultPath] {
    do { return try find() } catch {
      index.pendingError = error as? SQLiteError
      return []
    }
  }

  static func target(
    of link: Link, from source: VaultPath, _ resolver: LinkResolver, _ index: NoteIndex
  ) throws -> LinkTarget {
    let resolution = resolution(of: link, from: source, resolver)
    var file: Int64?
    if let path = resolution.path { file = try index.fileID(of: path) }
    return LinkTarget(
      outcome: resolution.outcome, file: file, others: resolution.otherCount)
  }

  /// Whether a link leads nowhere unless a file or an alias answers to its key, see `LinkKey`.
  static func isFoundByKey(_ link: Link, _ key: NameKey) -> Bool {
    // A link without a name leads to its own note, and a file on a canvas is found by its whole path.
    !key.text.isEmpty && link.wholePath == nil
  }

  /// Returns what a link of a note or canvas leads to.
  static func resolution(
    of link: Link, from source: VaultPath, _ resolver: LinkResolver
  ) -> Resolution {
    if source.isCanvas, let path = link.wholePath { return resolver.resolve(wholePath: path) }
    return resolver.resolve(link.target, form: link.form, from: source)
  }
}
