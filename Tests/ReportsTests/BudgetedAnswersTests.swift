import Testing

@testable import Reports
@testable import VaultKit

/// Which answers a budget has room for, and what is left of their texts.
@Suite struct BudgetedAnswersTests {
  private static func answer(
    _ lines: [String], passage: Range<Int>, path: String = "a.md"
  ) -> Answer {
    let text = lines.joined(separator: "\n")
    let shown = lines[passage].joined(separator: "\n")
    let start = text.utf8.count - lines[passage.lowerBound...].joined(separator: "\n").utf8.count
    return Answer(
      path: path, title: "a", headings: [], line: 1, endLine: lines.count, score: 1, text: text,
      textLine: 1, matches: [TextMatch(start: start, end: start + 2)],
      passage: Passage(
        line: 1 + passage.lowerBound, endLine: passage.upperBound, textLines: passage, text: shown,
        matches: [], head: nil, property: nil, isBeginning: false),
      outline: [], explanation: [])
  }

  private static let block = "word word word word word word"

  @Test func blocksAroundThePassageComeFirst() throws {
    let lines = [Self.block, "", Self.block, "", "it is here", "", Self.block, "", Self.block]
    let answer = Self.answer(lines, passage: 4..<5)
    #expect(answer.cut(toQuarters: 4000) == nil)
    let least = try #require(answer.cut(toQuarters: 0))
    #expect(least.text == "it is here")
    #expect(least.textLine == 5)
    #expect(least.passage?.textLines == 0..<1)
    #expect(least.matches == [TextMatch(start: 0, end: 2)])
    let more = try #require(answer.cut(toQuarters: 64))
    #expect(more.text == "it is here\n\n" + Self.block)
    let both = try #require(answer.cut(toQuarters: 112))
    #expect(both.text == lines[2...6].joined(separator: "\n"))
    #expect(both.textLine == 3)
    #expect(both.passage?.textLines == 2..<3)
  }

  @Test func itemsOfAListComeOneByOne() throws {
    let items = (1...9).map { "- item \($0) of the list" }
    let cut = try #require(Self.answer(items, passage: 4..<5).cut(toQuarters: 80))
    #expect(cut.text == items[3...5].joined(separator: "\n"))
    // Lines of a paragraph do not.
    let lines = (1...9).map { "line \($0) of the text" }
    #expect(Self.answer(lines, passage: 4..<5).cut(toQuarters: 80)?.text == lines[4])
  }

  @Test(arguments: [1, 50, 100, 200, 400, 800, 100_000])
  func passagesStayWhateverTheBudget(_ tokens: Int) {
    let lines = [Self.block, "", "it is here", "", Self.block]
    var all = Answers(
      question: "q", terms: [], ignored: [], excluded: [], filters: [], answers: [], repairList: [],
      corrections: [], suggestions: [], total: 5, refresh: RefreshReport())
    all.answers = (1...5).map { Self.answer(lines, passage: 2..<3, path: "\($0).md") }
    let fitted = BudgetedAnswers(
      all, BudgetedAnswers.Window(offset: 0, limit: 5, tokens: tokens),
      BudgetedAnswers.Look(roots: ["/v"], names: [:]))
    let shown = fitted.answers.answers
    #expect(!shown.isEmpty)
    #expect(Set(shown.map { $0.passage?.text }) == ["it is here"])
    #expect(shown.map(\.path) == (1...5).prefix(shown.count).map { "\($0).md" })
    #expect(fitted.isTruncated == (shown != all.answers))
    #expect(fitted.next == (shown.count < 5 ? shown.count : nil))
  }
}
