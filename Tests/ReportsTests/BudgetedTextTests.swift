import TestSupport
import Testing

@testable import Reports

/// Where a long text is cut for a budget of tokens.
@Suite struct BudgetedTextTests {
  /// The pieces of a text, page by page.
  private static func pages(_ text: String, tokens: Int) -> [String] {
    let bytes = Array(text.utf8)
    var pages: [String] = []
    var start: Int? = 0
    while let from = start {
      let piece = BudgetedText(bytes, from: from, tokens: tokens)
      pages.append(String(decoding: bytes[piece.range], as: UTF8.self))
      start = piece.next
    }
    return pages
  }

  struct Row: CustomTestStringConvertible {
    var text: String
    var tokens: Int
    var pages: [String]
    var testDescription: String { "\(tokens) tokens of \(text)" }
  }

  @Test(arguments: [
    Row(text: "", tokens: 5, pages: [""]),
    Row(text: "abcd", tokens: 1, pages: ["abcd"]),
    // Between blocks.
    Row(
      text: "one two\n\nthree\nfour\n\nfive\n", tokens: 5,
      pages: ["one two\n\n", "three\nfour\n\nfive\n"]),
    // In a block that is too long between lines.
    Row(text: "- one two\n- three four\n", tokens: 4, pages: ["- one two\n", "- three four\n"]),
    // In a line between words.
    Row(text: "three four five", tokens: 3, pages: ["three four ", "five"]),
    // A word that is too long has to be cut all the same.
    Row(text: "abcdefghij", tokens: 1, pages: ["abcd", "efgh", "ij"]),
    // A blank line inside of code is no end of a block.
    Row(
      text: "a b c d\n\n```\nx\n\ny\n```\n", tokens: 5,
      pages: ["a b c d\n\n", "```\nx\n\ny\n```\n"]),
    // A character stays whole, even one that is too much.
    Row(text: "äöü", tokens: 1, pages: ["ä", "ö", "ü"]),
    Row(text: "a😀", tokens: 1, pages: ["a", "😀"]),
  ])
  func isCutWhereAReaderWouldCut(_ row: Row) {
    #expect(Self.pages(row.text, tokens: row.tokens) == row.pages)
  }

  /// All pages together are the text, and none but one of a single character takes more than its budget.
  @Test(arguments: Rounds.seeds(100))
  func pagesAreTheText(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let signs: [String] = ["a", "word ", "\n", "\n\n", "```\n", "- ", "é", "😀", "\r\n", "中"]
    let text = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
      signs.randomElement(using: &random) ?? ""
    }.joined()
    let tokens = Int.random(in: 1..<30, using: &random)
    let pages = Self.pages(text, tokens: tokens)
    #expect(pages.joined().utf8.elementsEqual(text.utf8))
    let tooLong = pages.filter { TokenCount.of($0) > tokens && $0.unicodeScalars.count > 1 }
    #expect(tooLong.isEmpty)
  }

  @Test func beginningInsideOfACharacterMeansTheCharacter() {
    let bytes = Array("ä".utf8)
    #expect(BudgetedText(bytes, from: 1, tokens: 9).range == 0..<2)
    #expect(BudgetedText(bytes, from: 99, tokens: 9).range == 2..<2)
  }

  @Test func tokensAreCountedFromBytes() {
    #expect(TokenCount.of("") == 0)
    #expect(TokenCount.of("abcde") == 2)
    #expect(TokenCount.of("äb中") == 3)
  }
}
