// Canvases are no notes, so the index holds their names only. There are few of them in a vault, and they
// are read when somebody asks for references.

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
    return Reference(
      source: stored.source.text, line: stored.row.position.line,
      column: stored.row.position.column, form: link.form == .wiki ? .wiki : .markdown,
      isEmbed: link.isEmbed, link: link.link, display: link.display, property: stored.row.keyPath,
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

  // MARK: Canvases

  /// Returns the references of the canvases whose links the index does not hold, by path and place.
  func ofCanvases() throws -> [Reference] {
    try index.unreadCanvasPaths().flatMap { try of(canvas: $0) }
  }

  /// Returns the references of one canvas in the order of the file; none where it cannot be read.
  func of(canvas path: VaultPath) throws -> [Reference] {
    guard let bytes = vault.contents(path) else { return [] }
    let canvas = Canvas(bytes, path: path)
    var found: [(offset: Int, reference: Reference)] = []
    for file in canvas.files { found.append(try reference(file, in: canvas, path)) }
    for card in canvas.cards {
      for link in card.note.links { found.append(reference(link, card, canvas, path)) }
    }
    return found.sorted { $0.offset < $1.offset }.map(\.reference)
  }

  private func reference(
    _ file: Canvas.FileNode, in canvas: Canvas, _ source: VaultPath
  ) throws -> (Int, Reference) {
    let target = try index.file(at: file.text)
    let position = canvas.lines.position(at: file.path.offsets[0])
    let reference = Reference(
      source: source.text, line: position.line, column: position.column, form: .canvas,
      isEmbed: true, link: file.text + (file.fragment ?? ""), display: file.text, property: nil,
      outcome: target == nil ? .unresolved : .resolved, path: target?.text, others: 0,
      isFragmentFound: found(file.fragment.map { $0[...] }, in: target))
    return (file.path.offsets[0], reference)
  }

  private func reference(
    _ link: Link, _ card: Canvas.Card, _ canvas: Canvas, _ source: VaultPath
  ) -> (Int, Reference) {
    let resolution = resolver.resolve(link.target, form: link.form, from: source)
    let offset = card.text.offsets[link.range.start]
    let position = canvas.lines.position(at: offset)
    let reference = Reference(
      source: source.text, line: position.line, column: position.column,
      form: link.form == .wiki ? .wiki : .markdown, isEmbed: link.isEmbed, link: link.link,
      display: link.display, property: nil, outcome: Vault.outcome(resolution.outcome),
      path: resolution.path?.text, others: resolution.others.count,
      isFragmentFound: found(link.fragment, in: resolution.path))
    return (offset, reference)
  }
}

extension NoteIndex {
  /// Finds the file that a canvas names: the exact path, after slashes are tidied.
  ///
  /// The comparison goes by canonical equivalence, as `normalizePath` of Obsidian's interface does.
  func file(at written: String) throws -> VaultPath? {
    let parts = written.split { $0 == "/" || $0 == "\\" }
    guard let name = parts.last else { return nil }
    let path = parts.joined(separator: "/")
    return try files(named: NameKey(name)).first { $0.text == path }
  }
}

extension Vault {
  /// Reads a file of the vault; nil where it cannot be read or lies outside by a symbolic link.
  func contents(_ path: VaultPath) -> [UInt8]? {
    guard let real = try? FileSystem.realPath(root + "/" + path.text), isInside(real) else {
      return nil
    }
    return try? FileSystem.contents(of: real)
  }

  /// Whether an absolute path without symbolic links lies in the vault.
  func isInside(_ real: String) -> Bool {
    let slash = root.utf8.last == 0x2F ? root : root + "/"
    return real.utf8.starts(with: slash.utf8)
  }
}
