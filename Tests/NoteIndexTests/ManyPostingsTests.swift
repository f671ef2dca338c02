import NoteLinks
import NoteModel
import NoteQuery
import NoteRanking
import SQLite
import TestSupport
import Testing

@testable import NoteIndex

/// Answers where there are more rows than are kept together, and what was counted is kept of some alone.
@Suite struct ManyPostingsTests {
  private static let notes = 70
  private static let sectionsOfNote = 1000
  /// Besides some that are common everywhere: one in so many rows of each stretch.
  private static let shares: [(word: String, by: [Int])] = [
    ("early", [2, 200, 3]), ("late", [300, 2, 40]), ("always", [2, 3, 2]), ("steady", [2, 2, 2]),
    ("hand", [3, 2, 300]), ("seldom", [900, 900, 900]),
  ]

  /// Each section holds a few of the words; one that holds two of them holds them side by side.
  private static func text(_ row: Int, _ random: inout SeededGenerator) -> String {
    let stretch = min(row / PlaceCounts.stretch, 2)
    let bits = random.next()
    var text = ""
    for (place, (word, by)) in shares.enumerated() {
      guard (bits >> UInt64(place * 10)) % 1000 < 1000 / by[stretch] else { continue }
      text += " " + word
      if bits >> 60 == 0 { text += " \(word) and \(word)" }
    }
    return text
  }

  private static func record(
    of id: Int, _ index: NoteIndex, _ random: inout SeededGenerator
  ) -> NoteRecord {
    var note = Note(path: VaultPath("\(id).md"), title: id % 7 == 0 ? "steady note" : "note")
    for ordinal in 0..<sectionsOfNote {
      let text = text((id - 1) * sectionsOfNote + ordinal, &random)
      note.sections.append(
        Section(
          kind: .heading, level: 1, headingPath: [], range: SourceRange(0, 0), line: 1, endLine: 1,
          text: SectionText(bytes: Array(text.utf8))))
    }
    return NoteRecord(note, tokenizer: index.tokenizer) { _ in
      KeyedTarget(target: LinkTarget(outcome: .unresolved, file: nil, others: 0), key: NameKey(""))
    }
  }

  private static func made(_ random: inout SeededGenerator) throws -> NoteIndex {
    let index = try NoteIndex.create(path: nil)
    let writer = try NoteWriter(index)
    for id in 1...notes {
      try writer.insert(Self.record(of: id, index, &random), id: Int64(id))
    }
    try index.finishNotes()
    try index.finishBulkLoad()
    // Rows without a note, as edits leave them.
    try index.write {
      let writer = try NoteWriter(index)
      for id: Int64 in [2, 40] { try writer.remove(id) }
    }
    return index
  }

  /// Whether what was counted of the first term is kept, by stretch.
  private func kept(_ query: Query, _ index: NoteIndex) throws -> [Bool] {
    var postings = try QueryPostings(query.terms, index, postponing: true)
    try postings.rewind()
    _ = try postings.frequencies(of: query, nil, keeping: true, index)
    let form = try #require(postings.sections.first { $0.term == 0 })
    return (0..<3).map { stretch in
      let start = stretch * PlaceCounts.stretch
      return form.counts.codes(in: start..<start + 1).codes != nil
    }
  }

  @Test func answersAreThoseOfAllRowsHoweverMuchOfThemIsKept() throws {
    var random = SeededGenerator(seed: 1)
    let index = try Self.made(&random)
    try index.read {
      let reader = QuestionReader(tokenizer: index.tokenizer)
      #expect(try kept(reader.read("early"), index) == [true, false, true])
      #expect(try kept(reader.read("late"), index) == [false, true, false])
      for question in [
        "early late", "\"steady hand\" late", "seldom early late always",
      ] {
        let query = reader.read(question)
        for limit in [1, 6] {
          let whole = try CandidateReader(index, query, keeping: false)
          let all = try Ranker().rank(Everything(whole), for: query, limit: limit)
          for keeping in [true, false] {
            let some = try CandidateReader(index, query, keeping: keeping)
            #expect(some.frequencies == whole.frequencies, "\(question)")
            let best = try Ranker().rank(some, for: query, limit: limit)
            let comment: Comment = "\(question) \(limit) \(keeping)"
            #expect(best.sections.map(\.section) == all.sections.map(\.section), comment)
            for (one, other) in zip(best.sections, all.sections) {
              #expect(abs(one.score - other.score) < 1e-9 * max(1, other.score), comment)
            }
          }
        }
      }
    }
  }
}
