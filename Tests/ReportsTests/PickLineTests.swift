import Testing

@testable import Reports
@testable import VaultKit

/// A line of the list to pick from is one line, and its token is one word for every shell.
@Suite struct PickLineTests {
  @Test(arguments: [
    "", "a b", "a/b", "100%", "é\u{1F600}", "'\"`$(x){}\\", "tab\tline\nesc\u{1B}", "%41",
  ])
  func encodedTextIsPlainAndComesBack(_ text: String) {
    let encoded = PercentEncoding.encoded(text)
    let isPlain = encoded.utf8.allSatisfy { byte in
      "%-._~".utf8.contains(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        || byte >= 0x30 && byte <= 0x39
    }
    #expect(isPlain)
    #expect(PercentEncoding.decoded(encoded) == text)
  }

  @Test(arguments: ["%", "%4", "%zz", "a%", "%FF"])
  func brokenTextIsNone(_ text: String) {
    #expect(PercentEncoding.decoded(text) == nil)
  }

  private static func line(_ path: String, _ title: String, _ text: String) -> String {
    let passage = Passage(
      line: 3, endLine: 4, textLines: 0..<1, text: text, matches: [], head: nil, property: nil,
      isBeginning: false)
    let answer = Answer(
      path: path, title: title, headings: [title, "Part"], line: 1, endLine: 4, score: 1,
      text: text, textLine: 1, matches: [], passage: passage, outline: [], explanation: [])
    return PickLine(answer, Style(isColored: false, hasHyperlinks: false)).text
  }

  @Test func lineHasHeadPlaceAndPassage() {
    #expect(
      Self.line("a/b.md", "Title", "\n---\n  First line.\nSecond")
        == "Title › Part  a/b.md:3  First line.")
  }

  @Test func nothingBreaksTheLine() {
    let line = Self.line("a\tb\nc\u{1B}]0;x\u{7}.md", "T\u{202E}\n", "x\ty\u{9B}31m")
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
    #expect(!line.contains("\u{202E}"))
  }
}
