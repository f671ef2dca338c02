import NoteQuery
import NoteRanking
import NoteText
import Testing

/// A note of very many sections that all hold the question's word.
@Suite struct ManySectionsTests {
  private static let query = QuestionReader(tokenizer: Tokenizer()).read("zebra")

  /// One note of so many sections, the later ones with longer bodies, and one of a single section.
  private static func candidates(_ count: Int) -> Candidates {
    var all = Candidates(
      totals: Candidates.Totals(
        sections: count + 1, notes: 2, tokens: [2, 0, 0, 0, 0, 2, 10 * count]))
    for number in 1...Int32(count + 1) {
      all.hits.append(TermHit(term: 0, field: .body, count: 1))
      all.sections.append(
        Candidates.Section(
          id: number, note: number <= count ? 1 : 2, headingsLength: 1,
          bodyLength: UInt32(number), hits: number - 1..<number))
    }
    return all
  }

  /// Going back to the beginning of the note for each of them would take a hundred thousand million steps.
  @Test func manySectionsOfOneNoteAreRanked() {
    let count = 400_000
    let ranked = Ranker().rank(Self.candidates(count), for: Self.query, limit: count).sections
    #expect(ranked.count == count)
  }

  @Test func noMoreOfANoteThanAskedFor() {
    let candidates = WholeCandidates(Self.candidates(3_000), terms: 1)
    let all = Ranker().rank(candidates, for: Self.query, limit: 10_000, explaining: true).sections
    let few = Ranker().rank(
      candidates, for: Self.query, limit: 10_000, perNote: 25, explaining: true
    ).sections
    #expect(all.count == 3_001)
    #expect(few.count == 26)
    #expect(few.filter { $0.note == 1 } == Array(all.filter { $0.note == 1 }.prefix(25)))
    #expect(few.filter { $0.note == 2 } == all.filter { $0.note == 2 })
  }
}
