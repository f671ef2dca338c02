import NoteIndex
import NoteLinks
import NoteModel

/// Resolves links against the names that an index holds.
enum LinkTargets {
  /// Makes a resolver for the names as they are now; drop it when they change.
  ///
  /// A name that cannot be read from the index counts as missing: whatever is wrong with the
  /// database shows again in the statement that writes the target.
  static func resolver(over index: NoteIndex, _ settings: ObsidianSettings) -> LinkResolver {
    LinkResolver(
      filesNamed: { (try? index.files(named: $0)) ?? [] },
      notesWithAlias: { (try? index.notes(withAlias: $0)) ?? [] },
      showsUnsupportedFiles: settings.showsUnsupportedFiles)
  }

  static func target(
    of link: Link, from source: VaultPath, _ resolver: LinkResolver, _ index: NoteIndex
  ) throws -> LinkTarget {
    let resolution = resolver.resolve(link.target, form: link.form, from: source)
    var file: Int64?
    if let path = resolution.path { file = try index.fileID(of: path) }
    return LinkTarget(
      outcome: Int(resolution.outcome.rawValue), file: file, others: resolution.others.count)
  }
}
