/// Counts the answers of each note, of which no more than some are wanted.
package struct NoteLimit: Sendable {
  /// 0 for all.
  private let most: Int
  private var counts: [Int64: Int] = [:]

  package init(most: Int) { self.most = most }

  /// Sections of one note that are ranked at most: a note of a million sections must not fill all looks.
  package var mostRanked: Int { most > 0 ? max(Self.leastRanked, most) : .max }
  /// Sections of one note that are ranked at least, however few are shown.
  private static let leastRanked = 25

  /// Whether no further answer of a note is wanted.
  package func isReached(by note: Int64) -> Bool { most > 0 && counts[note, default: 0] >= most }

  /// Takes an answer of a note; returns false where it is not wanted.
  package mutating func take(_ note: Int64) -> Bool {
    if isReached(by: note) { return false }
    counts[note, default: 0] += 1
    return true
  }
}
