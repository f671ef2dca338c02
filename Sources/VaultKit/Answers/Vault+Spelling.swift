import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking
import NoteText

// Words that no note has are looked for in the nearest spelling; of rare ones another spelling is offered.
extension Vault {
  /// Searches for words.
  func ranked(
    for query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Search {
    let index = reader.index
    var query = query
    query.keyPhrases = try keyPhrases(of: query, index)
    var candidates = try index.candidates(for: query)
    if try addRareForms(to: &query, candidates, options, index) {
      candidates = try index.candidates(for: query, extending: candidates)
      if !options.isBeingTyped { addRemarks(onCodes: &query, candidates) }
    }
    // A question that is the name of a note has no slip.
    let isExact = options.isExact || candidates.namesNote
    let hidesNone = excluded.isEmpty || options.includesExcluded
    var corrector = SpellingCorrector(
      index, root: reader.root, isHidden: hidesNone ? nil : excluded.contains)
    let known = corrector.foundWords(query, candidates.frequencies)
    var unknown: [String] = []
    for term in query.terms where !known.contains(term.wordIndex) && !term.isFunctionWord {
      if !unknown.contains(term.word) { unknown.append(term.word) }
    }
    var corrections = isExact ? [] : try corrector.corrections(query, candidates.frequencies)
    let keys = try termsOfKeys(among: corrections.map(\.term), of: query, index)
    corrections.removeAll { keys.contains($0.term) }
    let offers =
      isExact
      ? []
      : try corrector.offers(
        query, candidates.frequencies, besides: corrections.map(\.term))
    // Also those that are found by the stem of another word.
    for place in corrections.map(\.term) + offers.filter(\.isUnknown).map(\.term)
    where !unknown.contains(query.terms[place].word) {
      unknown.append(query.terms[place].word)
    }
    let rivals = try corrector.rivals(of: corrections, in: query)
    let suggestions = try (offers + rivals).map { offer in
      Answers.Suggestion(
        word: offer.word, shown: try corrector.written(offer.offered, in: offer.notes),
        notes: offer.notes.count, isUnknown: offer.isUnknown)
    }
    if corrections.isEmpty {
      var found: [Answer]
      if let named = try named(by: offers, query, options, reader) {
        // Both are shown: the note of that name, and what was found as it was typed.
        var all = options
        (all.offset, all.limit) = (0, options.offset + options.limit)
        found = try answers(from: candidates, to: query, all, reader)
        found.removeAll { $0.path == named.path && $0.line == named.line }
        found = Array(([named] + found).prefix(all.limit).dropFirst(options.offset))
      } else {
        found = try answersWithMeaning(from: candidates, to: query, options, reader)
      }
      return Search(
        query: query, answers: found, suggestions: suggestions, unknown: unknown,
        changedNotes: reader.changedNotes.count)
    }
    let corrected = SpellingCorrector.apply(corrections, to: query)
    let found = try answers(
      from: try index.candidates(for: corrected), to: corrected, options, reader)
    let shown = corrections.map { correction in
      let shown = found.lazy.compactMap { $0.text(of: correction.word) }.first
      return Answers.Correction(
        word: query.terms[correction.term].word, shown: shown ?? correction.word)
    }
    return Search(
      query: query, answers: found, corrections: shown, suggestions: suggestions,
      unknown: unknown, changedNotes: reader.changedNotes.count)
  }

  /// The note that has the name asked for, if a rare word of it is taken for the word that is offered.
  private func named(
    by offers: [SpellingCorrector.Offer], _ query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> Answer? {
    if offers.isEmpty { return nil }
    let meant = SpellingCorrector.apply(
      offers.map { .init(term: $0.term, word: $0.offered, new: $0.new) }, to: query)
    return try answerOfNote(named: meant, options, reader)
  }
}

extension Answer {
  /// The first match in the text that is a folded word, as it stands there.
  fileprivate func text(of word: String) -> String? {
    let exact = Tokenizer(stemming: .none)
    let bytes = Array(text.utf8)
    for match in matches {
      let form = bytes[match.start..<match.end].withUnsafeBytes {
        SpellingCorrector.form(of: word, in: $0, exact)
      }
      if let form { return form }
    }
    return nil
  }
}
