import NoteIndex
import NoteLinks
import NoteModel
import Platform

/// Turns what notes and canvases hold into references. One serves one command.
final class References {
  private let parsed: ParsedNotes
  private let paths: KnownPaths

  init(_ vault: Vault) throws {
    paths = KnownPaths(try vault.index)
    parsed = ParsedNotes(vault: vault)
  }

  /// Returns a link of a note as a reference.
  func reference(_ stored: StoredLink) throws -> Reference {
    let link = stored.record.link
    let target = stored.record.target
    let path = try target.file.flatMap(paths.path)
    let file = stored.canvasFile
    return Reference(
      source: stored.source.text, line: stored.record.position.line,
      column: stored.record.position.column,
      form: file != nil ? .canvas : link.form == .wiki ? .wiki : .markdown,
      isEmbed: link.isEmbed, link: file ?? link.link, display: link.display,
      property: stored.record.keyPath,
      outcome: Vault.outcome(target.outcome),
      path: path?.text, others: target.others, isFragmentFound: found(link.fragment, in: path))
  }

  private func found(_ fragment: Substring?, in path: VaultPath?) -> Bool? {
    guard let fragment, let path else { return nil }
    return parsed.holds(fragment, in: path)
  }
}

/// The paths of files, each looked up once: a million links may lead to one.
final class KnownPaths {
  private let index: NoteIndex
  private var known: [Int64: VaultPath] = [:]
  private var last: (id: Int64, path: VaultPath)?

  init(_ index: NoteIndex) {
    self.index = index
  }

  func path(of id: Int64) throws -> VaultPath? {
    if let last, last.id == id { return last.path }
    guard let path = try known[id] ?? index.path(of: id) else { return nil }
    known[id] = path
    last = (id, path)
    return path
  }
}

extension StoredLink {
  /// The path and fragment of a file that stands on a canvas, as the canvas has them; nil for any other
  /// link. The parser gives such a file a path from the root, and all of it as text.
  var canvasFile: String? {
    guard source.isCanvas, record.link.wholePath != nil else { return nil }
    return String(record.link.link.dropFirst())
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
