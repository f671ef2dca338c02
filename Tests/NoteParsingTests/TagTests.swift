import NoteModel
import Testing

/// What is a tag in a body and what is none.
@Suite struct TagTests {
  @Test(arguments: [
    Row("G1", "#meeting", "#meeting"), Row("G2 digits", "#1984", ""), Row("G2", "#y1984", "#y1984"),
    Row("G3", "- #3344: x", ""), Row("G4", "#inbox/to-read", "#inbox/to-read"),
    Row("G5", "a#b", ""),
    Row("G6", "：#demo", ""), Row("G7", "#task<br>", "#task"), Row("G8", "\\#x", ""),
    Row("G9", "\\[\\[#Esc Links\\]\\]", "#Esc"), Row("G10 heading", "# x", ""),
    Row("G10 tag", "#x", "#x"), Row("G11", "#tag. #tag,", "#tag #tag"), Row("G12", "#a/", "#a"),
    Row("G13", "#ffffff", "#ffffff"), Row("G14", "#📚/x", "#📚/x"), Row("G15", "#café", "#café"),
    Row("G16", "%% #x %%", "#x"), Row("G17", "a <!-- #x -->", ""), Row("G18 code", "`#x`", ""),
    Row("G18 fence", "```⏎#x⏎```", ""), Row("G19", "[t](p#x) https://e/#x [[N#x]]", ""),
    Row("G20", "## head #x", "#x"), Row("G21", "(#x) \"#x\"", ""), Row("G22", "#a#b", "#a"),
    Row("G23", "#2024/05", ""), Row("a zero-width joiner ends it", "#👩\u{200D}🚀", "#👩"),
    Row("a variation selector stays", "#✈\u{FE0F}", "#✈\u{FE0F}"),
    Row("after a no-break space", "a\u{A0}#b", "#b"),
    Row("after a wide blank", "a\u{3000}#b", "#b"),
    Row("after a tab", "aTAB#b", "#b"), Row("on the second line", "a⏎#b", "#b"),
    Row("in a quote", ">#a", "#a"), Row("in an item", "- #a b", "#a"),
    Row("in a cell", "|#a|b|⏎|--|--|", "#a"),
    Row("in link text", "[a #b c](N.md)", "#b"), Row("in emphasis", "*#a*", ""),
    Row("underscores", "#a_b_", "#a_b_"), Row("in math", "$#a$ $ #b$", "#b"),
    Row("two slashes", "#a//", "#a"), Row("quotation mark", "#a“b", "#a"),
  ])
  func tagIsReadAsObsidianReadsIt(_ row: Row) {
    #expect(row.note.tags.map { "#\($0.name)" }.joined(separator: " ") == row.expected)
  }

  @Test func frontMatterTagsComeFirst() {
    let note = Row.read("---\ntags: [b]\n---\n#a #b")
    #expect(note.tags.map(\.name) == ["b", "a", "b"])
    #expect(note.tags.map(\.origin) == [.frontMatter, .body, .body])
    #expect(note.tags.last?.range == SourceRange(21, 23))
  }
}
