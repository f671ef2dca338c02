import Characters
package import NoteText

/// Reads what a user typed: finds the terms, leaves out the words that only hold the question together.
///
/// Everything is text but `"a phrase"`, `-excluded` and the filters; no input is an error. The cost is
/// linear in the text, also for a pasted page.
package struct QuestionReader {
  /// Most distinct terms of a query.
  ///
  /// Each term costs a pass over its hits. A page of pasted text has a few hundred words, of which the
  /// rarest dozens decide; which are rare only the index knows, so the rarest-looking stay: codes and
  /// numbers, then words that are repeated, then the longest (short words are the frequent ones).
  package static let mostTerms = 64

  /// Most terms of a question with more than twice as many words as `mostTerms`: a pasted page.
  package static let mostPastedTerms = 32

  /// Most function words of a question that are looked for in the names of notes.
  package static let mostFunctionWords = 12

  /// Longest phrase in tokens; a longer one is read as single words.
  ///
  /// Nobody types such a phrase: it is pasted text with a quote in it.
  package static let longestPhrase = 32

  /// Longest phrase in tokens that an unclosed quote begins; a longer rest was hardly meant as one.
  package static let longestUnclosed = 8

  /// Longest question in bytes that may have filters. What is longer was pasted, brackets and all.
  package static let longestFiltered = 500

  let tokenizer: Tokenizer
  /// Cuts without stems: function words are known by their full form.
  let exact = Tokenizer(stemming: .none)
  let functionWords: StopWords
  /// What the notes are written in.
  let languages: [Language]
  /// What most of them are written in.
  private let main: Language
  /// Whether the vault has a property of a name; brackets around other words are text.
  let isProperty: (String) -> Bool
  /// Whether the vault has a tag, or one below it; other words behind a `#` are text.
  let isTag: (String) -> Bool
  /// The day that `yesterday` counts from; if it is not known, that is a word like any other.
  let today: () -> CivilDay?
  /// Whether `-word` leaves something out; not in a command.
  package var readsExclusions = true
  /// Whether operators of a search and patterns are no text.
  package var readsSearches = true

  package init(
    tokenizer: Tokenizer, languages: LanguageSet = LanguageSet(.english),
    main: Language = .english,
    isProperty: @escaping (String) -> Bool = { _ in true },
    isTag: @escaping (String) -> Bool = { _ in false },
    today: @escaping () -> CivilDay? = { nil }
  ) {
    self.tokenizer = tokenizer
    self.languages = languages.union(LanguageSet(.english)).languages
    self.main = main
    functionWords = StopWords()
    self.isProperty = isProperty
    self.isTag = isTag
    self.today = today
  }

  /// Reads a question.
  package func read(_ text: String) -> Query {
    let language = FunctionWordCount.language(of: text, among: languages, main: main)
    var reading = Reading(
      query: Query(text: text), hasSmallLetters: text.utf8.contains { $0.isSmallLetter },
      frame: FrameWords.Frame(language), mayHaveNumber: Self.mayHaveNumber(text))
    var exclusions = Exclusions()
    if var pieces = FilterReader.pieces(of: text, &exclusions, self) {
      addRemarks(on: pieces, to: &reading.query)
      mergeDates(&pieces, of: text, in: &reading.query)
      var filters = FilterReader(self)
      filters.read(pieces, into: &reading)
    } else {
      let isText = text.utf8.count > Self.longestFiltered || text.utf8.contains(.lineFeed)
      var pieces = QuestionPieces.all(of: text)
      exclusions.settle(&pieces, besideFilters: false, isText: isText || !readsExclusions)
      if !isText { addRemarks(on: pieces, to: &reading.query) }
      mergeDates(&pieces, of: text, in: &reading.query)
      for piece in pieces { add(piece, to: &reading) }
      reading.query.questionKey = QuestionKey.make(text, tokenizer)
      reading.query.name = text
    }
    let words = text.split(maxSplits: AskedKind.mostWords, whereSeparator: \.isWhitespace)
      .prefix(AskedKind.mostWords)
    reading.query.asked = AskedKind(words.map { framing(String($0), reading) }, language)
    if let column = FilterReader.unclosedProperty(in: text, isProperty: isProperty) {
      reading.query.repairs.append(.unclosedProperty(column))
    }
    reading.query.pastedExclusions = exclusions.pasted.compactMap { text in
      let piece = QuestionPieces.Piece(text: text, role: .phrase)
      var term = terms(of: piece, reading.wordIndex).first
      term?.word = text
      return term
    }
    reading.query.repairs += exclusions.refused.prefix(1).map(QueryRepair.notExcluded)
    let (neighbours, places) = (reading.neighbours, reading.places)
    var query = reading.finished()
    if query.filter == nil { addCompounds(of: neighbours, to: &query) }
    addNumbers(in: text, at: places, to: &query)
    addParts(to: &query)
    query.howTo = howTo(query)
    return query
  }

  /// Says what looks like an operator or a tag and is none.
  private func addRemarks(on pieces: [QuestionPieces.Piece], to query: inout Query) {
    query.repairs += UnknownOperators.repairs(of: pieces, isProperty: isProperty)
    for piece in pieces where piece.isPlain && piece.text.hasPrefix("#") {
      let name = String(piece.text.dropFirst().prefix { !".,;:!?".contains($0) })
      guard QuestionPieces.isTagName(name) else { continue }
      query.unknown.append(
        QueryFilter.Condition(.tag(name), text: piece.text, column: piece.column))
    }
  }

  /// Adds the terms of a piece and returns them; none of a function word.
  @discardableResult
  func add(_ piece: QuestionPieces.Piece, to reading: inout Reading) -> [QueryTerm] {
    var piece = piece
    if piece.isPlain { piece.text = TiedWords.core(of: piece.text, in: reading.language) }
    let (words, asking) = termsAndAskingWords(of: piece, reading.wordIndex)
    let isIgnored = isFunctionWord(piece, words, reading)
    reading.neighbours.append(
      isIgnored && reading.functionWords.isEmpty && reading.terms.isEmpty
        ? nil : Self.neighbour(piece, isIgnored ? nil : reading.wordIndex))
    if !piece.isPhrase, !piece.isExcluded {
      let literal = QueryLiteral(
        piece.text, tokens: words.flatMap(\.tokens), wordIndex: reading.wordIndex,
        isAlone: reading.query.text.utf8.count == piece.text.utf8.count)
      // `it/its` says nothing, with its stroke either.
      if let literal, literal.isSign || literal.isOption || !isIgnored {
        reading.query.literals.append(literal)
      }
    }
    guard let first = words.first else { return [] }
    reading.allTokens += words.lazy.filter { !$0.isAlternative }.flatMap(\.tokens)
    let isText = piece.isPhrase && words.count > 1 && !piece.isExcluded
    if let column = piece.unclosedQuote {
      reading.query.repairs.append(.unclosedQuote(column, isText ? nil : piece.trimmedText))
      if !isText, !piece.isExcluded, words.count == 1, first.tokens.count > 1 {
        reading.query.unclosedQuote = UnclosedQuote(column: column, phrase: first)
      }
    }
    if isText {
      // Too long for a phrase: its words count one by one.
      var inner = QuestionPieces(piece.text)
      var terms: [QueryTerm] = []
      while var word = inner.next() {
        word.typed = ""
        terms += add(word, to: &reading)
      }
      return terms
    }
    if reading.mayHaveNumber, piece.isPlain {
      reading.places.append(WordPlace(bytes: piece.bytes, wordIndex: reading.wordIndex))
    }
    defer { reading.wordIndex += 1 }
    if piece.isExcluded {
      if let term = excludedTerm(piece, reading.wordIndex) { reading.query.excluded.append(term) }
      return []
    }
    if isIgnored {
      reading.query.ignored.append(first.word)
      _ = reading.frame.weight(of: framing(first.word, reading), isFunctionWord: true)
      for word in words { reading.functionWords.add(word) }
      return []
    }
    let most = reading.frame.weight(of: framing(first.word, reading), isFunctionWord: false)
    for var word in words {
      if most < 1 { word.weight = min(word.weight, most) }
      reading.terms.add(word)
    }
    reading.query.ignored += asking
    return words
  }

  /// The term that a piece excludes: its tokens in a row.
  func excludedTerm(_ piece: QuestionPieces.Piece, _ wordIndex: Int) -> QueryTerm? {
    let words = terms(of: piece, wordIndex)
    guard let first = words.first else { return nil }
    return Self.phrase(words.filter { !$0.isAlternative }, first.word, wordIndex)
  }

  /// Returns the terms of one piece of the question: one for a phrase, else one for each token.
  func terms(of piece: QuestionPieces.Piece, _ wordIndex: Int) -> [QueryTerm] {
    termsAndAskingWords(of: piece, wordIndex).terms
  }

  /// Returns the terms of a piece, and the question words in it that are not looked for.
  private func termsAndAskingWords(
    of piece: QuestionPieces.Piece, _ wordIndex: Int
  ) -> (terms: [QueryTerm], asking: [String]) {
    if let date = piece.date { return (dateTerms(date, piece, wordIndex), []) }
    var asking: AskingWords?
    if !piece.isPhrase { asking = AskingWords(in: piece.text) }
    var cut = cut(piece, wordIndex, without: asking)
    if cut.terms.isEmpty, asking?.isEmpty == false {
      // A question of nothing but its question word.
      asking = nil
      cut = self.cut(piece, wordIndex, without: nil)
    }
    guard let first = cut.places.first, let last = cut.places.last else { return ([], []) }
    let bounds = first.lowerBound..<last.upperBound
    var terms = cut.terms
    addForms(to: &terms, piece, without: asking)
    let bytes = Array(piece.text.utf8)
    let word = String(decoding: bytes[bounds], as: UTF8.self)
    if !piece.isPhrase { NumberRuns.join(&terms, cut.places, in: bytes) }
    let longest = piece.unclosedQuote == nil ? Self.longestPhrase : Self.longestUnclosed
    if piece.isPhrase, terms.count <= longest {
      return ([Self.phrase(terms, word, wordIndex)], [])
    }
    if terms.count == 1 {
      terms[0].weight = min(terms[0].weight, FrameWords.weight(of: word, folded: folded(word)))
    }
    let count = terms.count
    terms += Self.ways(cut.alternatives, of: count, bounds, wordIndex)
    if !piece.isPhrase, count == 1 {
      for (place, other) in otherSpellings(of: word).enumerated() {
        let exact = QuestionPieces.Piece(text: other, role: .phrase)
        var added = self.terms(of: exact, wordIndex)
        guard added.count == 1 else { continue }
        Self.makeWay(&added[0], wordIndex..<wordIndex + 1, cut.alternatives.count + 2 + place)
        terms += added
      }
    }
    for index in terms.indices { terms[index].word = word }
    return (terms, asking?.words(of: piece.text) ?? [])
  }

  /// Adds what the terms are in the other languages of the vault, where that differs.
  private func addForms(
    to terms: inout [QueryTerm], _ piece: QuestionPieces.Piece, without asking: AskingWords?
  ) {
    guard languages.count > 1 else { return }
    let isPlain = piece.text.utf8.allSatisfy { $0.isASCII }
    for language in languages {
      tokenizer.language = language
      var asking = asking
      var place = -1
      tokenizer.tokenize(piece.text) { token in
        if asking?.touches(token.start..<token.end) == true { return true }
        if token.kind == .accented, place < terms.count {
          // Typed accents are meant.
          terms[place].forms[terms[place].forms.count - 1].tokens = [token.text]
        }
        if token.isColocated { return true }
        place += 1
        guard place < terms.count else { return false }
        // In most languages it is what it was in one before; but see accents above.
        if isPlain,
          let known = terms[place].forms.firstIndex(where: { form in
            form.tokens[0].utf8.elementsEqual(token.term)
          })
        {
          terms[place].forms[known].languages.formUnion(LanguageSet(language))
          return true
        }
        terms[place].forms.append(
          QueryTerm.Form(tokens: [token.text], languages: LanguageSet(language)))
        return true
      }
    }
    tokenizer.language = .english
    for place in terms.indices { terms[place].forms = Self.merged(terms[place].forms) }
  }

  /// Forms with the same tokens as one; none where there is only one.
  private static func merged(_ forms: [QueryTerm.Form]) -> [QueryTerm.Form] {
    var merged: [QueryTerm.Form] = []
    for form in forms {
      if let known = merged.firstIndex(where: { $0.tokens == form.tokens }) {
        merged[known].languages.formUnion(form.languages)
      } else {
        merged.append(form)
      }
    }
    return merged.count > 1 ? merged : []
  }

  /// All terms as one, their tokens in a row.
  static func phrase(_ terms: [QueryTerm], _ word: String, _ wordIndex: Int) -> QueryTerm {
    var phrase = QueryTerm(
      word: word, wordIndex: wordIndex, tokens: terms.flatMap(\.tokens),
      isPrefix: terms.count == 1 && terms[0].isPrefix)
    guard terms.contains(where: { !$0.forms.isEmpty }) else { return phrase }
    let languages = LanguageSet.all.languages
    phrase.forms = merged(
      languages.map { language in
        QueryTerm.Form(
          tokens: terms.flatMap { $0.tokens(in: language) }, languages: LanguageSet(language))
      })
    return phrase
  }
}

extension QueryRepair {
  /// Longest part of a phrase that a message shows, in characters.
  private static let longestShown = 60

  static func unclosedQuote(_ column: Int, _ phrase: String?) -> QueryRepair {
    guard let phrase else {
      return QueryRepair(
        column: column, message: "quote is never closed; reading the words one by one")
    }
    let isLong = phrase.count > longestShown
    let shown = isLong ? phrase.prefix(longestShown) + "…" : phrase[...]
    return QueryRepair(column: column, message: "quote is never closed; reading it as \"\(shown)\"")
  }

  /// Says that a phrase without its second quote is in no note.
  package static func unclosedQuote(_ column: Int, nowhere phrase: String) -> QueryRepair {
    QueryRepair(
      column: column,
      message: "quote is never closed, and no note has \"\(phrase.prefix(longestShown))\"; "
        + "reading the words one by one")
  }

  static func tooManyTerms(_ count: Int, kept: Int) -> QueryRepair {
    QueryRepair(column: 1, message: "\(count) different words; looking for \(kept) of them")
  }
}
