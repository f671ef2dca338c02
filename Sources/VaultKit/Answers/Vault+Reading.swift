import Characters
import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking
import Platform

// Where the notes have to tell how a question is meant.
extension Vault {
  /// A reader that asks the index what is a tag, a property or a word.
  func questionReader(_ options: AskOptions, _ index: NoteIndex) -> QuestionReader {
    QuestionReader(
      tokenizer: index.tokenizer, languages: index.languages, main: index.mainLanguage,
      isProperty: { (try? index.hasProperty($0)) ?? true },
      isTag: { (try? index.hasTag($0)) ?? false },
      today: { options.today.map { CivilDay($0) } ?? Self.today() })
  }

  /// The day of the system's clock, where the user is.
  private static func today() -> CivilDay? {
    LocalTime.now.flatMap { CivilDay(year: $0.year, month: $0.month, day: $0.day) }
  }

  /// Reads a question, and once more where the notes say that it is meant otherwise.
  ///
  /// - Parameter readsSearches: Whether operators of a search and patterns are no text.
  func read(
    _ question: String, _ options: AskOptions, _ index: NoteIndex, readsSearches: Bool = true
  ) throws -> Query {
    var reader = questionReader(options, index)
    reader.readsSearches = readsSearches
    func read(_ text: String) -> Query {
      options.isBeingTyped ? reader.readUnfinished(text) : reader.read(text)
    }
    var query = read(question)
    if try query.pastedExclusions.contains(where: { try isCommand($0, of: query, index) }) {
      reader.readsExclusions = false
      query = read(question)
    }
    if let quote = query.unclosedQuote, try !isFound(quote.phrase, index) {
      // A blank in the place of the quote leaves all columns as they are.
      var bytes = Array(question.utf8)
      bytes[quote.column - 1] = .space
      query = read(String(decoding: bytes, as: UTF8.self))
      query.text = question
      query.repairs.insert(.unclosedQuote(quote.column, nowhere: quote.phrase.word), at: 0)
    }
    return query
  }

  /// Reads a question with a pattern that cannot be used: operators of a search and patterns are then text.
  func read(
    _ question: String, _ options: AskOptions, _ index: NoteIndex,
    withoutSearches error: SearchError
  ) throws -> Query {
    var query = try read(question, options, index, readsSearches: false)
    query.repairs.insert(error.repair, at: 0)
    return query
  }

  private func isFound(_ term: QueryTerm, _ index: NoteIndex) throws -> Bool {
    let candidates = try index.candidates(for: Query(text: "", terms: [term]))
    return candidates.frequencies[0].isFound
  }

  /// Sections with the words of a command that are looked at for the command itself.
  private static let commandLooks = 20

  /// Whether a note has what was typed, hyphen and all, and the other words: then it is a command, and nothing is left out.
  ///
  /// `find -delete` is typed from a line such as `find /tmp -type f -delete`.
  private func isCommand(
    _ option: QueryTerm, of question: Query, _ index: NoteIndex
  ) throws -> Bool {
    guard let typed = LiteralText(option.word) else { return false }
    let others = question.terms.filter { !$0.isAlternative }
    let words = Set(others.map(\.word)).compactMap { LiteralText($0) }
    let query = Query(text: "", terms: others + [option])
    let ranking = try Ranker().rank(
      try index.candidates(for: query), for: query, limit: Self.commandLooks)
    let sections = try SectionReader(root: try files(), index: index, known: knownSections)
      .read(ranking.sections.lazy.map { Int($0.section) })
    return sections.values.contains { section in
      section.text.bytes.withUnsafeBytes { text in
        guard typed.standsAsOption(in: text) else { return false }
        var names = (section.headings + [section.path.text]).joined(separator: " ")
        return words.allSatisfy { word in
          word.standsAsWords(in: text)
            || names.withUTF8 { word.standsAsWords(in: UnsafeRawBufferPointer($0)) }
        }
      }
    }
  }

  // MARK: Rare words

  /// Rows that hold a word of which another way to write it is looked for, at most.
  private static let mostRareRows = 8
  /// Words of a question that are looked at, and codes.
  private static let mostRareWords = 8
  private static let mostCodes = 2

  /// Says of codes that no note has that longer ones were found.
  func addRemarks(onCodes query: inout Query, _ candidates: CandidateReader) {
    var words: [String] = []
    for (term, frequency) in zip(query.terms, candidates.frequencies)
    where term.isPrefix && term.isAlternative && frequency.isFound && !words.contains(term.word) {
      words.append(term.word)
    }
    query.repairs += words.map { word in
      QueryRepair(column: 1, message: "no note has '\(word)'; showing what begins with it")
    }
  }

  /// Adds other ways to write the words that hardly any note has; returns whether there are some.
  func addRareForms(
    to query: inout Query, _ candidates: CandidateReader, _ options: AskOptions,
    _ index: NoteIndex
  ) throws -> Bool {
    if options.isExact || candidates.namesNote { return false }
    let frequencies = candidates.frequencies
    func rows(_ place: Int) -> Int { frequencies[place].sections + frequencies[place].notes }
    let rare = query.terms.indices.filter {
      query.terms[$0].canBeRare && rows($0) <= Self.mostRareRows
    }
    let codes = query.terms.indices.filter { query.terms[$0].canBeBeginning && rows($0) == 0 }
    guard !rare.isEmpty || !codes.isEmpty else { return false }
    let count = query.terms.count
    for place in codes.prefix(Self.mostCodes) { query.addBeginnings(ofCode: place) }
    if rare.isEmpty { return query.terms.count > count }
    let reader = questionReader(options, index)
    let counter = try index.rowCounter()
    for place in rare.prefix(Self.mostRareWords) {
      try reader.addForms(ofRare: place, to: &query) { try counter.holds(token: $0) }
    }
    return query.terms.count > count
  }
}
