import NoteIndex
import NoteLinks
import NoteModel
import NoteQuery
import NoteText
import Platform

/// Replaces words that no note has by the nearest word of the vault.
///
/// A slip of the finger would else cost the word that matters most: the rarest one. A word that stands in few notes and is
/// near to one of many may be a slip as well, or a name: so the other one is only offered.
struct SpellingCorrector {
  /// A term that was replaced.
  struct Correction {
    /// Its place in `Query.terms`.
    var term: Int
    /// The word that is looked for in its place, in small letters without accents.
    var word: String
    /// The term of that word.
    var new: QueryTerm
  }

  /// A word of the question, and one that may have been meant.
  struct Offer {
    /// The word that was typed, and its place in `Query.terms`.
    var word: String
    var term: Int
    /// The word that is offered, in small letters without accents, and its term.
    var offered: String
    var new: QueryTerm
    var notes: [Int64]
    /// Whether no note has the word that was typed.
    var isUnknown = false
  }

  /// The nearest word to one that was typed.
  struct Nearest {
    /// Whether it is another form of the same word, in one of the languages of the vault.
    func isForm(of other: Nearest) -> Bool {
      let forms = Set(term.allForms.map(\.tokens))
      return other.term.allForms.contains { forms.contains($0.tokens) }
    }

    var word: String
    /// What is looked for where it is typed.
    var term: QueryTerm
    var edits: Int
    /// See `NearWords.Neighbour`.
    var likelihood: Double
    /// Words that are hardly less likely.
    var rivals: [Nearest] = []
  }

  let index: NoteIndex
  let root: VaultRoot
  /// Tells the notes that cannot be answers; nil where all can.
  private let isHidden: ((VaultPath) -> Bool)?
  private let functionWords: StopWords
  let exact = Tokenizer(stemming: .none)
  /// What is nearest to words that were looked for, nil for nothing.
  private(set) var nearest: [String: Nearest?] = [:]

  init(_ index: NoteIndex, root: VaultRoot, isHidden: ((VaultPath) -> Bool)? = nil) {
    self.index = index
    self.root = root
    self.isHidden = isHidden
    functionWords = StopWords(index.languages.union(LanguageSet(.english)).languages)
  }

  // MARK: Corrections

  /// Letters of a word that every other one is near to, so that it is never replaced, and of one that is replaced beside
  /// words that notes have only for what fingers do most: two letters swapped, or one left out.
  ///
  /// Of English words that a vault does not have, a third to two thirds of those of four letters have a neighbour there, of
  /// five letters a fifth to a half, of six a tenth.
  static let (shortest, short) = (4, 5)
  private static let likely = 1.5

  /// What is done with the nearest word to one that no note has.
  enum Use {
    case isLookedFor
    case isOffered
    case isNone
  }

  /// Beside words that notes have, two slips have to be of the kind that memories make: `nationality` is no `nationalists`.
  func use(of nearest: Nearest, for typed: String, _ foundWords: Set<Int>) -> Use {
    let letters = typed.unicodeScalars.count
    if letters <= Self.shortest { return .isOffered }
    if foundWords.isEmpty { return .isLookedFor }
    if nearest.edits > 1 {
      return NearWords.areAlike(typed, nearest.word) ? .isLookedFor : .isNone
    }
    return letters <= Self.short && nearest.likelihood < Self.likely ? .isOffered : .isLookedFor
  }

  /// The words of a question that notes have.
  func foundWords(_ query: Query, _ frequencies: [TermFrequency]) -> Set<Int> {
    var found: Set<Int> = []
    for (term, frequency) in zip(query.terms, frequencies) where frequency.isFound {
      if !term.isFunctionWord { found.insert(term.wordIndex) }
    }
    return found
  }

  /// Returns what to look for instead of terms without a hit.
  mutating func corrections(
    _ query: Query, _ frequencies: [TermFrequency]
  ) throws -> [Correction] {
    let foundWords = foundWords(query, frequencies)
    var searches: [NearWords] = []
    var places: [(term: Int, typed: String)] = []
    for (place, term) in query.terms.enumerated() where !foundWords.contains(term.wordIndex) {
      guard let typed = word(of: term), typed.unicodeScalars.count > Self.shortest,
        let search = NearWords(of: typed)
      else { continue }
      places.append((place, typed))
      if !searches.contains(where: { $0.typed == typed }) { searches.append(search) }
    }
    try find(&searches, besides: query)
    return places.compactMap { place, typed in
      guard let best = nearest[typed] ?? nil,
        use(of: best, for: typed, foundWords) == .isLookedFor
      else { return nil }
      return Correction(term: place, word: best.word, new: best.term)
    }
  }

  /// Finds the nearest words.
  mutating func find(_ searches: inout [NearWords], besides query: Query) throws {
    if searches.isEmpty { return }
    try look(for: &searches)
    let counter = try index.rowCounter()
    for search in searches {
      nearest[search.typed] = try best(of: search, besides: query, counter)
    }
  }

  /// More words than these are looked for in one walk over all words of the vault.
  private static let mostSingle = 6

  private func look(for searches: inout [NearWords]) throws {
    if searches.count <= Self.mostSingle, searches.allSatisfy({ $0.otherBeginnings != nil }) {
      for place in searches.indices {
        try index.forEachWord(beginningWith: searches[place].beginning) {
          searches[place].look(at: $0)
        }
        try index.forEachWord(among: searches[place].otherBeginnings ?? []) {
          searches[place].look(at: $0)
        }
      }
      return
    }
    try index.forEachWord { word in
      for place in searches.indices { searches[place].look(at: word) }
    }
  }

  /// The word of a term as it stands, folded; nil where it is not to be corrected.
  func word(of term: QueryTerm) -> String? {
    guard term.tokens.count == 1, !term.isPrefix, !term.isAlternative, !term.isOfNotes else {
      return nil
    }
    // A typed word may be cut into several; each is told by its stem.
    var starts: Set<Int> = []
    index.tokenizer.tokenize(term.word) { token in
      if !token.isColocated, token.kind == .word, token.text == term.tokens[0] {
        starts.insert(token.start)
      }
      return true
    }
    var word: String?
    exact.tokenize(term.word) { token in
      if word == nil, !token.isColocated, starts.contains(token.start) { word = token.text }
      return true
    }
    return word
  }

  /// Words that are named beside the one that is looked for, and how much less likely they may be, as a logarithm.
  private static let (mostNamed, closeRivals) = (2, 2.0)

  /// Most words that are as near as each other and of which the most frequent is found out.
  private static let mostRivals = 64

  /// The most likely one of the nearest words: by how frequent it is, and by how such slips are made.
  ///
  /// A word that the question has too was typed as it was meant, so the other one is no slip of it.
  func best(
    of search: NearWords, besides query: Query, _ counter: RowCounter
  ) throws -> Nearest? {
    for edits in 1...2 {
      var rivals: [(nearest: Nearest, value: Double)] = []
      for near in search.neighbours(after: edits).prefix(Self.mostRivals) {
        guard !functionWords.contains(near.word), let term = term(of: near.word),
          !query.terms.contains(where: { !$0.isAlternative && $0.isLookedForLike(term) })
        else { continue }
        let rows = try counter.count(term)
        if rows > 0 {
          let nearest = Nearest(
            word: near.word, term: term, edits: edits, likelihood: near.likelihood)
          rivals.append((nearest, Logarithm.natural(Double(rows)) + near.likelihood))
        }
      }
      rivals.sort { ($1.value, $0.nearest.word) < ($0.value, $1.nearest.word) }
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
      if let best { return best.nearest }
    }
    return nil
  }

  /// What is looked for where a word is typed.
  private func term(of word: String) -> QueryTerm? {
    let reader = QuestionReader(tokenizer: index.tokenizer, languages: index.languages)
    let terms = reader.read(word).terms.filter { !$0.isAlternative }
    return terms.count == 1 && terms[0].tokens.count == 1 ? terms[0] : nil
  }

  // MARK: What is there

  /// Notes that are read to find out whether one of them still has a word, at most.
  static let mostWitnesses = 64

  /// Whether a note has a word as it stands, not only another form of it.
  private func isThere(_ word: String, _ term: QueryTerm) throws -> Bool {
    if let known = try index.isWord(word) { return known }
    let notes = try index.notes(holding: term)
    return try index.firstPaths(of: notes, limit: Self.mostWitnesses).contains { path in
      // Each with a reader of its own, which meets all words for the first time.
      var reader = NoteReader(root: root)
      let read = reader.read(path, nil, known: nil) { link, _ in
        KeyedTarget(target: .unresolved, key: LinkKey.of(link.target))
      }
      if case .note(let record) = read.outcome { return record.holds(word: word) }
      return false
    }
  }

  /// Notes that are looked at to find out whether one of them can be an answer, at most.
  private static let mostHidden = 1_000

  /// Whether a note that can be an answer has a term.
  private func isShown(_ term: QueryTerm) throws -> Bool {
    guard let isHidden else { return true }
    let notes = try index.notes(holding: term)
    return try index.firstPaths(of: notes, limit: Self.mostHidden).contains { !isHidden($0) }
  }

  /// The words that may have been meant as well as the one that is looked for.
  ///
  /// Beside other words these tell which one was meant.
  func rivals(of corrections: [Correction], in query: Query) throws -> [Offer] {
    if Set(query.terms.map(\.wordIndex)).count > 1 { return [] }
    return try corrections.flatMap { correction -> [Offer] in
      let typed = query.terms[correction.term]
      guard let word = word(of: typed), let best = nearest[word] ?? nil else { return [] }
      return try best.rivals.map { rival in
        Offer(
          word: typed.word, term: correction.term, offered: rival.word, new: rival.term,
          notes: try index.notes(holding: rival.term), isUnknown: true)
      }
    }
  }

  /// Returns a query that looks for the corrections.
  static func apply(_ corrections: [Correction], to query: Query) -> Query {
    var query = query
    for correction in corrections {
      let typed = query.terms[correction.term].tokens[0]
      query.terms[correction.term].tokens = correction.new.tokens
      query.terms[correction.term].forms = correction.new.forms
      query.name = query.name.split(separator: " ")
        .map { $0 == query.terms[correction.term].word ? correction.word : String($0) }
        .joined(separator: " ")
      query.questionKey = query.questionKey.split(separator: " ")
        .map { $0 == typed ? correction.new.tokens[0] : String($0) }.joined(separator: " ")
    }
    return query
  }
}

extension QueryTerm {
  /// Whether the same rows are looked for in every language.
  func isLookedForLike(_ other: QueryTerm) -> Bool {
    tokens == other.tokens && forms == other.forms
  }
}
