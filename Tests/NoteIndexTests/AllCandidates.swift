import NoteIndex
import NoteQuery
import SQLite

extension CandidateReader {
  /// Reads all pieces as one.
  func all(_ need: CandidateNeed? = nil) throws(SQLiteError) -> Candidates {
    var all = Candidates(totals: totals)
    var piece = Candidates(totals: totals)
    let need = need ?? CandidateNeed(values: frequencies.map { _ in 1 })
    try rewind()
    while try next(need, into: &piece) {
      func moved(_ hits: Range<Int32>) -> Range<Int32> {
        let by = Int32(all.hits.count)
        return hits.lowerBound + by..<hits.upperBound + by
      }
      for var section in piece.sections {
        section.hits = moved(section.hits)
        all.sections.append(section)
      }
      for var note in piece.notes {
        note.hits = moved(note.hits)
        all.notes.append(note)
      }
      all.hits += piece.hits
    }
    return all
  }
}

/// The candidates of an index, all of them, whatever is needed.
final class Everything: CandidateSource {
  private let reader: CandidateReader
  var totals: Candidates.Totals { reader.totals }
  var frequencies: [TermFrequency] { reader.frequencies }
  var namesQuestion: Bool { reader.namesQuestion }

  init(_ reader: CandidateReader) { self.reader = reader }

  func rewind() throws(SQLiteError) { try reader.rewind() }

  func next(_ need: CandidateNeed, into piece: inout Candidates) throws(SQLiteError) -> Bool {
    try reader.next(CandidateNeed(values: need.values), into: &piece)
  }
}
