import NoteIndex
import NoteLinks
import NoteModel

/// Turns what notes and canvases hold into references. One serves one command.
final class References {
  private let vault: Vault
  private let index: NoteIndex
  let parsed: ParsedNotes
  private lazy var resolver = LinkTargets.resolver(over: index, vault.settings)
  private var paths: [Int64: VaultPath] = [:]

  init(_ vault: Vault) throws {
    self.vault = vault
    index = try vault.index
    parsed = ParsedNotes(vault: vault)
  }

  /// Returns a link of a note as a reference.
  func reference(_ stored: StoredLink) throws -> Reference {
    let link = stored.row.link
    let target = stored.row.target
    let path = try target.file.flatMap(path)
    let file = stored.canvasFile
    return Reference(
      source: stored.source.text, line: stored.row.position.line,
      column: stored.row.position.column,
      form: file != nil ? .canvas : link.form == .wiki ? .wiki : .markdown,
      isEmbed: link.isEmbed, link: file ?? link.link, display: link.display,
      property: stored.row.keyPath,
      outcome: Resolution.Outcome(rawValue: UInt8(clamping: target.outcome))
        .map(Vault.outcome) ?? .unresolved,
      path: path?.text, others: target.others, isFragmentFound: found(link.fragment, in: path))
  }

  private func path(_ id: Int64) throws -> VaultPath? {
    if let known = paths[id] { return known }
    let path = try index.path(of: id)
    paths[id] = path
    return path
  }

  private func found(_ fragment: Substring?, in path: VaultPath?) -> Bool? {
    guard let fragment, let path else { return nil }
    return parsed.holds(fragment, in: path)
  }
}

extension StoredLink {
  /// The path and fragment of a file that stands on a canvas, as the canvas has them; nil for any other
  /// link. The parser gives such a file a path from the root, and all of it as text.
  var canvasFile: String? {
    guard source.isCanvas, row.link.wholePath != nil else { return nil }
    return String(row.link.link.dropFirst())
  }
}

extension Vault {
  /// Reads a file of the vault; nil where it cannot be read, or lies outside by a symbolic link that is
  /// not to be followed.
  func contents(_ path: VaultPath) -> [UInt8]? {
    guard let root = try? files() else { return nil }
    return try? FileSystem.contents(of: path, in: root)
  }

  /// Whether an absolute path without symbolic links lies in the vault, or where links of the vault may lead.
  func isOurs(_ real: String) -> Bool { isInside(real) || refresher.followed.allow(real) }

  /// Whether an absolute path without symbolic links lies in the vault.
  func isInside(_ real: String) -> Bool {
    let slash = root.utf8.last == 0x2F ? root : root + "/"
    return real.utf8.starts(with: slash.utf8)
  }
}
