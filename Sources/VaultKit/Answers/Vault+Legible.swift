import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking

extension Vault {
  /// Puts the section that stands for its note in the place of one that shows nothing but badges and the like; where all
  /// are so, the properties of the note are shown, and else its heading.
  func legible(
    _ answer: RankedAnswer, _ section: ReadSection, _ query: Query, _ ranker: Ranker,
    _ reader: SectionReader
  ) throws -> (answer: RankedAnswer, section: ReadSection) {
    if answer.passage != nil { return (answer, section) }
    var answer = answer
    if query.filter == nil, let other = try standIn(for: section, reader),
      other.id != section.id, let passage = Self.beginning(of: other, ranker)
    {
      answer.passage = passage
      answer.matches = []
      return (answer, other)
    }
    answer.passage = section.frontMatter?.beginning
    if answer.passage == nil, query.filter == nil {
      return try headed(answer, section, reader) ?? (answer, section)
    }
    return (answer, section)
  }

  /// Marks answers whose notes have nothing that a person would read, as a heading above the links of a footer.
  func markStubs(
    in answers: inout [RankedAnswer], _ sections: [Int: ReadSection], _ ranker: Ranker,
    _ reader: SectionReader
  ) throws {
    for place in answers.indices
    where answers[place].passage == nil && !answers[place].section.isStub {
      guard let section = sections[Int(answers[place].section.section)],
        section.frontMatter?.beginning == nil
      else { continue }
      let shown = try standIn(for: section, reader)
      answers[place].section.isStub = shown.flatMap { Self.beginning(of: $0, ranker) } == nil
    }
  }

  /// The section that stands for the note of a section, which may be that one; nil where it cannot be read.
  private func standIn(
    for section: ReadSection, _ reader: SectionReader
  ) throws -> ReadSection? {
    let id = reader.index.shownSection(ofNote: section.note)
    return id == section.id ? section : try reader.read([id])[id]
  }

  /// What is shown of a section that was found by the name of its note.
  private static func beginning(
    of section: ReadSection, _ ranker: Ranker
  ) -> NoteRanking.Passage? {
    ranker.list([(Int64(section.id), section.note, section.text)]).first?.passage
  }

  /// The first heading of a note that has nothing to read; nil where it has none.
  private func headed(
    _ answer: RankedAnswer, _ section: ReadSection, _ reader: SectionReader
  ) throws -> (answer: RankedAnswer, section: ReadSection)? {
    guard let id = try reader.index.place(of: section.note)?.sections.first,
      var first = try reader.read([id])[id], let heading = first.headings.last, !heading.isEmpty
    else { return nil }
    first.text = SectionText(bytes: Array(heading.utf8), firstLine: first.line)
    first.isHeadingAlone = true
    var answer = answer
    answer.matches = []
    var passage = NoteRanking.Passage(
      line: first.line, endLine: first.line, start: 0, end: heading.utf8.count, matches: [])
    passage.isStart = true
    answer.passage = passage
    return (answer, first)
  }
}
