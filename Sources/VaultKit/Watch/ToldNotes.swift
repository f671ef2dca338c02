import NoteIndex
import NoteModel

/// The notes as a watcher told of them last.
///
/// Another process may bring a change into the index first, and the watcher's own refresh then finds nothing to do. So
/// the differences between two states of the index are reported, whichever process wrote them.
struct ToldNotes {
  /// The paths, one after the other, in the order of their bytes.
  private var paths: [UInt8] = []
  /// Where the path of each note ends.
  private var ends: [Int] = []
  private var digests: [Int64] = []
  /// Of the index with that state; nil for none yet.
  private var generation: Int64?

  /// Takes the state of an index, and returns what is new in it; nothing the first time.
  mutating func take(_ index: NoteIndex) throws -> [RefreshReport.Change] {
    let current = try index.generation
    if current != nil, current == generation { return [] }
    var next = ToldNotes()
    next.generation = current ?? 0
    var difference = Difference()
    try paths.withUnsafeBytes { bytes in
      var place = 0
      try index.forEachFile { path, row in
        guard row.isNote, let digest = row.stamp?.digest else { return }
        while place < ends.count, self.path(place, bytes).lexicographicallyPrecedes(path) {
          difference.removed.append((Self.text(self.path(place, bytes)), digests[place]))
          place += 1
        }
        if place < ends.count, self.path(place, bytes).elementsEqual(path) {
          if digests[place] != digest { difference.changed.append((Self.text(path), nil)) }
          place += 1
        } else if generation != nil {
          difference.changed.append((Self.text(path), digest))
        }
        next.add(path, digest)
      }
      for left in place..<ends.count {
        difference.removed.append((Self.text(self.path(left, bytes)), digests[left]))
      }
    }
    self = next
    return difference.changes
  }

  private mutating func add(_ path: UnsafeRawBufferPointer, _ digest: Int64) {
    paths += path
    ends.append(paths.count)
    digests.append(digest)
  }

  private func path(_ place: Int, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = place == 0 ? 0 : ends[place - 1]
    return UnsafeRawBufferPointer(rebasing: bytes[start..<ends[place]])
  }

  private static func text(_ path: UnsafeRawBufferPointer) -> String {
    String(decoding: path, as: UTF8.self)
  }
}

/// What differs between two states of an index.
private struct Difference {
  var removed: [(path: String, digest: Int64)] = []
  /// Each note that is new, with its digest, or changed, without.
  var changed: [(path: String, digest: Int64?)] = []

  /// What is to be told: a note that is gone and one of another path with the same content are one that was moved.
  var changes: [RefreshReport.Change] {
    var gone: [Int64: [String]] = [:]
    for note in removed { gone[note.digest, default: []].append(note.path) }
    var moved: Set<String> = []
    let others = changed.map { note -> RefreshReport.Change in
      guard let digest = note.digest else {
        return RefreshReport.Change(kind: .changed, path: note.path)
      }
      guard let old = gone[digest]?.popLast() else {
        return RefreshReport.Change(kind: .added, path: note.path)
      }
      moved.insert(old)
      return RefreshReport.Change(kind: .moved, path: note.path)
    }
    let lost = removed.filter { !moved.contains($0.path) }
    return lost.map { RefreshReport.Change(kind: .removed, path: $0.path) } + others
  }
}
