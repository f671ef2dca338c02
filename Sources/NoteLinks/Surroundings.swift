import NoteModel

/// Files that fit a link equally well but for the folder it is seen from.
final class Surroundings {
  /// Best first.
  private let files: [RankedPath]
  private lazy var byPath = files.indices.sorted {
    files[$0].folded.utf8.lexicographicallyPrecedes(files[$1].folded.utf8)
  }
  private lazy var all = winners(of: files)
  private var known: [String: Namesakes.Winners] = [:]

  /// - Parameter files: In the order of `RankedPath`.
  init(_ files: [RankedPath]) {
    self.files = files
  }

  /// Returns the best file below `folder`, else the best of all.
  ///
  /// - Parameter folder: The key of the source's folder, empty for the root.
  func winners(from folder: String) -> Namesakes.Winners? {
    if files.count < 2 || folder.isEmpty { return all }
    if let answer = known[folder] { return answer }
    let answer = winners(of: files(below: folder)) ?? all
    known[folder] = answer
    return answer
  }

  private func winners(of files: [RankedPath]) -> Namesakes.Winners? {
    guard let first = files.first else { return nil }
    return Namesakes.Winners(path: first.path, others: files.dropFirst().map(\.path))
  }

  private func files(below folder: String) -> [RankedPath] {
    let start = folder + "/"
    var low = 0
    var high = byPath.count
    while low < high {
      let middle = (low + high) / 2
      if files[byPath[middle]].folded.utf8.lexicographicallyPrecedes(start.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return byPath[low...].prefix { files[$0].folded.utf8.starts(with: start.utf8) }
      .sorted().map { files[$0] }
  }
}
