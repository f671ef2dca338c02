/// The words of a question that may be the key of a property together: `hit points`, `date of birth`.
package struct KeyPhrases: Sendable {
  /// One way to write words that were typed in a row.
  package struct Phrase: Sendable, Hashable {
    /// In small letters, as the key may be written: `hit points`, `hit_points`, `hit-points`, `hitpoints`.
    package var key: String
    /// Places of the query's terms that it has.
    package var terms: [Int]

    package init(key: String, terms: [Int]) {
      self.key = key
      self.terms = terms
    }
  }

  package var all: [Phrase] = []

  /// Words that are looked at, and words of a key at most.
  private static let mostWords = 12
  private static let longest = 4
  private static let joints = [" ", "_", "-", ""]

  /// Reads them from what was typed but filters. A key neither begins nor ends with a word that is not looked for.
  package init(_ query: Query) {
    let words = query.name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      .prefix(Self.mostWords).map { $0.lowercased() }
    guard words.count > 1 else { return }
    var places: [String: [Int]] = [:]
    for (place, term) in query.terms.enumerated()
    where !term.isAlternative && !term.isPartOfWords && !term.isFunctionWord {
      for part in term.word.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        places[part.lowercased(), default: []].append(place)
      }
    }
    for first in words.indices where places[words[first]] != nil {
      for last in (first + 1)..<max(first + 1, min(words.count, first + Self.longest))
      where places[words[last]] != nil {
        let run = words[first...last]
        let terms = Set(run.flatMap { places[$0] ?? [] }).sorted()
        for joint in Self.joints {
          all.append(Phrase(key: run.joined(separator: joint), terms: terms))
        }
      }
    }
  }
}
