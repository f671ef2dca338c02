import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

/// The links that name a place in one note: where they can stand, and which of them lead to it.
final class FragmentLinks {
  /// The note that they lead to.
  let path: VaultPath
  private let vault: Vault
  private let index: NoteIndex
  private let resolver: LinkResolver
  /// What a link that leads to the note can wait for; the empty key for one without a target.
  private let keys: Set<NameKey>

  init(_ vault: Vault, to path: VaultPath) throws {
    self.vault = vault
    self.path = path
    index = try vault.index
    resolver = LinkTargets.resolver(over: index, vault.settings)
    var keys = Set(LinkKey.affected(byFile: path) + [NameKey("")])
    if let id = try index.fileID(of: path) {
      keys.formUnion(try index.aliases(of: id).map { LinkKey.affected(byAlias: $0) })
    }
    self.keys = keys
  }

  /// Returns the note itself, the notes that name a place in it, and all canvases that can be read.
  func sources() throws -> [VaultPath] {
    var paths: Set<VaultPath> = [path]
    if let id = try index.fileID(of: path) { paths.formUnion(try index.sources(ofFragmentsOf: id)) }
    return paths.sorted { $0.text < $1.text } + (try vault.readable(index.canvasPaths()))
  }

  /// Reads the note. Throws `VaultError` of kind `unreadableFile`.
  func file(for purpose: ReadingPurpose) throws -> LinkedFile {
    guard let bytes = vault.contents(path) else {
      throw VaultError(.unreadableFile, at: path.text)
    }
    return LinkedFile(bytes, path: path, for: purpose)
  }

  /// Whether an occurrence in `source` leads to the note.
  func leadsHere(_ occurrence: Occurrence, from source: VaultPath) -> Bool {
    if occurrence.isExactPath { return resolver.resolve(wholePath: occurrence.link).path == path }
    // Most links of other names need no look-up.
    guard keys.contains(LinkKey.of(occurrence.target)) else { return false }
    return resolver.resolve(occurrence.target, form: occurrence.form, from: source).path == path
  }
}
