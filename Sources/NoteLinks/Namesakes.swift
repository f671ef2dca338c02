// A name such as `index` may belong to thousands of files and be linked to from thousands of folders.
// Comparing each link with each file would be quadratic, so files are found by binary search, once
// from the end of their paths and once from the start, and what was found is kept.

import NoteModel

/// All files that share a name, or all notes that share an alias.
final class Namesakes {
  /// The answer to a link.
  struct Winners {
    var path: VaultPath
    /// The rest of the winning class, best first.
    var others: [VaultPath]
    /// Whether no other file has the name, wherever it is.
    var isAlone = false
  }

  private let files: [RankedPath]
  private lazy var everywhere = Surroundings(files)
  private lazy var byPath = Dictionary(grouping: files, by: \.folded)
  private lazy var byEnding = files.indices.map { (ending: reversed(files[$0].folded), file: $0) }
    .sorted { $0.ending.lexicographicallyPrecedes($1.ending) }
  private var endings: [String: Surroundings] = [:]

  init(_ paths: [VaultPath]) {
    files = paths.map(RankedPath.init).sorted(by: <)
  }

  var count: Int { files.count }

  /// Whether there is no file other than `path`.
  func holdsOnly(_ path: VaultPath) -> Bool {
    files.allSatisfy { $0.path.text.utf8.elementsEqual(path.text.utf8) }
  }

  /// Returns the best of the files whose path is, or ends with, `path`.
  ///
  /// - Parameter folder: The key of the source's folder, empty for the root.
  func winners(at path: String, anchor: LinkPath.Anchor, from folder: String) -> Winners? {
    if files.count == 1 {
      let isFit = anchor == .root ? files[0].folded == path : files[0].ends(with: path)
      return isFit ? Winners(path: files[0].path, others: [], isAlone: true) : nil
    }
    if files.isEmpty { return nil }
    if let exact = byPath[path] {
      return Winners(path: exact[0].path, others: exact.dropFirst().map(\.path))
    }
    if anchor == .root { return nil }
    // Every path ends with its own name: only a target with a folder needs a search.
    if !path.utf8.contains(UInt8(ascii: "/")) { return everywhere.winners(from: folder) }
    if let known = endings[path] { return known.winners(from: folder) }
    let found = Surroundings(files(endingWith: path))
    endings[path] = found
    return found.winners(from: folder)
  }

  /// Returns the best of all files as seen from a folder, whatever their paths.
  func nearest(to folder: String) -> Winners? {
    everywhere.winners(from: folder)
  }

  private func files(endingWith path: String) -> [RankedPath] {
    let ending = reversed("/" + path)
    var low = 0
    var high = byEnding.count
    while low < high {
      let middle = (low + high) / 2
      if byEnding[middle].ending.lexicographicallyPrecedes(ending) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return byEnding[low...].prefix { $0.ending.starts(with: ending) }
      .map(\.file).sorted().map { files[$0] }
  }
}

private func reversed(_ text: String) -> [UInt8] { text.utf8.reversed() }
