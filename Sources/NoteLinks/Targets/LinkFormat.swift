package import NoteModel

/// How new links name their target: Obsidian's setting `newLinkFormat`.
package enum LinkFormat: String, Sendable, CaseIterable {
  /// The bare file name where no other file has it, else the path from the root.
  case shortest
  /// The path from the source's folder.
  case relative
  /// The path from the root.
  case absolute
}

extension LinkResolver {
  /// Returns the target to write in `source` for a link to `path`, without a fragment.
  ///
  /// Wikilinks leave out `.md`, Markdown links keep it. Nothing is percent-encoded. A wikilink keeps
  /// `.md` where the shorter text would name another file: `Node.js.md` beside a `Node.js`.
  package func linkText(
    to path: VaultPath, from source: VaultPath, form: Link.Form, format: LinkFormat
  ) -> String {
    let text =
      switch format {
      case .shortest: isUniqueName(path) ? String(path.name) : path.text
      case .absolute: path.text
      case .relative: relativePath(to: path, from: source)
      }
    guard form == .wiki, path.isNote, text.utf8.count > 3 else { return text }
    let stem = path.stem
    if stem.utf8.contains(UInt8(ascii: ".")), hasFile(named: stem) { return text }
    return String(text.utf8.dropLast(3)) ?? text
  }

  private func relativePath(to path: VaultPath, from source: VaultPath) -> String {
    let slash = UInt8(ascii: "/")
    let here = source.folder.utf8.split(separator: slash)
    let there = path.text.utf8.split(separator: slash)
    var shared = 0
    while shared < here.count, shared < there.count - 1,
      here[shared].elementsEqual(there[shared])
    {
      shared += 1
    }
    let up = Array(repeating: "..", count: here.count - shared)
    return (up + there[shared...].map { String(Substring($0)) }).joined(separator: "/")
  }
}
