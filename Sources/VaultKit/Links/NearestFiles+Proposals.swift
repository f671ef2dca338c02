import NoteIndex
import NoteLinks
import NoteModel

extension NearestFiles {
  /// Returns what a link, or a name on the command line, that leads nowhere may mean, the best first.
  ///
  /// That is a name, or the path of a file that has the very name: then the folder is what differs.
  func proposals(
    for target: some StringProtocol, limit: Int, in index: NoteIndex
  ) throws -> [String] {
    var work = 0
    return try proposals(for: target, limit: limit, in: index, work: &work)
  }

  /// The same, and adds what it took to `work`.
  func proposals(
    for target: some StringProtocol, limit: Int, in index: NoteIndex, work: inout Int
  ) throws -> [String] {
    let written = VaultPath(LinkPath.trimmed(String(target)))
    let key = NameKey(written.name)
    var proposals: [String] = []
    // What names the target itself is no help, and one more is looked for.
    for name in nearest(to: target, limit: limit + 1, work: &work) {
      guard NameKey(name) == key || NameKey(name + ".md") == key else {
        proposals.append(name)
        continue
      }
      let files = try index.files(named: key) + index.files(named: NameKey(name + ".md"))
      let paths = Set(files.map(\.text)).sorted { ($0.utf16.count, $0) < ($1.utf16.count, $1) }
      proposals += paths.filter { NameKey($0) != NameKey(written.text) }
    }
    return Array(proposals.prefix(limit))
  }
}
