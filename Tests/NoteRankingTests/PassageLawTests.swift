import NoteModel
import NoteQuery
import NoteRanking
import NoteText
import TestSupport
import Testing

/// What holds for any section text, sound or not.
@Suite struct PassageLawTests {
  private static let pieces = [
    "404", "gateway", "Timeouts", "temporarily", "中文字", ". ", "\n", "\n\n", ": ", " – ", "。", "- ",
    " ",
    "é", "word ", "(", "\u{301}",
  ]

  private static func text(_ generator: inout SeededGenerator) -> SectionText {
    var text = SectionText(firstLine: Int.random(in: 1...90, using: &generator))
    for _ in 0..<Int.random(in: 0..<60, using: &generator) {
      if Int.random(in: 0..<12, using: &generator) == 0 {
        text.bytes.append(UInt8.random(in: 0...255, using: &generator))
      }
      text.bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
    }
    var start = 0
    for _ in 0..<Int.random(in: 0..<6, using: &generator) {
      let end = start + Int.random(in: 0..<80, using: &generator)
      let kind = Block.Kind.allCases.randomElement(using: &generator)
      text.leaves.append(LeafBlock(kind: kind ?? .paragraph, start: start, end: end))
      start = end + Int.random(in: 0..<3, using: &generator)
    }
    return text
  }

  @Test func passagesLieInTheText() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let tokenizer = Tokenizer()
    let reader = QuestionReader(tokenizer: tokenizer)
    let questions = [
      "404", "gateway timeout", "\"gateway timeout\" 404", "temporary 中文", "中", "nothing here",
      "é e",
    ].map(reader.read)
    for round in 0..<1_500 {
      let text = Self.text(&generator)
      let query = questions[round % questions.count]
      let context = query.terms.isEmpty || Bool.random(using: &generator) ? [] : [0]
      let ranking = Ranking(
        sections: [RankedSection(section: 1, note: 1, score: 0, context: context)],
        rarity: query.terms.map { _ in Double.random(in: 0.1...8, using: &generator) })
      let answers = Ranker().refine(
        ranking, with: [SectionSource(headings: ["404 é"], text: text)], for: query,
        tokenizer: tokenizer, explaining: true)
      let isSound = answers.count == 1 && answers.allSatisfy { Self.isSound($0, text, query) }
      #expect(isSound, "seed \(seed), round \(round): \(text.bytes)")
    }
  }

  private static func isSound(
    _ answer: RankedAnswer, _ text: SectionText, _ query: Query
  ) -> Bool {
    let matches = answer.matches.allSatisfy {
      $0.start < $0.end && $0.end <= text.bytes.count && $0.term < query.terms.count
    }
    let sum = answer.section.parts.reduce(0) { $0 + $1.value }
    guard matches, answer.section.score.isFinite, abs(sum - answer.section.score) < 1e-9 else {
      return false
    }
    guard let passage = answer.passage else { return true }
    let before = text.bytes[..<passage.start].count { $0 == 0x0A }
    let inside = text.bytes[passage.start..<passage.end].count { $0 == 0x0A }
    return passage.start < passage.end && passage.line == text.firstLine + before
      && passage.endLine == passage.line + inside
      && passage.matches.allSatisfy { $0.start >= passage.start && $0.end <= passage.end }
  }
}
