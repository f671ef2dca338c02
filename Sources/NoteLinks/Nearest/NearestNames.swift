// A broken link is most often a slip of the finger, a note that moved, or a name cut short. The first
// two are near in letters, the last shares its words. Both are looked for among all names of a vault
// and for each broken link of it, so a name that cannot be near is passed over in a nanosecond: by its
// length, then by which letters it has at all.

import NoteModel

/// The names of a vault, ready to be searched for those like a given one.
package struct NearestNames: Sendable {
  /// A name, its key cut to what is compared.
  private struct Name: Sendable {
    var text: String
    var key: FoldedName
  }

  /// Shortest first.
  private let names: [Name]
  /// For each length in scalars the index of the first name at least that long.
  private let firstOfLength: [Int]
  private let namesWithWord: [String: [Int32]]

  /// Prepares names: file stems, aliases, whatever a message may propose. Duplicates are dropped.
  package init(_ names: some Sequence<String>) {
    var seen: Set<NameKey> = []
    self.names = names.filter { seen.insert(NameKey($0)).inserted }
      .map { Name(text: $0, key: FoldedName($0)) }
      .filter { (1...FoldedName.longest).contains($0.key.scalars.count) }
      .sorted {
        ($0.key.scalars.count, $0.key.text) < ($1.key.scalars.count, $1.key.text)
      }
    var starts: [Int] = []
    var words: [String: [Int32]] = [:]
    for (index, name) in self.names.enumerated() {
      while starts.count <= name.key.scalars.count { starts.append(index) }
      for word in name.key.words { words[word, default: []].append(Int32(index)) }
    }
    firstOfLength = starts
    namesWithWord = words
  }

  /// Returns the names most like `target`, the best first.
  ///
  /// Of a path the last part counts, without `.md`. First come names a few letters away, then names
  /// whose words `target` has all, or that have all the words of `target`. The cost is bounded by the
  /// number of names of about that length; a target of more than 100 characters has no near names.
  package func nearest(to target: some StringProtocol, limit: Int) -> [String] {
    var work = 0
    return nearest(to: target, limit: limit, work: &work)
  }

  /// Does the same, and adds to `work` how much that took, in some nanoseconds.
  func nearest(to target: some StringProtocol, limit: Int, work: inout Int) -> [String] {
    let key = FoldedName(LinkKey.of(target).text)
    guard limit > 0, (1...FoldedName.longest).contains(key.scalars.count) else { return [] }
    var found = near(key, &work)
    work += Self.workOfWord * key.words.count
    found.merge(sharingWords(with: key)) { edits, words in min(edits, words) }
    return found.sorted { rank($0, key) < rank($1, key) }.prefix(limit)
      .map { names[$0.key].text }
  }

  private func rank(
    _ match: (key: Int, value: Int), _ target: FoldedName
  ) -> (Int, Int, String) {
    let name = names[match.key].key
    return (match.value, abs(name.scalars.count - target.scalars.count), name.text)
  }

  /// Returns the names within the edits that a word of this length allows, by index.
  private func near(_ key: FoldedName, _ work: inout Int) -> [Int: Int] {
    let limit = Self.mostEdits(in: key)
    let lengths = max(1, key.scalars.count - limit)...(key.scalars.count + limit)
    var found: [Int: Int] = [:]
    let close = first(ofLength: lengths.lowerBound)..<first(ofLength: lengths.upperBound + 1)
    work += close.count
    for index in close {
      let name = names[index].key
      if Self.lettersDiffer(name, key, limit) { continue }
      work += Self.workOfLetter * key.scalars.count
      let edits = EditDistance.edits(from: key.scalars, to: name.scalars, limit: limit)
      if let edits { found[index] = edits }
    }
    return found
  }

  /// What a look at a name costs letter by letter, and to look a word up, where to pass over one costs 1.
  private static let workOfLetter = 8
  private static let workOfWord = 100

  /// The edits that a word of this length allows.
  private static func mostEdits(in key: FoldedName) -> Int { min(3, (key.scalars.count + 1) / 3) }

  private static func lettersDiffer(_ name: FoldedName, _ key: FoldedName, _ limit: Int) -> Bool {
    (name.letters ^ key.letters).nonzeroBitCount > 2 * limit
  }

  /// Whether a name is within the edits that a word allows.
  static func isNear(_ name: FoldedName, _ key: FoldedName) -> Bool {
    let limit = mostEdits(in: key)
    return abs(name.scalars.count - key.scalars.count) <= limit && !lettersDiffer(name, key, limit)
      && EditDistance.edits(from: key.scalars, to: name.scalars, limit: limit) != nil
  }

  private func first(ofLength length: Int) -> Int {
    length < firstOfLength.count ? firstOfLength[length] : names.count
  }

  /// A word that more names than this contain is ignored.
  static let mostSharing = 200

  /// Returns names that hold all words of the key or the other way round, ranked after all near ones.
  private func sharingWords(with key: FoldedName) -> [Int: Int] {
    var shared: [Int: Int] = [:]
    for word in key.words {
      guard let indices = namesWithWord[word], indices.count <= Self.mostSharing else { continue }
      for index in indices { shared[Int(index), default: 0] += 1 }
    }
    return shared.compactMapValues { index, count in
      let words = names[index].key.words.count
      guard count == words || count == key.words.count else { return nil }
      return 10 + max(words, key.words.count) - count
    }
  }
}

extension [Int: Int] {
  fileprivate func compactMapValues(_ transform: (Int, Int) -> Int?) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for (key, value) in self { result[key] = transform(key, value) }
    return result
  }
}
