import NoteModel
import NoteRanking
import Testing

/// When a note comes before a list that introduces it.
@Suite struct IntroducedTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// What the best answer shows, and its block.
    var line: String
    var kind: Block.Kind = .list
    /// The name of the second answer's note, and its score beside 10 of the first one.
    var name = "Git"
    var score = 8.0
    var isRaised: Bool
    var reason: String
    var testDescription: String { "\(line): \(reason)" }
  }

  static let rows = [
    Row(line: "Git: backs up a vault", isRaised: true, reason: "the name is before the colon"),
    Row(
      line: "git - backs up a vault", isRaised: true, reason: "case does not count, a dash ends it"),
    Row(line: "Git", isRaised: true, reason: "a short item is the name"),
    Row(
      line: "Git | backs up", kind: .table, isRaised: true, reason: "the first cell is the name"
    ),
    Row(
      line: "Git: backs up", kind: .paragraph, isRaised: false,
      reason: "prose is no entry of a list"),
    Row(line: "Git LFS: stores files", isRaised: false, reason: "another name"),
    Row(
      line: "Git: backs up", name: "Plugins", isRaised: false,
      reason: "no such note among the answers"),
    Row(line: "Git: backs up", score: 6, isRaised: false, reason: "far worse than the list"),
    Row(line: "Git: backs up", score: 7, isRaised: true, reason: "just good enough"),
    Row(line: "List: of plugins", name: "List", isRaised: false, reason: "the list's own note"),
  ]

  private static func answer(_ note: Int32, _ score: Double, _ text: String) -> RankedAnswer {
    RankedAnswer(
      section: RankedSection(section: note, note: note, score: score),
      passage: Passage(line: 1, endLine: 1, start: 0, end: text.utf8.count, matches: []),
      matches: [])
  }

  @Test(arguments: rows)
  func noteOfTheNameComesFirst(_ row: Row) {
    let bytes = Array(row.line.utf8)
    let text = SectionText(
      bytes: bytes, firstLine: 1, leaves: [LeafBlock(kind: row.kind, start: 0, end: bytes.count)])
    var answers = [Self.answer(1, 10, row.line), Self.answer(2, row.score, "")]
    Ranker().raiseIntroduced(
      in: &answers, text: { $0.note == 1 ? text : SectionText(bytes: [], firstLine: 1) },
      names: { $0.note == 1 ? ["List"] : [row.name] })
    #expect(answers.map(\.section.note) == (row.isRaised ? [2, 1] : [1, 2]))
  }

  @Test func sectionThatWasNotReadStays() {
    var answers = [Self.answer(1, 10, "Git: backs up"), Self.answer(2, 8, "")]
    Ranker().raiseIntroduced(in: &answers, text: { _ in nil }, names: { _ in nil })
    #expect(answers.map(\.section.note) == [1, 2])
  }
}
