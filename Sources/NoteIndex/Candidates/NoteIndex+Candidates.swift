package import NoteQuery
import NoteText
package import SQLite

extension NoteIndex {
  /// Finds the sections and notes that hold a term of the query.
  ///
  /// Call it inside `read`, and read all pieces there, so that lengths and postings are of one state.
  package func candidates(for query: Query) throws(SQLiteError) -> CandidateReader {
    try CandidateReader(self, query)
  }

  /// Finds those of a query that has got further ways to write its words since, after its terms.
  package func candidates(
    for query: Query, extending earlier: CandidateReader
  ) throws(SQLiteError) -> CandidateReader {
    try CandidateReader(earlier, query)
  }

  /// The notes with a question that equals the query's.
  func notes(answering key: String) throws(SQLiteError) -> Set<Int32> {
    guard !key.isEmpty else { return [] }
    var notes: Set<Int32> = []
    for note in try self.notes(.question, key) {
      let questions = try questions(of: note)
      guard questions.contains(where: { QuestionKey.make($0, tokenizer) == key }) else { continue }
      notes.insert(Int32(truncatingIfNeeded: note))
    }
    return notes
  }

  /// The number of the first section of a note, under which its fields are indexed.
  func firstSection(of note: Int) -> Int? {
    Self.firstSection(of: note, noteLengths.readable, sectionLengths.readable)
  }

  static func firstSection(
    of note: Int, _ notes: ReadableLengths<NoteLengths>, _ sections: ReadableLengths<SectionLengths>
  ) -> Int? {
    guard note >= 0, note < notes.count else { return nil }
    var first = Int(notes[note].firstSection)
    guard first > 0, first < sections.count, Int(sections[first].note) == note else { return nil }
    while first > 0, Int(sections[first - 1].note) == note { first -= 1 }
    return first
  }
}
