import NoteIndex
import NoteModel
import NoteQuery

/// Replaces words that no note has by the nearest word of the vault.
///
/// A slip of the finger would else cost the word that matters most: the rarest one. The first letter is most often
/// right: words with another one are looked up one by one, and only where that is the only slip.
struct SpellingCorrector {
  /// A term that was replaced.
  struct Correction {
    /// Its place in `Query.terms`.
    var term: Int
    /// The token that is looked for in its place.
    var token: String
  }

  private let index: NoteIndex

  init(_ index: NoteIndex) {
    self.index = index
  }

  /// Returns what to look for instead of terms without a hit.
  func corrections(_ query: Query, _ frequencies: [TermFrequency]) throws -> [Correction] {
    var foundWords: Set<Int> = []
    for (term, frequency) in zip(query.terms, frequencies) where frequency.isFound {
      foundWords.insert(term.wordIndex)
    }
    var searches: [NearWords] = []
    var places: [(term: Int, search: Int)] = []
    for (place, term) in query.terms.enumerated() where !foundWords.contains(term.wordIndex) {
      guard term.tokens.count == 1, !term.isPrefix, !term.isAlternative,
        let search = NearWords(of: term.tokens[0])
      else { continue }
      let known = searches.firstIndex { $0.token == search.token }
      places.append((place, known ?? searches.count))
      if known == nil { searches.append(search) }
    }
    if searches.isEmpty { return [] }
    let counter = try index.rowCounter()
    try search(&searches, counter)
    let found = try searches.map { try best(of: $0, counter) }
    return places.compactMap { place in
      found[place.search].map { Correction(term: place.term, token: $0) }
    }
  }

  /// Looks through the words of the vault, those with one first letter once for all searches.
  private func search(_ searches: inout [NearWords], _ counter: RowCounter) throws {
    let letters = Dictionary(grouping: searches.indices) { searches[$0].first }
    for (first, places) in letters.sorted(by: { $0.key < $1.key }) {
      var some = places.map { searches[$0] }
      try index.forEachTerm(beginningWith: String(first)) { term in
        let shape = WordShape(term)
        for place in some.indices {
          try some[place].look(at: term, shape) { try counter.count($0) > 0 }
        }
      }
      for (place, search) in zip(places, some) { searches[place] = search }
    }
  }

  /// Most words that are as near as each other and of which the most frequent is found out.
  private static let mostRivals = 12

  /// The most frequent of the nearest words.
  private func best(of search: NearWords, _ counter: RowCounter) throws -> String? {
    if search.edits > 1, let word = try mostFrequent(of: search.wordsWithOtherFirstLetter, counter)
    {
      return word
    }
    return try mostFrequent(of: search.rivals.sorted().prefix(Self.mostRivals), counter)
  }

  private func mostFrequent(
    of words: some Sequence<String>, _ counter: RowCounter
  ) throws -> String? {
    var best: (word: String, rows: Int)?
    for word in words {
      let rows = try counter.count(word)
      if rows > best?.rows ?? 0 { best = (word, rows) }
    }
    return best?.word
  }

  /// Returns a query that looks for the corrections.
  static func apply(_ corrections: [Correction], to query: Query) -> Query {
    var query = query
    for correction in corrections {
      let typed = query.terms[correction.term].tokens[0]
      query.terms[correction.term].tokens = [correction.token]
      query.terms[correction.term].forms = []
      query.name = query.name.split(separator: " ")
        .map { $0 == query.terms[correction.term].word ? correction.token : String($0) }
        .joined(separator: " ")
      query.questionKey = query.questionKey.split(separator: " ")
        .map { $0 == typed ? correction.token : String($0) }.joined(separator: " ")
    }
    return query
  }
}
