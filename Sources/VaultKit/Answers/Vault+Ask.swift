import Characters
import NoteIndex
import NoteLinks
import NoteModel
import NoteQuery
import NoteRanking
import NoteText
import SQLite

extension Vault {
  /// When a question looks at the vault before it is answered.
  public enum RefreshPolicy: Sendable {
    /// Before the first question of this vault only.
    case first
    /// Before this question, also where the index is open.
    case each
    /// Never: the index is taken as it is, and made only where there is none.
    case never
  }

  /// Answers a question with the sections of notes that answer it.
  ///
  /// Throws `VaultError` of kind `emptyQuestion` for a question without a word. While one is typed, it lists the notes that
  /// were modified last.
  public func ask(
    _ question: String, _ options: AskOptions = AskOptions(), refresh policy: RefreshPolicy = .first
  ) throws -> Answers {
    let isBlank = question.utf8.allSatisfy { $0.isBlankOrControl }
    if isBlank, !options.isBeingTyped { throw VaultError(.emptyQuestion, at: question) }
    let options = options.withoutLimitOfZero
    let visit = try begin(policy)
    let early = visit.hasTime ? Result { try search(for: question, options, visit.index) } : nil
    var report = try finish(visit, after: early?.failure)
    // What was read while the vault was looked at counts if nothing there has changed.
    var found =
      if report.foundCurrent, case .success(let early)? = early { early } else {
        try search(for: question, options)
      }
    if let later = held.takeUnreported() { report = later }
    var attempts = 1
    // A note was edited after the index was brought up to date: what was found may not be there. For a process
    // that keeps the index from that, one wait is enough.
    while found.changedNotes > 0, policy != .never, report.blocker == nil,
      attempts < Self.attempts
    {
      let earlier = report
      report = try refresh()
      report.add(earlier)
      found = try search(for: question, options)
      attempts += 1
    }
    _ = held.takeUnreported()
    if found.changedNotes > 0 {
      let notes = Plural.count(found.changedNotes, "note", ("has", "have"))
      report.warnings.append("\(notes) changed since the index was made, and cannot answer")
    }
    return Answers(
      question: question, terms: Self.words(found.query), ignored: found.query.ignored,
      excluded: found.query.excluded.map(\.word),
      filters: found.query.filter?.conditions.map(\.text) ?? [], answers: found.answers,
      repairList: found.query.repairs.map {
        Answers.Repair(column: $0.column, message: $0.message)
      },
      corrections: found.corrections, suggestions: found.suggestions, unknown: found.unknown,
      total: found.total,
      excludedNotes: found.answers.isEmpty ? try excludedNotes(for: question, options) : .init(),
      refresh: report)
  }

  /// The result of a search.
  struct Search {
    var query: Query
    var answers: [Answer]
    var corrections: [Answers.Correction] = []
    var suggestions: [Answers.Suggestion] = []
    /// See `Answers.unknown`.
    var unknown: [String] = []
    /// See `Answers.total`.
    var total: Int?
    /// Notes that were left out, since they are no longer what the index says.
    var changedNotes = 0
  }

  /// The words that were looked for, each once, in the order of the question.
  private static func words(_ query: Query) -> [String] {
    var words: [String] = []
    var last = -1
    for term in query.terms where term.wordIndex != last && !term.isFunctionWord {
      last = term.wordIndex
      if !words.contains(term.word) { words.append(term.word) }
    }
    return words
  }

  func search(for question: String, _ options: AskOptions) throws -> Search {
    try withIndex { try search(for: question, options, $0) }
  }

  private func search(
    for question: String, _ options: AskOptions, _ index: NoteIndex
  ) throws -> Search {
    if options.isBeingTyped, question.utf8.allSatisfy({ $0.isBlankOrControl }) {
      return try recent(try read(question, options, index), options, index)
    }
    let reader = SectionReader(root: try files(), index: index, known: knownSections)
    var found = try search(for: try readSearched(question, options, reader), options, reader)
    if found.answers.isEmpty { found.query.repairs += try unmet(found.query, index) }
    found.query.repairs += try unmetExclusions(found.query, index)
    try addNearest(to: &found.query, index)
    if options.hasLines { addLines(to: &found.answers, index) }
    return found
  }

  /// Searches; words without a hit are looked for in the nearest spelling.
  private func search(
    for query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Search {
    if query.terms.isEmpty { return try wordless(for: query, options, reader) }
    guard query.filter?.hasOptionalWords == true else {
      return try ranked(for: query, options, reader)
    }
    var all = options
    (all.offset, all.limit) = (0, options.offset + options.limit)
    var found = try ranked(for: query, all, reader)
    found.answers += try listing(query, all, reader).answers.filter { listed in
      !found.answers.contains { $0.path == listed.path }
    }
    found.answers = Array(found.answers.prefix(all.limit).dropFirst(options.offset))
    found.changedNotes = reader.changedNotes.count
    return found
  }

  /// What a question of filters alone lets through, in the order of paths.
  func listing(
    _ query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> (answers: [Answer], total: Int) {
    let (ids, total) = try reader.index.listing(
      of: query, from: options.offset, limit: options.limit,
      isHidden: { hides($0, options) })
    let found = try reader.read(ids)
    let sections = ids.compactMap { found[$0] }
    var ranked = Ranker().list(sections.map { (Int64($0.id), $0.note, $0.text) })
    for (place, section) in zip(ranked.indices, sections) {
      if let passage = query.filter?.property(of: section.frontMatter) {
        ranked[place].passage = passage
      } else if let (line, words) = query.filter?.found(in: section.id) {
        Ranker().show(line, marking: words, of: section.text, in: &ranked[place])
      }
    }
    return (zip(ranked, sections).map { Answer($0, $1) }, total)
  }

  func answers(
    from candidates: CandidateReader, to query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> [Answer] {
    let ranker = Ranker()
    var pages = AnswerPages(options)
    var looks = ranker.closeLooks(for: query)
    while true {
      // The sections of one look are ordered among themselves alone, and looks are as large however many answers are
      // wanted: so the first answers are the same.
      var ranking = try ranker.rank(
        candidates, for: query, limit: looks, perNote: pages.mostOfNote, keepsTies: true,
        explaining: options.isExplained)
      try ranker.settleTies(of: &ranking, limit: looks) {
        try reader.index.path(of: Int64($0))?.text ?? ""
      }
      let isLast = ranking.sections.count < looks
      let isFirst = pages.looked == 0
      pages.takeSeen(from: &ranking)
      if isFirst {
        let known = Set(ranking.sections.map(\.section))
        ranking.sections += ranking.deep.filter { !known.contains($0.section) }
        try addSections(to: &ranking, candidates, query, ranker, options, reader)
        try addPropertyNotes(to: &ranking, candidates, query, ranker, reader.index)
      }
      let refined = try refined(ranking, ranker, query, isFirst: isFirst, options, reader)
      try add(refined, isFirst: isFirst, to: &pages, query, ranker, reader)
      if isLast || pages.isFull { return pages.answers }
      looks *= 4
    }
  }

  /// The sections of one look, best first, with what was read of them.
  private typealias Look = (answers: [RankedAnswer], sections: [Int: ReadSection])

  /// Reads the sections of one look, and orders them anew.
  private func refined(
    _ ranking: Ranking, _ ranker: Ranker, _ query: Query, isFirst: Bool, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> Look {
    var sections = try reader.read(ranking.sections.lazy.map { Int($0.section) })
    if !excluded.isEmpty, !options.includesExcluded {
      sections = sections.filter { !excluded.contains($0.value.path) }
    }
    var readable = ranking
    readable.sections.removeAll { sections[Int($0.section)] == nil }
    var folders = FolderWords(query, tokenizer: reader.index.tokenizer)
    addFolders(to: &readable.sections, &folders, sections, reader.index)
    let sources = readable.sections.compactMap { ranked in
      sections[Int(ranked.section)].map { section in
        SectionSource(section, reader.index.language(ofSection: section.id))
      }
    }
    var refined = ranker.refine(
      readable, with: sources, for: query, tokenizer: reader.index.tokenizer,
      explaining: options.isExplained)
    var coverage = NameCoverage(
      query, rarity: ranking.rarity, ranker.weights, tokenizer: reader.index.tokenizer,
      sections: reader.index.sectionCount)
    let names = try names(of: refined, &coverage, &folders, sections, reader.index)
    ranker.showMakers(in: &refined, query, names: names) {
      sections[Int($0.section.section)]?.frontMatter
    }
    ranker.add(
      names: names, to: &refined, highest: readable.highest, explaining: options.isExplained)
    try ranker.settleNamesakes(
      &refined, highest: readable.highest, explaining: options.isExplained
    ) { try reader.index.linkCount(to: Int64($0)) }
    ranker.lowerLinks(in: &refined, explaining: options.isExplained)
    try markStubs(in: &refined, sections, ranker, reader)
    ranker.lowerStubs(in: &refined, query) { answer in
      sections[Int(answer.section.section)].map(Self.names) ?? []
    }
    raiseIntroduced(in: &refined, sections, ranker)
    refined = try order(refined, sections, ranker, reader.index)
    if isFirst, ranker.isTopical(query, refined) {
      let values = try feedback(
        refined.prefix(Ranker.manyLooks), sections, ranker, reader.index)
      ranker.add(feedback: values, to: &refined, explaining: options.isExplained)
      raiseIntroduced(in: &refined, sections, ranker)
      refined = try order(refined, sections, ranker, reader.index)
    }
    return (refined, sections)
  }

  private func raiseIntroduced(
    in answers: inout [RankedAnswer], _ sections: [Int: ReadSection], _ ranker: Ranker
  ) {
    ranker.raiseIntroduced(
      in: &answers, text: { sections[Int($0.section)]?.text },
      names: { sections[Int($0.section)]?.namesOfNote })
  }

  /// Makes the answers of a look ready to show, as many as are wanted.
  private func add(
    _ look: Look, isFirst: Bool, to pages: inout AnswerPages, _ query: Query, _ ranker: Ranker,
    _ reader: SectionReader
  ) throws {
    var shown = 0
    for answer in look.answers where !pages.isFull {
      guard let section = look.sections[Int(answer.section.section)] else { continue }
      let legible = try legible(answer, section, query, ranker, reader)
      guard pages.show(legible.answer, legible.section) else { continue }
      shown += 1
      // That takes another look at the note, and only the first answer is read closely.
      // A filter that picks sections wants no whole note.
      let isWhole =
        isFirst && shown == 1 && answer.section.isWholeNote
        && query.filter?.picksSections != true
      let found =
        isWhole ? try whole(legible.answer, legible.section, query, ranker, reader) : legible
      // Another section may stand for the whole note: it is not shown once more.
      if isWhole { _ = pages.show(found.answer, found.section) }
      pages.add(found)
    }
  }

  /// How much each answer says of the words that the best ones share.
  private func feedback(
    _ answers: ArraySlice<RankedAnswer>, _ sections: [Int: ReadSection], _ ranker: Ranker,
    _ index: NoteIndex
  ) throws -> [Double] {
    let read = answers.compactMap { sections[Int($0.section.section)] }
    guard read.count == answers.count else { return [] }
    var feedback = Feedback(tokenizer: index.tokenizer, weights: ranker.weights)
    for (answer, section) in zip(answers, read) {
      feedback.read(
        section.text, index.language(ofSection: section.id), score: answer.section.score)
    }
    let counter = try index.sectionCounter()
    return try feedback.values(total: counter.total) { try counter.count($0, most: $1) }
  }

  /// Orders the answers whose sections were read.
  private func order(
    _ answers: [RankedAnswer], _ sections: [Int: ReadSection], _ ranker: Ranker,
    _ index: NoteIndex
  ) throws -> [RankedAnswer] {
    let found = answers.filter { sections[Int($0.section.section)] != nil }
    return try ranker.order(found) { answer in
      try sections[Int(answer.section.section)].map { section in
        AnswerTie(
          depth: section.headings.count, links: try index.linkCount(to: section.note),
          day: try index.dayOfChange(of: section.path), path: section.path.text,
          line: section.line)
      }
    }
  }
}

extension Result where Failure == any Error {
  /// What the database failed with. Any other error of an old index is of no interest.
  var failure: SQLiteError? {
    if case .failure(let error as SQLiteError) = self { error } else { nil }
  }
}
