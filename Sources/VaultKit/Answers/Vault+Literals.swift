import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking

// What the index cannot find because it knows words alone.
extension Vault {
  /// Sections further down the list that may hold what was typed with signs.
  private static let furtherLooks = 2_000

  /// Answers a question without a word, such as `=>`, from the text of the notes.
  func scan(
    for literal: String, _ query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Search {
    guard let text = LiteralText(literal) else { return Search(query: query, answers: []) }
    let index = reader.index
    var scan = LiteralScan(text)
    var count = 0
    try index.forEachNote(allowedBy: query) { note, path in
      if hides(path, options) { return }
      count += 1
      if scan.isComplete { try scan.look(at: note, path, reader) }
    }
    var found = scan.found
    let allowed = try index.sections(found.map(\.id), allowedBy: query)
    found.removeAll { !allowed.contains($0.id) }
    var sections: [Int32: ReadSection] = [:]
    for section in found { sections[Int32(truncatingIfNeeded: section.id)] = section }
    // Notes come in the order of their paths.
    let ranked = Ranker().rank(
      found.map { section in
        (Int64(section.id), section.note, SectionSource(section))
      }, holding: text)
    var limit = NoteLimit<Int64>(most: options.perNote)
    let answers = ranked.compactMap { answer -> Answer? in
      guard limit.take(Int64(answer.section.note)) else { return nil }
      return sections[answer.section.section].map { Answer(answer, $0) }
    }
    var query = query
    let notes = Plural.count(count, "note")
    let looked = scan.isComplete ? notes : "\(scan.lookedAt) of \(notes)"
    query.repairs.append(
      QueryRepair(column: 1, message: "no word to look up; looked through the text of \(looked)"))
    return Search(
      query: query, answers: Array(answers.dropFirst(options.offset).prefix(options.limit)),
      total: scan.isComplete ? answers.count : nil,
      changedNotes: reader.changedNotes.count)
  }

  /// Adds sections from further down that hold what was typed, where none of the first ones does, and notes with a name that
  /// has its signs: `CompTIA Security+` for `security+`.
  func addSections(
    to ranking: inout Ranking, _ candidates: CandidateReader, _ query: Query, _ ranker: Ranker,
    _ options: AskOptions, _ reader: SectionReader
  ) throws {
    guard
      let literal = query.literals.first(where: {
        ($0.isSign || $0.isCode || $0.isOption) && $0.wordIndex != nil
      })
    else { return }
    let looked = try reader.read(ranking.sections.lazy.map { Int($0.section) }).values
    var found: Set<Int32> = []
    var ranked: [RankedSection] = []
    func further() throws -> [RankedSection] {
      if ranked.isEmpty {
        ranked = try ranker.rank(
          candidates, for: query, limit: Self.furtherLooks, explaining: options.isExplained
        ).sections
      }
      return ranked
    }
    let code = query.literals.first(where: \.isOfSeveralWords)
    for literal in [code, literal].compactMap({ $0 }) {
      guard let text = LiteralText(literal.text) else { continue }
      if looked.contains(where: { text.standsWhole(in: SectionSource($0)) }) { break }
      if query.phrase(of: literal) != nil {
        found = try sections(holding: text, as: literal, query, ranker, reader)
      } else if literal.isSign || literal.isOfSeveralWords {
        found = try sections(holding: text, among: try further(), reader)
      }
      if !found.isEmpty { break }
    }
    if literal.isSign, !literal.isWordAndPunctuation, let text = LiteralText(literal.text) {
      found.formUnion(try sections(named: text, as: literal, query, ranker, reader.index))
    }
    if found.isEmpty { return }
    var known = Set(ranking.sections.map(\.section))
    ranking.sections += try further().filter { section in
      found.contains(section.section) && known.insert(section.section).inserted
    }
  }

  /// Notes with a word in their own fields whose names are looked at, at most.
  private static let mostNamed = 200

  /// The first section of each note whose file name holds what was typed.
  private func sections(
    named text: LiteralText, as literal: QueryLiteral, _ query: Query, _ ranker: Ranker,
    _ index: NoteIndex
  ) throws -> Set<Int32> {
    var names = query
    names.literals = []
    names.terms = query.terms.filter { $0.wordIndex == literal.wordIndex && !$0.isAlternative }
    for place in names.terms.indices { names.terms[place].isOfNotes = true }
    if names.terms.isEmpty { return [] }
    let notes = try ranker.rank(
      try index.candidates(for: names), for: names, limit: Self.mostNamed)
    var found: Set<Int32> = []
    for section in notes.sections {
      guard let path = try index.path(of: Int64(section.note)),
        text.standsWhole(in: String(path.stem))
      else { continue }
      found.insert(section.section)
    }
    return found
  }

  /// Sections that hold what was typed, among those of the notes of some.
  private func sections(
    holding text: LiteralText, among ranked: [RankedSection], _ reader: SectionReader
  ) throws -> Set<Int32> {
    var seen: Set<Int32> = []
    var scan = LiteralScan(text)
    for section in ranked where seen.insert(section.note).inserted {
      guard let path = try reader.index.path(of: Int64(section.note)) else { continue }
      try scan.look(at: Int64(section.note), path, reader)
      if !scan.isComplete { break }
    }
    return Set(scan.found.map { Int32($0.id) })
  }

  /// Sections that have the words of a name in a row and are read for the name, at most.
  private static let mostInARow = 100

  /// Sections that hold a name such as `NO_COLOR`, among the best of those that have its words in a row.
  private func sections(
    holding text: LiteralText, as literal: QueryLiteral, _ query: Query, _ ranker: Ranker,
    _ reader: SectionReader
  ) throws -> Set<Int32> {
    guard let phrase = query.phrase(of: literal) else { return [] }
    var whole = query
    (whole.terms, whole.literals) = ([phrase], [])
    let found = try ranker.rank(
      try reader.index.candidates(for: whole), for: whole, limit: Self.mostInARow)
    let read = try reader.read(found.sections.lazy.map { Int($0.section) })
    return Set(
      read.values.lazy.filter { section in
        text.standsWhole(in: SectionSource(section))
      }.map { Int32(truncatingIfNeeded: $0.id) })
  }
}
