import NoteModel

/// All file names of a vault, for resolving links before anything is in the index.
///
/// A name is found by half of its digest: a string and a place in a dictionary for each would be the
/// largest part of a full load.
struct FileNames: Sendable {
  let paths: PathList
  /// By hash, then by place.
  private let names: [Name]

  private struct Name {
    var hash: UInt32
    /// In the list of paths.
    var place: Int32
  }

  init(_ paths: PathList) {
    self.paths = paths
    var names: [Name] = []
    names.reserveCapacity(paths.count)
    paths.forEachName { name in
      let key = NameKey(String(decoding: name, as: UTF8.self))
      names.append(Name(hash: Self.hash(key), place: Int32(truncatingIfNeeded: names.count)))
    }
    names.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
    self.names = names
  }

  /// The files with a name, in path order.
  func files(named name: NameKey) -> [VaultPath] {
    let hash = Self.hash(name)
    var found: [VaultPath] = []
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < names.count, names[low].hash == hash {
      let path = paths.file(at: Int(names[low].place)).path
      if NameKey(path.name) == name { found.append(path) }
      low += 1
    }
    return found
  }

  private static func hash(_ name: NameKey) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name.text))
  }
}
