package import SQLite

/// Which files are linked with which, for one command.
///
/// A note can have a million links to a thousand files, and is asked about for each of them: so its links are read once.
package final class LinkedFiles {
  /// The files that a note links to, in the order of its links.
  private struct Targets {
    var files: [Int64] = []
    var known: Set<Int64> = []
  }

  private let index: NoteIndex
  private var targets: [Int64: Targets] = [:]
  private var kept = 0
  /// Most linked files that are kept, of all notes together.
  private static let mostKept = 1 << 20

  package init(_ index: NoteIndex) {
    self.index = index
  }

  /// Returns the notes that link to a file, each once: at most `limit`, those with the first paths.
  package func notesLinking(to file: Int64, limit: Int) throws(SQLiteError) -> [Int64] {
    var notes: [Int64] = []
    var candidates = try index.notesThatMayLink(to: file)
    if candidates.count > limit { candidates = try index.inOrderOfPaths(candidates) }
    for note in candidates where notes.count < limit {
      if try targets(of: note).known.contains(file) { notes.append(note) }
    }
    return notes
  }

  /// Returns the files that a note links to, each once: the first `limit` ones in the order of its links.
  package func targets(of note: Int64, limit: Int) throws(SQLiteError) -> [Int64] {
    Array(try targets(of: note).files.prefix(limit))
  }

  private func targets(of note: Int64) throws(SQLiteError) -> Targets {
    if let known = targets[note] { return known }
    var found = Targets()
    try index.forEachLinkedFile(of: note) { file in
      if found.known.insert(file).inserted { found.files.append(file) }
    }
    if kept > Self.mostKept {
      targets.removeAll()
      kept = 0
    }
    targets[note] = found
    kept += found.files.count + 1
    return found
  }
}
