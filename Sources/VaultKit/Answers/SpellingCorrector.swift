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
    var isFarAtFirst = false
    /// Words that are hardly less likely.
    var rivals: [Nearest] = []
  }

  let index: NoteIndex
  let root: VaultRoot
  /// Tells the notes that cannot be answers; nil where all can.
  private let isHidden: ((VaultPath) -> Bool)?
  let functionWords: StopWords
  let exact = Tokenizer(stemming: .none)
  /// What is nearest to words that were looked for, nil for nothing.
  private(set) var nearest: [String: Nearest?] = [:]
  /// Words of the question that only their stem finds.
  private(set) var stemmed: [Stemmed] = []

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
  private static let likely = 2.5
  /// Capitals of a word that is a code, and letters of one that is replaced where only one of two same letters is left out:
  /// every other slip makes another code, such as `CMOVNC` of `CMOVNZ`.
  private static let (capitalsOfCode, longCode) = (3, 8)

  /// What is done with the nearest word to one that no note has.
  enum Use {
    case isLookedFor
    case isOffered
    case isNone
  }

  /// Beside words that notes have, two slips have to be of the kind that memories make: `nationality` is no `nationalists`.
  func use(
    of nearest: Nearest, for term: QueryTerm, _ typed: String, _ foundWords: Set<Int>
  ) -> Use {
    let letters = typed.unicodeScalars.count
    if !foundWords.isEmpty, nearest.edits > 1, !NearWords.areAlike(typed, nearest.word) {
      return .isNone
    }
    if letters <= Self.shortest || nearest.isFarAtFirst { return .isOffered }
    if Self.isCode(term.word) {
      let isCertain = letters >= Self.longCode && nearest.likelihood >= Slip.leftOutOfTwo
      return isCertain ? .isLookedFor : .isOffered
    }
    if foundWords.isEmpty || nearest.edits > 1 { return .isLookedFor }
    return letters <= Self.short && nearest.likelihood < Self.likely ? .isOffered : .isLookedFor
  }

  private static func isCode(_ word: String) -> Bool {
    word.unicodeScalars.count { $0.properties.isUppercase } >= capitalsOfCode
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
    stemmed = try stemmed(query, frequencies)
    var uses = places.compactMap { place, typed in
      (nearest[typed] ?? nil).map { best in
        (place, best, use(of: best, for: query.terms[place], typed, foundWords))
      }
    }
    for word in stemmed {
      nearest[word.typed] = word.nearest
      uses.append((word.place, word.nearest, use(of: word, in: query, foundWords)))
    }
    return uses.filter { $0.2 == .isLookedFor }.map { place, best, _ in
      Correction(term: place, word: best.word, new: best.term)
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

  // MARK: What is there

  /// Notes that are read to find out whether one of them still has a word, at most.
  static let mostWitnesses = 64

  /// Whether a note has a word as it stands, not only another form of it.
  func isThere(_ word: String, _ term: QueryTerm) throws -> Bool {
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
  func isShown(_ term: QueryTerm) throws -> Bool {
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
