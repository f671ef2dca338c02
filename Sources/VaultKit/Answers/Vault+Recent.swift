import NoteIndex
import NoteQuery
import NoteRanking

extension Vault {
  /// Lists the notes that were modified last, each with its beginning, newest first.
  func recent(_ query: Query, _ options: AskOptions, _ index: NoteIndex) throws -> Search {
    let reader = SectionReader(root: try files(), index: index, known: knownSections)
    let end = options.limit.addingReportingOverflow(options.offset)
    var (ids, count) = ([Int](), 0)
    try index.forEachRecentNote { note, path in
      if hides(path, options) { return true }
      guard let place = try index.place(of: note), !place.sections.isEmpty else { return true }
      if count >= options.offset { ids.append(place.sections.lowerBound) }
      count += 1
      return end.overflow || count < end.partialValue
    }
    let found = try reader.read(ids)
    let sections = ids.compactMap { found[$0] }
    let ranked = Ranker().list(sections.map { (Int64($0.id), $0.note, $0.text) })
    return Search(
      query: query, answers: zip(ranked, sections).map { Answer($0, $1) },
      changedNotes: reader.changedNotes.count)
  }
}
