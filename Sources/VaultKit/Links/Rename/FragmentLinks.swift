import NoteIndex
import NoteLinks
import NoteModel

/// The links that name a place in one note: where they can stand, and which of them lead to it.
struct FragmentLinks {
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

  /// Calls `body` with the note itself, the notes that name a place in it, and all canvases that can be read,
  /// each once.
  func forEachSource(_ body: (_ source: VaultPath, _ real: String) throws -> Void) throws {
    var paths: Set<VaultPath> = [path]
    if let id = try index.fileID(of: path) {
      for link in try index.links(to: id) where link.row.link.fragment != nil {
        paths.insert(link.source)
      }
    }
    let canvases = try vault.readable(index.canvasPaths())
    var seen: Set<String> = []
    for source in paths.sorted(by: { $0.text < $1.text }) + canvases {
      guard let real = try? FileSystem.realPath(vault.root + "/" + source.text),
        vault.isOurs(real), seen.insert(real).inserted
      else { continue }
      try body(source, real)
    }
  }

  /// Reads a source. Throws `VaultError` of kind `unreadableFile`.
  func file(_ source: VaultPath) throws -> LinkedFile {
    guard let bytes = vault.contents(source) else {
      throw VaultError(.unreadableFile, at: source.text)
    }
    return LinkedFile(bytes, path: source)
  }

  /// Whether an occurrence in `source` leads to the note.
  func leadsHere(_ occurrence: LinkedFile.Occurrence, from source: VaultPath) throws -> Bool {
    if occurrence.isExactPath { return try index.file(at: occurrence.link) == path }
    return resolver.resolve(occurrence.target, form: occurrence.form, from: source).path == path
  }
}
