import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking
import NoteText

// What the names of notes say of a question.
extension Vault {
  /// Searches without a word: for signs, for a name of signs, or for what filters let through.
  func wordless(
    for query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Search {
    var all = options
    (all.offset, all.limit) = (0, options.offset + options.limit)
    var found = Search(query: query, answers: [])
    let candidates = try reader.index.candidates(for: query)
    var named: [Answer] = []
    if candidates.namesQuestion { named = try answers(from: candidates, to: query, all, reader) }
    if let literal = query.literals.first {
      found = try scan(for: literal.text, query, all, reader)
    } else {
      (found.answers, found.total) = try listing(query, all, reader)
    }
    found.answers.removeAll { answer in
      named.contains { $0.path == answer.path && $0.line == answer.line }
    }
    found.answers = Array((named + found.answers).prefix(all.limit).dropFirst(options.offset))
    if !named.isEmpty { found.total = nil }
    found.changedNotes = reader.changedNotes.count
    return found
  }

  /// The first answer to a question, if that is the name of a note.
  func answerOfNote(
    named query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Answer? {
    let candidates = try reader.index.candidates(for: query)
    guard candidates.namesNote else { return nil }
    return try first(from: candidates, to: query, options, reader)
  }

  /// The first answer.
  func first(
    from candidates: CandidateReader, to query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> Answer? {
    var first = options
    (first.offset, first.limit) = (0, 1)
    return try answers(from: candidates, to: query, first, reader).first
  }

  /// The names of a section's note, and its own heading.
  static func names(of section: ReadSection) -> [String] {
    section.namesOfNote + section.headings.suffix(1)
  }

  /// How much the names of each answer's note, and its heading, say of the question.
  func names(
    of answers: [RankedAnswer], _ coverage: inout NameCoverage, _ folders: inout FolderWords,
    _ sections: [Int: ReadSection], _ index: NoteIndex
  ) throws -> [NameCoverage.Share] {
    let counter = try index.sectionCounter()
    var known: [Int64: NameCoverage.Share] = [:]
    return try answers.map { answer in
      guard let section = sections[Int(answer.section.section)] else {
        return NameCoverage.Share()
      }
      let language = index.language(ofSection: section.id)
      func measure(
        _ name: String, in folder: [Int] = [], isHeading: Bool = false
      ) throws -> NameCoverage.Measure {
        try coverage.measure(name, language, folder: folder, isHeading: isHeading) {
          try counter.count($0)
        }
      }
      var share = known[section.note] ?? NameCoverage.Share()
      if known[section.note] == nil {
        let folder = folders.terms(of: VaultPath(section.path.folder).name, language)
        for name in section.namesOfNote { share.add(try measure(name, in: folder)) }
        known[section.note] = share
      }
      // The note's title above its text names the note, which counts already.
      if let heading = section.headings.last, heading != section.title {
        let measure = try measure(heading, isHeading: true)
        share.ofHeading = measure.ofQuestion
        share.isFrame = measure.isFrame && share.isSubject
      }
      return share
    }
  }

  /// Adds what the folders of notes say to what their names say, so that no line has to.
  func addFolders(
    to ranked: inout [RankedSection], _ folders: inout FolderWords,
    _ sections: [Int: ReadSection], _ index: NoteIndex
  ) {
    for place in ranked.indices where !ranked[place].context.isEmpty {
      guard let section = sections[Int(ranked[place].section)] else { continue }
      let said = folders.terms(
        of: VaultPath(section.path.folder).name, index.language(ofSection: section.id))
      if said.isEmpty { continue }
      ranked[place].context = Set(ranked[place].context + said).sorted()
    }
  }
}
