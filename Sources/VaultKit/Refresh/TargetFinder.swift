import NoteIndex
import NoteLinks
import NoteModel
import SQLite

/// Finds what many links lead to by the names of an index; made when the names are final, dropped when they change.
final class TargetFinder {
  private let index: NoteIndex
  private let resolver: LinkResolver
  /// Links that are looked up name by name before the rest is not: to read all names costs less than three statements
  /// for each of as many links.
  private lazy var patience = max(10_000, (try? index.fileCount()) ?? 0)
  /// The keys of all names; nil until there were so many links that to gather them pays.
  private var keys: KeyFilter?

  init(_ index: NoteIndex, _ settings: ObsidianSettings) {
    self.index = index
    resolver = LinkTargets.resolver(over: index, settings, listsOthers: false)
  }

  /// Returns what a link of a note or canvas leads to, and the name it waits for.
  func target(of link: Link, from source: VaultPath) throws -> KeyedTarget {
    let key = LinkKey.of(link.target)
    if LinkTargets.isFoundByKey(link, key), try !mayLead(key) {
      return KeyedTarget(target: .unresolved, key: key)
    }
    let target = try LinkTargets.target(of: link, from: source, resolver, index)
    return KeyedTarget(target: target, key: key)
  }

  /// Whether a file or an alias may answer to a key; false is certain.
  private func mayLead(_ key: NameKey) throws -> Bool {
    if let keys { return keys.mayHold(key) }
    patience -= 1
    if patience < 0 { keys = try gatherKeys() }
    return true
  }

  private func gatherKeys() throws -> KeyFilter {
    var keys = KeyFilter()
    try index.forEachFile { path, _ in
      for key in LinkKey.affected(byFile: VaultPath(String(decoding: path, as: UTF8.self))) {
        keys.insert(Digest.of(key.text))
      }
    }
    try index.forEachAlias { keys.insert(Digest.of(LinkKey.affected(byAlias: $0).text)) }
    return keys
  }
}
