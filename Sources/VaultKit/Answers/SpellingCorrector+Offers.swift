import NoteIndex
import NoteModel
import NoteQuery
import NoteText
import Platform

// Words that are offered and not looked for: for rare ones, and for unknown ones that are too short to be sure.
extension SpellingCorrector {
  /// Rows that a word stands in that may be a slip.
  private static let mostRows = 3
  /// Letters of a word that may be a slip of another one, and those at its beginning that are no slip.
  private static let (leastLetters, sameLetters) = (5, 2)
  /// Letters of a word that is not near to another one by chance, and of one that may have two slips.
  private static let (longLetters, longestLetters) = (8, 10)

  /// Rows that have the word that is offered, at least, and how many more than have the other one.
  private static func least(for letters: Int) -> (rows: Int, times: Int) {
    letters < longLetters ? (20, 20) : (5, 5)
  }

  /// Returns words to offer for those of a question that no note has and that are not replaced, or that few sections have
  /// and that name no note.
  ///
  /// Only words with the same beginning are looked at: a question with a rare word must not take longer.
  ///
  /// - Parameter corrected: The places of terms that are replaced.
  mutating func offers(
    _ query: Query, _ frequencies: [TermFrequency], besides corrected: [Int]
  ) throws -> [Offer] {
    if query.filter != nil { return [] }
    var offers: [Offer] = []
    var counter: RowCounter?
    let foundWords = foundWords(query, frequencies)
    for word in stemmed where use(of: word, in: query, foundWords) == .isOffered {
      offers.append(try offer(word.nearest, forUnknown: word.place, query))
    }
    for (place, frequency) in zip(query.terms.indices, frequencies)
    where frequency.notes == 0 && frequency.sections <= Self.mostRows
      && !stemmed.contains(where: { $0.place == place })
    {
      let term = query.terms[place]
      guard term.word.utf8.count >= Self.shortest, let typed = word(of: term) else { continue }
      let rows = frequency.sections + Self.rowsOfParts(query, frequencies, ofWordAt: place)
      if rows > Self.mostRows { continue }
      if rows == 0 {
        if foundWords.contains(term.wordIndex) || corrected.contains(place) { continue }
        if let offer = try offer(forUnknown: place, typed, query, foundWords) {
          offers.append(offer)
        }
        continue
      }
      let letters = typed.unicodeScalars.count
      guard letters >= Self.leastLetters, var search = NearWords(of: typed) else { continue }
      let beginning = typed.unicodeScalars.prefix(Self.sameLetters)
      try index.forEachWord(beginningWith: String(beginning)) { search.look(at: $0) }
      let known = try counter ?? index.rowCounter()
      counter = known
      let edits = letters < Self.longestLetters ? 1 : 2
      if let best = try best(of: search, besides: query, known, mostEdits: edits),
        let offer = try offer(best, for: place, typed, rows, query, known)
      {
        offers.append(offer)
      }
    }
    return offers
  }

  /// Rows with longer words that have a word as a part: there it stands too.
  private static func rowsOfParts(
    _ query: Query, _ frequencies: [TermFrequency], ofWordAt place: Int
  ) -> Int {
    let terms = query.terms
    return terms.indices.reduce(0) { rows, part in
      terms[part].isPartOfWords && terms[part].wordIndex == terms[place].wordIndex
        ? rows + frequencies[part].sections : rows
    }
  }

  private mutating func offer(
    forUnknown place: Int, _ typed: String, _ query: Query, _ foundWords: Set<Int>
  ) throws -> Offer? {
    if nearest[typed] == nil {
      guard let search = NearWords(of: typed) else { return nil }
      var searches = [search]
      try find(&searches, besides: query)
    }
    guard let best = nearest[typed] ?? nil,
      use(of: best, for: query.terms[place], typed, foundWords) == .isOffered
    else { return nil }
    return try offer(best, forUnknown: place, query)
  }

  private func offer(_ best: Nearest, forUnknown place: Int, _ query: Query) throws -> Offer {
    Offer(
      word: query.terms[place].word, term: place, offered: best.word, new: best.term,
      notes: try index.notes(holding: best.term), isUnknown: true)
  }

  /// Offers a word for one that few rows have; nil where not many more have the other.
  private func offer(
    _ best: Nearest, for place: Int, _ typed: String, _ rows: Int, _ query: Query,
    _ counter: RowCounter
  ) throws -> Offer? {
    // Another ending is another form of the word, and no slip.
    guard !best.term.isLookedForLike(query.terms[place]), !best.word.hasPrefix(typed),
      !typed.hasPrefix(best.word), !isPlural(typed, of: best.word)
    else { return nil }
    let letters = typed.unicodeScalars.count
    let count = try counter.count(best.term)
    let least = Self.least(for: letters)
    guard count >= max(least.rows, least.times * rows) else { return nil }
    return Offer(
      word: query.terms[place].word, term: place, offered: best.word, new: best.term,
      notes: try index.notes(holding: best.term))
  }

  /// Whether a French word is the plural of a verb that another one is a participle of: `habitent` and `habitant`.
  ///
  /// The stemmer takes off all endings but that of the plural. A participle may well be a slip of a noun:
  /// `développemant`.
  private func isPlural(_ typed: String, of word: String) -> Bool {
    guard index.languages.contains(.french), typed.hasSuffix("ent") else { return false }
    let participle = typed.dropLast(3) + "ant"
    return ["", "e", "s", "es"].contains { participle + $0 == word }
  }

  /// Returns a word as one of its notes writes it: the first one by path that does.
  ///
  /// Others may have another form of it alone.
  func written(_ word: String, in notes: [Int64]) throws -> String {
    try firstForm(of: word, in: notes, most: Self.mostWitnesses) ?? word
  }

  /// Returns a word as the first of some notes writes it that has it as it stands; nil where none of them does.
  func firstForm(of word: String, in notes: [Int64], most: Int) throws -> String? {
    var reader = FileReader()
    for path in try index.firstPaths(of: notes, limit: most) {
      guard (try? reader.read(path, in: root)) != nil else { continue }
      if let found = Self.form(of: word, in: reader.bytes, exact) { return found }
    }
    return nil
  }

  /// Returns the first token of a text that is a folded word, as it stands there.
  static func form(
    of word: String, in bytes: UnsafeRawBufferPointer, _ exact: Tokenizer
  ) -> String? {
    var found: String?
    let wanted = Array(word.utf8)
    exact.tokenize(bytes) { token in
      guard token.term.elementsEqual(wanted) else { return true }
      found = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
      return false
    }
    return found
  }
}
