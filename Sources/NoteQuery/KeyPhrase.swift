internal import Characters

/// Words of a question that may be the key of a property together: `hit points`, `date of birth`.
package struct KeyPhrase: Sendable, Hashable {
  /// In small letters, as the key may be written: `hit points`, `hit_points`, `hit-points`, `hitpoints`.
  package var key: String
  /// Places of the query's terms that it has.
  package var terms: [Int]

  package init(key: String, terms: [Int]) {
    self.key = key
    self.terms = terms
  }

  /// Words that are looked at, and words of a key at most.
  private static let mostWords = 12
  private static let longest = 4
  private static let joints = [" ", "_", "-", ""]

  /// Returns those of what was typed but filters. None begins or ends with a word that is not looked for.
  package static func all(in query: Query) -> [Self] {
    let words = words(of: query.name)
    if words.count < 2 { return [] }
    var places = [[Int]](repeating: [], count: words.count)
    for (place, term) in query.terms.enumerated()
    where !term.isAlternative && !term.isPartOfWords && !term.isFunctionWord {
      for said in Self.words(of: term.word) {
        for index in words.indices where words[index] == said { places[index].append(place) }
      }
    }
    var all: [Self] = []
    for first in words.indices where !places[first].isEmpty {
      var keys = joints.map { _ in words[first] }
      var terms = places[first]
      for last in first + 1..<min(words.count, first + longest) {
        for place in keys.indices { keys[place] += joints[place] + words[last] }
        for term in places[last] where !terms.contains(term) { terms.append(term) }
        if places[last].isEmpty { continue }
        for key in keys { all.append(Self(key: key, terms: terms)) }
      }
    }
    return all
  }

  /// Cuts a text at all signs; letters beyond ASCII belong to words.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in (text.lowercased() + " ").utf8 {
      if byte.isOfWord {
        word.append(byte)
      } else if !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
        if words.count == mostWords { break }
      }
    }
    return words
  }
}
