import NoteIndex
import NoteModel
import NoteQuery
import NoteText
import Platform

// Of the words that are near to a typed one the most likely is chosen.
extension SpellingCorrector {
  /// Words that are named beside the one that is looked for, and how much less likely they may be, as a logarithm.
  private static let (mostNamed, closeRivals) = (2, 2.0)

  /// Most words that are as near as each other and of which the most frequent is found out.
  private static let mostRivals = 64

  /// The most likely one of the nearest words: by how frequent it is, and by how such slips are made.
  ///
  /// A word that the question has too was typed as it was meant, so the other one is no slip of it. What is
  /// rather a slip of a function word is none of another word.
  ///
  /// - Parameter mostEdits: Words with more slips only take the place of one that is a slip of theirs.
  func best(
    of search: NearWords, besides query: Query, _ counter: RowCounter, mostEdits: Int = 2
  ) throws -> Nearest? {
    for edits in 1...mostEdits {
      let near = search.neighbours(after: edits)
      let rivals = try rivals(among: near.prefix(Self.mostRivals), besides: query, counter)
      var best: (nearest: Nearest, value: Double)?
      for rival in rivals {
        if let best, best.value - rival.value > Self.closeRivals { break }
        guard try isThere(rival.nearest.word, rival.nearest.term), try isShown(rival.nearest.term)
        else { continue }
        if best == nil {
          best = rival
        } else if best?.nearest.isForm(of: rival.nearest) == false {
          best?.nearest.rivals.append(rival.nearest)
        }
        if best?.nearest.rivals.count == Self.mostNamed { break }
      }
      guard let best else { continue }
      let isOfFunctionWord = near.contains {
        $0.likelihood > best.nearest.likelihood && functionWords.contains($0.word)
      }
      if isOfFunctionWord { return nil }
      if edits > 1 { return best.nearest }
      return try moreFrequent(than: best.nearest, search, besides: query, counter) ?? best.nearest
    }
    return nil
  }

  /// Words that notes have, best first, each with its value.
  private func rivals(
    among words: some Sequence<NearWords.Neighbour>, besides query: Query, _ counter: RowCounter
  ) throws -> [(nearest: Nearest, value: Double)] {
    var rivals: [(nearest: Nearest, value: Double)] = []
    for near in words {
      guard !functionWords.contains(near.word), let term = term(of: near.word),
        !query.terms.contains(where: { !$0.isAlternative && $0.isLookedForLike(term) })
      else { continue }
      let rows = try counter.count(term)
      if rows > 0 {
        let nearest = Nearest(
          word: near.word, term: term, edits: near.edits, likelihood: near.likelihood,
          isFarAtFirst: near.isFarAtFirst)
        rivals.append((nearest, Logarithm.natural(Double(rows)) + near.likelihood))
      }
    }
    return rivals.sorted { ($1.value, $0.nearest.word) < ($0.value, $1.nearest.word) }
  }

  /// A word that one more slip leaves of the nearest one is looked for in its place if so many times more rows have it.
  private static let timesMore = 50

  /// The word of which the nearest one is a slip too: `obisidian` in a few notes, of *Obsidian* in thousands.
  private func moreFrequent(
    than nearest: Nearest, _ search: NearWords, besides query: Query, _ counter: RowCounter
  ) throws -> Nearest? {
    let scalars = nearest.word.unicodeScalars.map(\.value)
    let further = search.neighbours(after: 2).filter {
      EditDistance.edits(from: scalars, to: $0.word.unicodeScalars.map(\.value), limit: 1) == 1
        && NearWords.areAlike(search.typed, $0.word)
    }
    if further.isEmpty { return nil }
    let least = try counter.count(nearest.term) * Self.timesMore
    for var rival in try rivals(among: further.prefix(Self.mostRivals), besides: query, counter) {
      guard try counter.count(rival.nearest.term) >= least,
        try isThere(rival.nearest.word, rival.nearest.term), try isShown(rival.nearest.term)
      else { continue }
      rival.nearest.rivals = [nearest]
      return rival.nearest
    }
    return nil
  }

  /// What is looked for where a word is typed.
  private func term(of word: String) -> QueryTerm? {
    let reader = QuestionReader(tokenizer: index.tokenizer, languages: index.languages)
    let terms = reader.read(word).terms.filter { !$0.isAlternative }
    return terms.count == 1 && terms[0].tokens.count == 1 ? terms[0] : nil
  }
}
