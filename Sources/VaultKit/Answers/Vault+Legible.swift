import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking

extension Vault {
  /// Puts the section that stands for its note in the place of one that shows nothing but badges and the like; where all
  /// are so, the properties of the note are shown.
  func legible(
    _ answer: RankedAnswer, _ section: ReadSection, _ query: Query, _ ranker: Ranker,
    _ reader: SectionReader
  ) throws -> (answer: RankedAnswer, section: ReadSection) {
    if answer.passage != nil { return (answer, section) }
    var answer = answer
    let id = reader.index.shownSection(ofNote: section.note)
    if query.filter == nil, id != section.id, let other = try reader.read([id])[id],
      let passage = ranker.list([(Int64(id), other.note, other.text)]).first?.passage
    {
      answer.passage = passage
      answer.matches = []
      return (answer, other)
    }
    answer.passage = section.frontMatter?.beginning
    return (answer, section)
  }
}
