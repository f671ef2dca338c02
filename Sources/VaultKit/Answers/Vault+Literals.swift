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
        let source = SectionSource(headings: section.headings, text: section.text)
        return (Int64(section.id), section.note, source)
      }, holding: text)
    var limit = NoteLimit(most: options.perNote)
    let answers = ranked.compactMap { answer -> Answer? in
      guard limit.take(Int64(answer.section.note)) else { return nil }
      return sections[answer.section.section].map { Answer(answer, $0) }
    }
    var query = query
    let all = scan.isComplete ? "" : " of \(count)"
    let noun = count == 1 ? "note" : "notes"
    query.repairs.append(
      QueryRepair(
        column: 1,
        message: "no word to look up; looked through the text of \(scan.lookedAt)\(all) \(noun)"))
    return Search(
      query: query, answers: Array(answers.dropFirst(options.offset).prefix(options.limit)),
      total: scan.isComplete ? answers.count : nil,
      changedNotes: reader.changedNotes.count)
  }

  /// Adds sections from further down that hold what was typed, where none of the first ones does.
  func addSections(
    to ranking: inout Ranking, _ candidates: CandidateReader, _ query: Query, _ ranker: Ranker,
    _ options: AskOptions, _ reader: SectionReader
  ) throws {
    guard
      let literal = query.literals.first(where: {
        ($0.isSign || $0.isCode) && $0.wordIndex != nil
      }), let text = LiteralText(literal.text)
    else { return }
    let looked = try reader.read(ranking.sections.lazy.map { Int($0.section) })
    let isThere = looked.values.contains { section in
      text.stands(in: SectionSource(headings: section.headings, text: section.text))
    }
    if isThere { return }
    let holding =
      try literal.isSign ? nil : sections(holding: text, as: literal, query, ranker, reader)
    if holding?.isEmpty == true { return }
    let further = try ranker.rank(
      candidates, for: query, limit: Self.furtherLooks, explaining: options.isExplained)
    let found = try holding ?? sections(holding: text, among: further.sections, reader)
    var known = Set(ranking.sections.map(\.section))
    ranking.sections += further.sections.filter { section in
      found.contains(section.section) && known.insert(section.section).inserted
    }
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
        text.stands(in: SectionSource(headings: section.headings, text: section.text))
      }.map { Int32(truncatingIfNeeded: $0.id) })
  }
}
