import TestSupport
import Testing

@testable import Reports

/// Of any note no word is lost, and no row is wider than the terminal unless it is one word.
@Suite struct RenderingLawTests {
  @Test func keepsWordsAndWidth() {
    for seed in Rounds.seeds(200) {
      var generator = SeededGenerator(seed: seed)
      var note = RandomNote()
      let markdown = note.make(&generator)
      let columns = Int.random(in: 60...200, using: &generator)
      let text = Rendered.text(markdown, columns: columns)
      for word in note.words where !text.contains(word) {
        Issue.record("seed \(seed): \(word) is lost of\n\(markdown)\n---\n\(text)")
        return
      }
      for row in text.split(separator: "\n") where PlainText.width(String(row)) > columns {
        let words = row.split(separator: " ").filter { $0.contains { $0.isLetter } }
        if words.count > 1 {
          Issue.record("seed \(seed): wider than \(columns): \(row)\n\(markdown)")
          return
        }
      }
    }
  }
}

/// Markdown of all constructs, in which each word stands once.
private struct RandomNote {
  private(set) var words: [String] = []
  private var count = 0

  mutating func make(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...8, using: &generator)).map { _ in block(&generator, depth: 0) }
      .joined(separator: Bool.random(using: &generator) ? "\n\n" : "\n")
  }

  private mutating func word() -> String {
    words.append("w\(count)w")
    count += 1
    return words[words.count - 1]
  }

  private mutating func text(_ generator: inout SeededGenerator, longest: Int = 40) -> String {
    let count = Int.random(in: 1...longest, using: &generator)
    return (0..<count).map { _ in inline(&generator) }.joined(separator: " ")
  }

  private mutating func inline(_ generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: "*\(word())*"
    case 1: "**\(word()) \(word())**"
    case 2: "`\(word())`"
    case 3: "[[\(word())]]"
    case 4: "[[\(word())|\(word())]]".droppingTarget(&words)
    case 5: "[\(word())](https://\(word()).example)"
    case 6: "==\(word())=="
    case 7: "$\(word())$"
    case 8: "%%\(word())%%"
    case 9: "![\(word())](x.png)"
    case 10: "中文\(word())，字。"
    case 11: "~~\(word()) *\(word())*~~"
    default: word()
    }
  }

  private mutating func block(_ generator: inout SeededGenerator, depth: Int) -> String {
    switch Int.random(in: 0..<(depth < 3 ? 10 : 6), using: &generator) {
    case 0: "## \(text(&generator, longest: 12))"
    case 1: "```\(word())\n\(word())  \(word())\n\n\(word())\n```"
    case 2: "$$\n\(word())\n$$"
    case 3:
      // A word that is longer than its column is broken.
      "|\(word())|*\(word())* \(word())|\n|-|:-:|\n"
        + (0..<Int.random(in: 1...9, using: &generator)).map { _ in
          "|\(word())|\(word()) **\(word())** `\(word())` [[x\\|\(word())]]|"
        }.joined(separator: "\n")
    case 4: "\(text(&generator))\n\(text(&generator))"
    case 5: "- [x] \(text(&generator))\n- \(text(&generator))"
    case 6: prefixed("> ", block(&generator, depth: depth + 1))
    case 7: "> [!note] \(word())\n" + prefixed("> ", block(&generator, depth: depth + 1))
    case 8: "1. \(word())\n\n" + prefixed("   ", block(&generator, depth: depth + 1))
    default: "- \(text(&generator))\n" + prefixed("  ", block(&generator, depth: depth + 1))
    }
  }

  private func prefixed(_ prefix: String, _ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }
      .joined(separator: "\n")
  }
}

extension String {
  /// The link, whose target a reader does not see if it has a text of its own.
  fileprivate func droppingTarget(_ words: inout [String]) -> String {
    words.remove(at: words.count - 2)
    return self
  }
}
