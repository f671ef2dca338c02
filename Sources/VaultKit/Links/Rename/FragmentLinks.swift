import NoteIndex
import NoteLinks
import NoteModel

/// The links that name a place in one note: where they can stand, and which of them lead to it.
final class FragmentLinks {
  /// The note that they lead to.
  let path: VaultPath
  private let vault: Vault
  private let index: NoteIndex
  private let resolver: LinkResolver

  init(_ vault: Vault, to path: VaultPath) throws {
    self.vault = vault
    self.path = path
    index = try vault.index
    resolver = LinkTargets.resolver(over: index, vault.settings)
  }

  /// Returns the note itself, the notes that name a place in it, and all canvases that can be read.
  func sources() throws -> [VaultPath] {
    var paths: Set<VaultPath> = [path]
    if let id = try index.fileID(of: path) { paths.formUnion(try index.sources(ofFragmentsOf: id)) }
    return paths.sorted { $0.text < $1.text } + (try vault.readable(index.canvasPaths()))
  }

  /// Reads the note with its headings and blocks. Throws `VaultError` of kind `unreadableFile`.
  func file() throws -> LinkedFile {
    guard let bytes = vault.contents(path) else {
      throw VaultError(.unreadableFile, at: path.text)
    }
    return LinkedFile(bytes, path: path, keepsPlaces: true)
  }

  /// Whether an occurrence in `source` leads to the note.
  func leadsHere(_ occurrence: Occurrence, from source: VaultPath) throws -> Bool {
    if occurrence.isExactPath { return try index.file(at: occurrence.link) == path }
    return resolver.resolve(occurrence.target, form: occurrence.form, from: source).path == path
  }
}
