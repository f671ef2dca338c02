import Testing

@testable import Reports

/// How each construct of Markdown looks on a terminal; `⏎` stands for a line break.
@Suite struct LineRendererTests {
  struct Row: CustomTestStringConvertible {
    var reason: String
    var markdown: String
    var shown: String
    var columns: Int

    init(_ reason: String, _ markdown: String, _ shown: String, columns: Int = 60) {
      self.reason = reason
      self.markdown = markdown
      self.shown = shown
      self.columns = columns
    }

    var testDescription: String { reason }
  }

  static let rows = [
    Row("a heading has no hashes", "## Goals ##", "Goals"),
    Row("an underlined heading has no line below", "Goals⏎=====⏎⏎text", "Goals⏎⏎text"),
    Row("the id of a heading stays", "# Goals ^g", "Goals ^g"),
    Row("marks of emphasis are gone", "a *b* **c** ~~d~~ ==e== ***f***", "a b c d e f"),
    Row("emphasis reaches over lines", "a *b⏎c* d", "a b⏎c d"),
    Row("an escaped mark stays", "a \\*b\\* &amp; `*c*`", "a *b* & *c*"),
    Row(
      "a list hangs", "- one two three four five six", "• one two three⏎  four five six",
      columns: 16),
    Row("a nested list is indented", "- a⏎  - b⏎    c", "• a⏎  • b⏎    c"),
    Row("a tab is four columns", "- a⏎\t- b", "• a⏎    • b"),
    Row("blanks behind a bullet are one", "-   a⏎    - b", "• a⏎    • b"),
    Row("a footnote has the sign of its mark", "a[^n]⏎⏎[^n]: b", "a[^n]⏎⏎[^n]: b"),
    Row(
      "a line that its writer ended stays apart", "one two three four  ⏎five\\⏎six",
      "one two⏎three four⏎five⏎six", columns: 12),
    Row(
      "cells without a column stand in the last one", "|a|b|⏎|-|-|⏎|c|d|*e*|",
      "a │ b⏎──┼──────⏎c │ d | e"),
    Row("numbers stay", "9. a⏎10. b", "9. a⏎10. b"),
    Row("tasks have boxes", "- [ ] a⏎- [x] b⏎- [-] c⏎- [!] d", "☐ a⏎☑ b⏎☒ c⏎[!] d"),
    Row("a numbered task keeps its blank", "1. [ ] a⏎2. [x] b", "1. ☐ a⏎2. ☑ b"),
    Row(
      "lines of the writer's own stay apart", "A: 1⏎B: a long value here⏎C: 3",
      "A: 1⏎B: a long⏎value here⏎C: 3", columns: 12),
    Row(
      "lines that an editor broke flow on", "one two three four⏎five six",
      "one two⏎three four⏎five six", columns: 12),
    Row(
      "a quote has a bar on each row", "> one two three four", "│ one two three⏎│ four", columns: 16
    ),
    Row("quotes nest", "> a⏎> > b⏎>⏎> c", "│ a⏎│ │ b⏎│⏎│ c"),
    Row("a quote in a list", "1. a⏎   > b", "1. a⏎   │ b"),
    Row("a callout has sign and title", "> [!warning] Mind⏎> text", "┃ ⚠ Mind⏎┃ text"),
    Row("a callout without a title has its type", "> [!tip]-⏎> text", "┃ ★ Tip⏎┃ text"),
    Row("a callout in a callout", "> [!note] A⏎> > [!bug] B⏎> > c⏎> d", "┃ ✎ A⏎┃ ┃ ✱ B⏎┃ ┃ c⏎┃ d"),
    Row("code has a bar and its language", "```js⏎let x⏎  y⏎```⏎z", "│ js⏎│ let x⏎│   y⏎z"),
    Row("code without a language", "```⏎a⏎⏎b⏎```", "│ a⏎│⏎│ b"),
    Row("code in a list", "- a⏎  ```⏎  b⏎  ```⏎  c", "• a⏎  │ b⏎  c"),
    Row("code in an item alone", "- ```sh⏎  b⏎  ```", "• │ sh⏎  │ b"),
    Row("code is not Markdown", "```⏎*a* [[b]]⏎```", "│ *a* [[b]]"),
    Row("indented code", "    a⏎    b", "    │ a⏎    │ b"),
    Row("formulas stay as they are", "$$⏎x^2⏎$$⏎⏎a $y_1$ b", "$$⏎x^2⏎$$⏎⏎a $y_1$ b"),
    Row("a diagram stays as it is", "```mermaid⏎graph TD⏎```", "│ mermaid⏎│ graph TD"),
    Row("comments stay", "a %%b%% c⏎⏎%%⏎d⏎%%", "a %%b%% c⏎⏎%%⏎d⏎%%"),
    Row("HTML stays as it is", "<div>⏎a⏎</div>", "<div>⏎a⏎</div>"),
    Row("a link to a note shows its text", "[[A]] [[A#B]] [[A|c]] [d](A.md)", "A A > B c d"),
    Row("an address is told without links", "[a](https://b.c)", "a (https://b.c)"),
    Row("an address by itself comes once", "<https://b.c>", "https://b.c"),
    Row(
      "a picture shows its text or its name", "![a](b.png) ![](c.png) ![[d.png|100]]",
      "a c.png d.png"),
    Row("the size of a picture is not shown", "![a|40](b.png) ![[c.png|d|9x9]]", "a d"),
    Row("footnotes keep their labels", "a[^1]⏎⏎[^1]: b⏎    c", "a[^1]⏎⏎[^1]: b⏎    c"),
    Row("a definition stays", "[a]⏎⏎[a]: https://b.c", "a (https://b.c)⏎⏎[a]: https://b.c"),
    Row("the id of a block stays", "a ^x", "a ^x"),
    Row("a label keeps its colon", "**A:**⏎b", "A:⏎b"),
    Row("several blanks are one", "a  *b*  c `d  e`", "a b c `d  e`".replacing("`", with: "")),
    Row("several blank lines are one", "a⏎⏎⏎⏎b", "a⏎⏎b"),
    Row("blank lines at the start are none", "⏎⏎a", "a"),
    Row("a note that is empty", "", ""),
  ]

  @Test(arguments: rows) func markdownIsShownWithoutItsMarks(_ row: Row) {
    let lines = Rendered.lines(row.markdown.lines, columns: row.columns)
    #expect(lines.joined(separator: "⏎") == row.shown)
  }

  static let tables = [
    Row(
      "columns have the width of their text", "|a|bcd|⏎|:-|-:|⏎|中文|1|",
      "a    │ bcd⏎─────┼────⏎中文 │   1"),
    Row("a cell is centred", "|abc|⏎|:-:|⏎|x|", "abc⏎───⏎ x"),
    Row("a head without names is not shown", "| | |⏎|-|-|⏎|a|b|", "a │ b"),
    Row("a bar in a cell", "|a|⏎|-|⏎|b\\|c|", "a⏎───⏎b|c"),
    Row(
      "a wide column is wrapped", "|a|b|⏎|-|-|⏎|x|one two three four|",
      "a │ b⏎──┼───────────────⏎x │ one two three⏎  │ four", columns: 18),
    Row(
      "a long word in a cell is broken", "|a|b|⏎|-|-|⏎|x|abcdefghijklmnopqr|",
      "a │ b⏎──┼───────────────⏎x │ abcdefghijklmn⏎  │ opqr", columns: 18),
    Row(
      "too many columns are told one by one",
      "|a|b|c|⏎|-|-|-|⏎|one two|three four|five six|⏎|x|y|z|",
      "a: one two⏎b: three four⏎c: five six⏎──⏎a: x⏎b: y⏎c: z", columns: 20),
    Row("a table in a quote", "> |a|b|⏎> |-|-|⏎> |c|d|", "│ a │ b⏎│ ──┼──⏎│ c │ d"),
    Row("a row with fewer cells", "|a|b|⏎|-|-|⏎|c|", "a │ b⏎──┼──⏎c │"),
  ]

  @Test(arguments: tables) func looksAsTable(_ row: Row) { markdownIsShownWithoutItsMarks(row) }

  @Test(arguments: [60, 80, 200]) func fillsTheTerminal(_ columns: Int) {
    let text = Array(repeating: "word", count: 200).joined(separator: " ")
    let lines = Rendered.lines("- \(text)", columns: columns)
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines.dropLast().allSatisfy { $0.count > columns - 5 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  word") })
  }

  @Test func wordLongerThanARowIsNotBroken() {
    let word = String(repeating: "x", count: 100)
    #expect(Rendered.lines("a \(word) b", columns: 60) == ["a", word, "b"])
  }

  @Test func marginsLeaveRoomForText() {
    let lines = Rendered.lines(String(repeating: "> ", count: 390) + "one two", columns: 60)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("… │ ") && lines[0].hasSuffix("│ one two"))
    #expect(lines[0].count <= 60)
  }

  @Test func controlCharactersReachNoTerminal() {
    let odd = "a\u{1B}[31mb\u{9B}\u{202E}c\u{7}"
    for markdown in [
      odd, "# \(odd)", "- [\u{1B}] x", "> [!\(odd)] \(odd)", "```\(odd)\n\(odd)\n```",
      "|\(odd)|\n|-|\n|\(odd)|", "[\(odd)](https://\(odd))", "[[\(odd)|\(odd)]]", "[^\(odd)]: x",
      "$\(odd)$", "%%\(odd)%%", "<div>\n\(odd)\n</div>",
    ] {
      let text = Rendered.text(markdown, isColored: true)
      for scalar in text.unicodeScalars where scalar.value >= 0x7F && scalar.value < 0xA0 {
        Issue.record("\(markdown.debugDescription): U+\(String(scalar.value, radix: 16))")
      }
      #expect(!text.contains("\u{1B}[31mb") && !text.contains("\u{202E}"))
      #expect(!text.contains("\u{7}"))
    }
  }

  @Test func linksLeadOut() {
    #expect(
      Rendered.text("[a](https://b.c/d)", isColored: true)
        == "\u{1B}]8;;https://b.c/d\u{1B}\\\u{1B}[4ma\u{1B}[0m\u{1B}]8;;\u{1B}\\\n")
  }

  /// A click on a stranger's link runs nothing.
  @Test(arguments: [
    "javascript:alert(1)", "data:text/html,x", "ssh://-oProxyCommand=x", "file:///etc/passwd",
  ])
  func addressThatMayRunSomethingIsNoLink(_ address: String) {
    let shown = Rendered.text("[a](\(address))", isColored: true)
    #expect(!shown.contains("\u{1B}]8"))
    #expect(shown.contains("a"))
  }

  @Test func calloutsHaveTheirColours() {
    #expect(Rendered.text("> [!bug] a", isColored: true).contains("\u{1B}[1;31m┃ ✱ a"))
    #expect(Rendered.text("> [!quote] a", isColored: true).contains("\u{1B}[2m┃ “ a"))
  }
}

extension String {
  fileprivate var lines: String {
    split(separator: "⏎", omittingEmptySubsequences: false).joined(separator: "\n")
  }
}
