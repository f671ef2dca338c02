import Testing

@testable import Reports

/// Where lines end: behind blanks, and in scripts without blanks where no sign is lost to the next row.
@Suite struct LineWrapperTests {
  private func rows(_ text: String, _ columns: Int) -> [String] {
    LineWrapper.rows([Span(text)], columns: columns, indent: 0).map {
      $0.spans.map(\.text).joined()
    }
  }

  @Test(arguments: [
    ("one two three", 10, ["one two", "three"]),
    ("- one two three", 10, ["- one two", "  three"]),
    ("12. one two three", 12, ["12. one two", "    three"]),
    ("abcdefghijklmnop qr", 10, ["abcdefghijklmnop", "qr"]),
    // A full stop or a closing bracket begins no row, an opening one ends none.
    ("一二三四五，六七", 10, ["一二三四", "五，六七"]),
    ("一二三四（五六）七", 10, ["一二三四", "（五六）七"]),
    ("一二三四五六）", 12, ["一二三四五", "六）"]),
    ("一二三四「五」", 10, ["一二三四", "「五」"]),
    ("カーソルキーョ", 10, ["カーソル", "キーョ"]),
    ("一二三四ab", 10, ["一二三四ab"]),
    ("一二三四abc", 10, ["一二三四", "abc"]),
    ("一二三四五.", 10, ["一二三四", "五."]),
  ])
  func lineBreaksBeforeTheWordThatDoesNotFit(_ text: String, _ columns: Int, _ expected: [String]) {
    #expect(rows(text, columns) == expected)
  }

  @Test func wordOfManyRowsIsBroken() {
    let rows = rows("one " + String(repeating: "x", count: 100_000) + " two", 50)
    #expect(rows.count > 2_000 && rows.allSatisfy { $0.count <= 50 })
    #expect(rows.joined().count { $0 == "x" } == 100_000)
  }

  @Test func withoutATerminalNothingIsBroken() {
    let text = String(repeating: "word ", count: 100)
    #expect(LineWrapper.rows([Span(text)], columns: nil, indent: 2).map(\.spans) == [[Span(text)]])
  }

  @Test func looksAreKept() {
    let rows = LineWrapper.rows(
      [Span("one "), Span("two three", [.bold]), Span("four")], columns: 10, indent: 0)
    #expect(
      rows.map(\.spans) == [
        [Span("one "), Span("two", [.bold])], [Span("three", [.bold]), Span("four")],
      ])
  }
}
