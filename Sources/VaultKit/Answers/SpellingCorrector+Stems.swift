import Characters
import NoteIndex
import NoteQuery
import NoteText

// A slip behind the stem of another word is found by that stem: `definately` in notes on *define*, and not in those with
// *definitely*.
extension SpellingCorrector {
  /// A word that stands in no note, and is found by the stem of another word alone.
  struct Stemmed {
    /// Its place in `Query.terms`, and how it was typed.
    var place: Int
    var typed: String
    var nearest: Nearest
    /// Whether all notes with the stem were looked at, and none has the word.
    var isCertain: Bool
  }

  /// Letters that a slip may follow behind a stem; shorter words are found by forms of them.
  private static let leastLetters = 7
  /// Letters at the beginning that are no slip, and most words of a question that are looked at.
  private static let (sameLetters, mostWords) = (2, 6)
  /// Notes that are read to find out that no one has a word, at most.
  private static let mostRead = 256

  /// Finds the words of a question that only their stem finds.
  ///
  /// The endings of other languages than English are not known well enough: what their notes have is found as it is.
  func stemmed(_ query: Query, _ frequencies: [TermFrequency]) throws -> [Stemmed] {
    var stemmed: [Stemmed] = []
    var looked = 0
    for (place, term) in query.terms.enumerated() where frequencies[place].isFound {
      guard looked < Self.mostWords, let typed = irregular(place, query, frequencies),
        try index.isWord(typed) == nil
      else { continue }
      looked += 1
      let counter = try index.rowCounter()
      let elsewhere = term.limited(to: .all.subtracting(LanguageSet(.english)))
      guard try elsewhere.map({ try counter.count($0) }) ?? 0 == 0,
        let best = try nearest(to: typed, term, query, counter),
        let isCertain = try isNowhere(typed, term)
      else { continue }
      stemmed.append(Stemmed(place: place, typed: typed, nearest: best, isCertain: isCertain))
    }
    return stemmed
  }

  /// The word of a term that is more than its stem with an ending; nil for another one.
  private func irregular(
    _ place: Int, _ query: Query, _ frequencies: [TermFrequency]
  ) -> String? {
    let term = query.terms[place]
    let stem = term.tokens(in: .english)[0]
    guard term.word.utf8.count >= Self.leastLetters, term.tokens.count == 1,
      term.word.utf8.count > stem.utf8.count + 1, !term.isFunctionWord,
      let typed = word(of: term), typed.utf8.count <= WordRecorder.longest,
      typed.utf8.allSatisfy({ $0.isSmallLetter }),
      !EnglishEndings.isForm(typed, ofStem: stem)
    else { return nil }
    let isElsewhere = query.terms.indices.contains { other in
      other != place && query.terms[other].wordIndex == term.wordIndex
        && frequencies[other].isFound
    }
    return isElsewhere ? nil : typed
  }

  /// The word that was meant; nil where the typed one is a form of a word of the vault.
  private func nearest(
    to typed: String, _ term: QueryTerm, _ query: Query, _ counter: RowCounter
  ) throws -> Nearest? {
    guard var search = NearWords(of: typed) else { return nil }
    let least = term.tokens(in: .english)[0].utf8.count - 1
    let bytes = Array(typed.utf8)
    let start = bytes.prefix(max(least, Self.sameLetters))
    var isForm = false
    let beginning = String(typed.unicodeScalars.prefix(Self.sameLetters))
    try index.forEachWord(beginningWith: beginning) { word in
      search.look(at: word)
      // Notes that are gone may have had the word itself.
      if !isForm, word.starts(with: start), !word.elementsEqual(bytes) {
        isForm = EnglishEndings.areForms(typed, String(decoding: word, as: UTF8.self))
      }
    }
    guard !isForm, let best = try best(of: search, besides: query, counter),
      best.edits == 1 || NearWords.areAlike(typed, best.word),
      !best.word.hasPrefix(typed), !typed.hasPrefix(best.word)
    else { return nil }
    return best
  }

  /// Whether no note has a word as it stands; false where some of those with its stem were not read, and nil where one has
  /// it.
  private func isNowhere(_ typed: String, _ term: QueryTerm) throws -> Bool? {
    let notes = try index.notes(holding: term)
    let most = notes.count > Self.mostRead ? Self.mostWitnesses : Self.mostRead
    if try firstForm(of: typed, in: notes, most: most) != nil { return nil }
    return notes.count <= Self.mostRead
  }

  /// Whether such a word is looked for as its nearest one, or only offered it.
  func use(of stemmed: Stemmed, in query: Query, _ foundWords: Set<Int>) -> Use {
    let term = query.terms[stemmed.place]
    let others = foundWords.subtracting([term.wordIndex])
    let use = use(of: stemmed.nearest, for: term, stemmed.typed, others)
    return use == .isLookedFor && !stemmed.isCertain ? .isOffered : use
  }
}
