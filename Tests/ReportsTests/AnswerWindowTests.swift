import Testing

@testable import Reports
@testable import VaultKit

/// How many lines of an answer are shown around its passage.
@Suite struct AnswerWindowTests {
  /// The lines that are shown of a text whose lines `passage` are the passage.
  private static func window(
    _ lines: [String], _ passage: Range<Int>, before: Int = 5, _ limit: Int = 8, after: Int = 6,
    columns: Int? = 82
  ) -> Range<Int> {
    let text = lines.joined(separator: "\n")
    let shown = Passage(
      line: 1 + passage.lowerBound, endLine: passage.upperBound, textLines: passage, text: "",
      matches: [], head: nil, property: nil, isBeginning: false)
    let answer = Answer(
      path: "a.md", title: "a", headings: [], line: 1, endLine: lines.count, score: 1, text: text,
      textLine: 1, matches: [], passage: shown, outline: [], explanation: [])
    return SectionLines(answer).window(
      before: before, passage: limit, after: after, columns: columns)
  }

  private static let short = "- short"
  private static let long = String(repeating: "long ", count: 80)

  @Test func shortLinesAreShownAround() {
    let lines = Array(repeating: Self.short, count: 40)
    #expect(Self.window(lines, 20..<21) == 15..<27)
    #expect(Self.window(lines, 0..<1) == 0..<7)
    #expect(Self.window(lines, 39..<40) == 34..<40)
    // A line that is hidden takes the room of the mark that says so.
    #expect(Self.window(lines, 6..<7) == 0..<13)
    #expect(Self.window(lines, 32..<33) == 27..<40)
  }

  @Test func longLinesCountAsTheRowsTheyFill() {
    let lines = Array(repeating: Self.long, count: 40)
    // 400 bytes are five rows.
    #expect(Self.window(lines, 20..<21) == 19..<22)
    #expect(Self.window(lines, 20..<21, columns: 42) == 20..<21)
    #expect(Self.window(lines, 20..<40) == 19..<24)
    #expect(Self.window(lines, 20..<40, before: 0, 3, after: 0) == 20..<21)
    // In a pipe they are one row each.
    #expect(Self.window(lines, 20..<21, columns: nil) == 15..<27)
  }

  @Test func theFirstLineOfThePassageIsAlwaysShown() {
    let lines = [Self.short, String(repeating: Self.long, count: 20), Self.short]
    #expect(Self.window(lines, 1..<3, before: 0, 3, after: 0) == 1..<2)
    #expect(Self.window([], 0..<0) == 0..<0)
  }

  @Test func linesThatSayNothingEndNoPassage() {
    let lines = ["first", "", "", "", "second", "third"]
    #expect(Self.window(lines, 0..<6, before: 0, 3, after: 0) == 0..<1)
    #expect(Self.window(lines, 0..<6, before: 0, 5, after: 0) == 0..<5)
  }
}
