// The rules are those of the specification's section 3.1, stated there as a ranking of candidates. What
// this file adds is cost: names are asked for once, and what ranks them is shared by all links to them.

package import NoteModel

/// Finds the file that a link leads to.
///
/// Names are asked for through two closures, so that the same rules run over a dictionary in a
/// rebuild and over SQL in a refresh. What came back is kept: make a
/// resolver when the names are final and drop it when they change.
///
/// The order of the lists that the closures return has no effect on any answer.
package final class LinkResolver {
  private let filesNamed: (NameKey) -> [VaultPath]
  private let notesWithAlias: (NameKey) -> [VaultPath]
  private let showsUnsupportedFiles: Bool
  private let listsOthers: Bool
  /// Names of many files, which cost much to gather.
  private var files: [NameKey: Namesakes] = [:]
  /// Names of no file or a few.
  private var rareFiles: [NameKey: Namesakes] = [:]
  private var aliases: [NameKey: Namesakes] = [:]
  private var folders: [Substring: String] = [:]
  /// Most names that are kept, so that memory does not grow with the vault.
  private static let mostKept = 10_000
  /// Most files that are kept for names of many files: about 7 MB.
  private static let mostKeptFiles = 100_000
  /// The files of a name with up to this many are not kept: finding them again is quick.
  private static let fewFiles = 8
  private var keptFiles = 0
  /// Targets that lead to one file wherever they are written: nearly all in most vaults.
  private var settled: [Substring: Resolution] = [:]

  /// - Parameters:
  ///   - filesNamed: All files of the vault whose last path part, extension included, has the key.
  ///   - notesWithAlias: All notes with an alias of the key, each once.
  ///   - showsUnsupportedFiles: Obsidian's setting "Show all file types".
  ///   - listsOthers: Whether resolutions name the other files that fit, rather than count them.
  package init(
    filesNamed: @escaping (NameKey) -> [VaultPath],
    notesWithAlias: @escaping (NameKey) -> [VaultPath],
    showsUnsupportedFiles: Bool, listsOthers: Bool = true
  ) {
    self.filesNamed = filesNamed
    self.notesWithAlias = notesWithAlias
    self.showsUnsupportedFiles = showsUnsupportedFiles
    self.listsOthers = listsOthers
  }

  /// Returns what `target`, written in the note `source`, leads to.
  ///
  /// - Parameters:
  ///   - target: The part before the first `#`; percent-decoded in a Markdown link.
  ///   - form: Only wikilinks reach a note by its alias.
  ///   - source: The note or canvas that holds the link.
  package func resolve(
    _ target: some StringProtocol, form: Link.Form, from source: VaultPath
  ) -> Resolution {
    // Without a copy of the text: most links have been seen before.
    if let resolution = settled[Substring(target)] { return resolution }
    let written = LinkPath.trimmed(String(target))
    if written.isEmpty { return Resolution(outcome: .resolved, path: source) }
    let folder = folded(folder: source.folder)
    let path = LinkPath(written, from: folder)
    if let (namesakes, winners) = winners(for: path, from: folder) {
      let best = namesakes.best(of: winners)
      let resolution = Resolution(
        outcome: showsUnsupportedFiles || best.isRecognized ? .resolved : .unsupportedTarget,
        path: best, others: listsOthers ? namesakes.others(of: winners) : [],
        otherCount: winners.count - 1)
      if winners.isAlone, !LinkPath.isRelative(written) {
        if settled.count == Self.mostKept { settled.removeAll(keepingCapacity: true) }
        settled[written[...]] = resolution
      }
      return resolution
    }
    guard form == .wiki, path.anchor == .anywhere else { return .unresolved }
    let namesakes = notes(withAlias: NameKey(written))
    guard let winners = namesakes.nearest(to: folder) else { return .unresolved }
    return Resolution(
      outcome: .viaAlias, path: namesakes.best(of: winners),
      others: listsOthers ? namesakes.others(of: winners) : [], otherCount: winners.count - 1,
      alias: written)
  }

  /// Returns what the path of a file on a canvas leads to: the file of just that path, else the best of those whose
  /// whole path compares as equal.
  ///
  /// - Parameter path: From the root, with slashes of either kind, wherever they stand.
  package func resolve(wholePath path: some StringProtocol) -> Resolution {
    let parts = path.split { $0 == "/" || $0 == "\\" }
    guard let name = parts.last else { return .unresolved }
    let text = parts.joined(separator: "/")
    let namesakes = namesakes(NameKey(name))
    guard let winners = namesakes.winners(at: NameKey(text).text, anchor: .root, from: "") else {
      return .unresolved
    }
    var best = namesakes.best(of: winners)
    var others = winners.count > 1 ? namesakes.others(of: winners) : []
    if let exact = others.first(where: { $0 == VaultPath(text) }) { best = exact }
    if best == VaultPath(text) { others = [] }
    return Resolution(
      outcome: showsUnsupportedFiles || best.isRecognized ? .resolved : .unsupportedTarget,
      path: best, others: listsOthers ? others : [], otherCount: others.count)
  }

  /// Whether a target that was resolved before leads to the same file wherever it is written.
  package func isSettled(_ target: some StringProtocol) -> Bool {
    settled[Substring(target)] != nil || settled[LinkPath.trimmed(String(target))[...]] != nil
  }

  /// Whether no file but `path` has its file name.
  package func isUniqueName(_ path: VaultPath) -> Bool {
    namesakes(NameKey(path.name)).holdsOnly(path)
  }

  /// Whether the vault holds a file with the file name `name`.
  package func hasFile(named name: some StringProtocol) -> Bool {
    namesakes(NameKey(name)).count > 0
  }

  private func winners(
    for path: LinkPath, from folder: String
  ) -> (Namesakes, Namesakes.Winners)? {
    let name = path.name
    if name.utf8.contains(UInt8(ascii: ".")) {
      let literal = namesakes(NameKey(name))
      if literal.count > 0 {
        return literal.winners(at: path.folded, anchor: path.anchor, from: folder).map {
          (literal, $0)
        }
      }
    }
    let notes = namesakes(NameKey(name + ".md"))
    return notes.winners(at: path.folded + ".md", anchor: path.anchor, from: folder).map {
      (notes, $0)
    }
  }

  private func namesakes(_ name: NameKey) -> Namesakes {
    if let known = files[name] ?? rareFiles[name] { return known }
    let found = Namesakes(filesNamed(name))
    // A name of one file is kept with what is settled; those of a few are soon gathered again.
    if found.count > Self.fewFiles {
      if keptFiles > Self.mostKeptFiles {
        files.removeAll(keepingCapacity: true)
        keptFiles = 0
      }
      files[name] = found
      keptFiles += found.count
    } else if found.count != 1 {
      if rareFiles.count == Self.mostKept { rareFiles.removeAll(keepingCapacity: true) }
      rareFiles[name] = found
    }
    return found
  }

  private func notes(withAlias alias: NameKey) -> Namesakes {
    if let known = aliases[alias] { return known }
    let found = Namesakes(notesWithAlias(alias))
    if aliases.count == Self.mostKept { aliases.removeAll(keepingCapacity: true) }
    aliases[alias] = found
    return found
  }

  private func folded(folder: Substring) -> String {
    if let known = folders[folder] { return known }
    let key = NameKey(folder).text
    folders[folder] = key
    return key
  }
}
