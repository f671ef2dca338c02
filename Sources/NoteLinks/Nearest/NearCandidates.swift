import NoteModel

/// Gathers the names that may be near to one name, out of very many, and then finds the nearest.
///
/// Finds the same as `NearestNames` made of all of them; that takes a hundred times the bytes of the names.
package struct NearCandidates {
  private struct Name {
    var text: String
    /// Whether it is a few letters away.
    var isNear: Bool
    /// The words that it shares.
    var words: [String]
  }

  private let target: String
  private let key: FoldedName
  private var names: [Name] = []
  private var seen: Set<NameKey> = []
  /// How many names have each word of the target.
  private var shared: [String: Int] = [:]
  /// Names with one word that are gathered: of more only those that are there could be told.
  private static let mostGathered = 1 << 14

  package init(to target: String) {
    self.target = target
    key = FoldedName(LinkKey.of(target).text)
  }

  /// Adds a name.
  package mutating func add(_ name: String) {
    let lengths = 1...FoldedName.longest
    guard lengths.contains(key.scalars.count) else { return }
    let folded = FoldedName(name)
    guard lengths.contains(folded.scalars.count) else { return }
    let isNear = NearestNames.isNear(folded, key)
    var words: [String] = []
    for word in key.words where folded.words.contains(word) {
      if shared[word, default: 0] < Self.mostGathered { words.append(word) }
    }
    guard isNear || !words.isEmpty, seen.insert(NameKey(name)).inserted else { return }
    for word in words { shared[word, default: 0] += 1 }
    names.append(Name(text: name, isNear: isNear, words: words))
  }

  /// Returns the nearest names, the best first.
  package func nearest(limit: Int) -> [String] { nearest(limit: limit) { _ in true } }

  /// Returns the nearest of those names that count, the best first.
  ///
  /// - Parameter isThere: Whether a name counts; asked about few.
  package func nearest(
    limit: Int, where isThere: (String) throws -> Bool
  ) rethrows -> [String] {
    var found: [String] = []
    var counts: [String: Int] = [:]
    for name in names {
      // One more than count, so that a word is known to be common.
      let isWanted =
        name.isNear || name.words.contains { counts[$0, default: 0] <= NearestNames.mostSharing }
      guard isWanted, try isThere(name.text) else { continue }
      for word in name.words { counts[word, default: 0] += 1 }
      found.append(name.text)
    }
    return NearestNames(found).nearest(to: target, limit: limit)
  }
}
