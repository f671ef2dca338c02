package import NoteModel

/// The files of a vault, ready to be searched for those that a broken link may mean.
///
/// A note is proposed by its name without extension, every other file by its whole file name. A file of the
/// same name with another extension comes first: `photo.png` for `![[photo.jpeg]]`.
package struct NearestFiles: Sendable {
  private let names: NearestNames
  /// File names of attachments by the key of their stem.
  private let byStem: [NameKey: [String]]

  package init(_ paths: some Sequence<VaultPath>) {
    var names: [String] = []
    var byStem: [NameKey: [String]] = [:]
    for path in paths {
      if path.isNote {
        names.append(String(path.stem))
      } else {
        names.append(String(path.name))
        byStem[NameKey(path.stem), default: []].append(String(path.name))
      }
    }
    self.names = NearestNames(names)
    self.byStem = byStem
  }

  /// Returns the names most like a link's target, the best first; see `NearestNames.nearest`.
  ///
  /// Adds to `work` how much that took, in some nanoseconds.
  package func nearest(
    to target: some StringProtocol, limit: Int, work: inout Int
  ) -> [String] {
    let written = VaultPath(LinkPath.trimmed(String(target)))
    var found: [String] = []
    if !written.isNote, written.stem.utf8.count < written.name.utf8.count {
      let twins = byStem[NameKey(written.stem)] ?? []
      // In the order of their names, so that it does not depend on the order of the files.
      found = Array(Set(twins).filter { NameKey($0) != NameKey(written.name) }.sorted())
    }
    for name in names.nearest(to: target, limit: limit, work: &work)
    where !found.contains(name) {
      found.append(name)
    }
    return Array(found.prefix(limit))
  }
}
