/// Counts the answers of each note, up to a limit.
package struct NoteLimit<Note: Hashable & Sendable>: Sendable {
  /// 0 for all.
  private let most: Int
  private var counts: [Note: Int] = [:]

  package init(most: Int) { self.most = most }

  /// The most sections of one note that are ranked: a note of a million sections must not fill all looks.
  package var mostRanked: Int { most > 0 ? max(Ranker.leastOfNote, most) : .max }

  /// Whether no further answer of a note is wanted.
  package func isReached(by note: Note) -> Bool { most > 0 && counts[note, default: 0] >= most }

  /// Takes an answer of a note; returns false where it is not wanted.
  package mutating func take(_ note: Note) -> Bool {
    if isReached(by: note) { return false }
    counts[note, default: 0] += 1
    return true
  }
}
