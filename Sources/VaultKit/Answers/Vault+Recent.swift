import NoteIndex
import NoteQuery
import NoteRanking

extension Vault {
  /// Lists the notes that were modified last, each with its beginning, newest first.
  func recent(_ query: Query, _ options: AskOptions, _ index: NoteIndex) throws -> Search {
    let reader = SectionReader(root: try files(), index: index, known: knownSections)
    let ids = try recentSections(options, index)
    let found = try reader.read(ids)
    let sections = ids.compactMap { found[$0] }
    let ranked = Ranker().list(sections.map { (Int64($0.id), $0.note, $0.text) })
    return Search(
      query: query, answers: zip(ranked, sections).map { Answer($0, $1) },
      changedNotes: reader.changedNotes.count)
  }

  /// The first sections of the notes that are listed. Notes that are left out take up room, so more are looked at if need
  /// be.
  private func recentSections(_ options: AskOptions, _ index: NoteIndex) throws -> [Int] {
    let end = options.limit.addingReportingOverflow(options.offset)
    let most = end.overflow ? .max : end.partialValue
    var looked = most
    while true {
      let notes = try index.recentNotes(limit: looked)
      let shown = try notes.lazy.filter { !self.hides($0.path, options) }
        .compactMap { try index.place(of: $0.id)?.sections.first }.prefix(most)
      if shown.count == most || notes.count < looked {
        return Array(shown.dropFirst(options.offset))
      }
      looked = looked.multipliedReportingOverflow(by: 4).partialValue
    }
  }
}
