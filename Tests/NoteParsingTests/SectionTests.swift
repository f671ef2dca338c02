import NoteModel
import Testing

/// Where sections begin and end, and the headings above them.
@Suite struct SectionTests {
  @Test(arguments: [
    Row(
      "lead and headings", "a⏎# b⏎c⏎⏎## d",
      "lead 0 () 1–1 0:0–1:0; heading 1 (b) 2–3 1:0–4:0; heading 2 (b > d) 5–5 4:0–4:4"),
    Row("no lead", "⏎# a⏎b", "heading 1 (a) 2–3 0:0–2:1"),
    Row("nothing", "", "lead 0 () 1–1 0:0–0:0"),
    Row("only blank lines", "⏎⏎", "lead 0 () 1–1 0:0–2:0"),
    Row("only a front matter", "---⏎a: b⏎---⏎", "lead 0 () 4–4 3:0–3:0"),
    Row("after a front matter", "---⏎a: b⏎---⏎⏎c", "lead 0 () 5–5 3:0–4:1"),
    Row(
      "levels", "# a⏎### b⏎## c⏎# d",
      "heading 1 (a) 1–1 0:0–1:0; heading 3 (a > b) 2–2 1:0–2:0; heading 2 (a > c) 3–3 2:0–3:0; heading 1 (d) 4–4 3:0–3:3"
    ),
    Row("plain text of headings", "# *a* [[b|c]] ^d", "heading 1 (a c) 1–1 0:0–0:16"),
    Row("setext", "a⏎b⏎===⏎c", "heading 1 (a b) 1–4 0:0–3:1"),
    Row("quoted headings do not part", "# a⏎> # b⏎c", "heading 1 (a) 1–3 0:0–2:1"),
    Row(
      "labels", "# a⏎**b:**⏎- c⏎⏎**d**:⏎⏎e⏎# f",
      "heading 1 (a) 1–1 0:0–1:0; label 7 (a > b) 2–3 1:0–4:0; label 7 (a > d) 5–7 4:0–7:0; heading 1 (f) 8–8 7:0–7:3"
    ),
    Row("blank lines at the end", "# a⏎b⏎⏎⏎", "heading 1 (a) 1–2 0:0–4:0"),
    Row("a lead without text", "%% a %%⏎# b", "lead 0 () 1–1 0:0–1:0; heading 1 (b) 2–2 1:0–1:3"),
  ])
  func headingsAndLabelsBeginSections(_ row: Row) {
    let note = row.note
    let found = note.sections.map { section in
      "\(section.kind) \(section.level) (\(section.headingPath.joined(separator: " > "))) "
        + "\(section.line)–\(section.endLine) \(Row.place(section.range, in: note))"
    }
    #expect(found.joined(separator: "; ") == row.expected)
  }

  @Test(arguments: [
    Row("colon inside", "**a:**⏎⏎b", "a"), Row("colon outside", "**a**:⏎⏎b", "a"),
    Row("no colon", "**a**⏎⏎b", "a"),
    Row("underscores", "__a__⏎⏎b", "a"),
    Row("markup inside", "**[[N|x]] `c`:**⏎⏎b", "[[N|x]] `c`"),
    Row("above nothing", "**a**⏎", ""), Row("above a heading", "**a**⏎⏎# b", ""),
    Row("above a rule", "**a**⏎⏎- - -⏎⏎b", ""), Row("above a tag", "**a**⏎⏎#b", "a"),
    Row("above a label", "**a**⏎⏎**b**⏎⏎c", "a; b"), Row("above bold words", "**a**⏎⏎**b** c", "a"),
    Row("above a list of stars", "**a**⏎⏎* b", "a"), Row("above a list", "**a**⏎⏎- b", "a"),
    Row("last line above nothing", "![[i.png]]⏎**a**", ""),
    Row("before a list", "**a:**⏎- b", "a"), Row("before text", "**a**⏎b", "a"),
    Row("under an embed", "![[i.png]]⏎**a:**⏎- b", "a"), Row("with an id", "**a** ^x⏎⏎b", "a"),
    Row("two spans", "**a** **b**", ""), Row("text behind", "**a** b", ""),
    Row("text before", "b **a**", ""),
    Row("the second line", "b⏎**a**", ""), Row("in an item", "- **a**", ""),
    Row("in a quote", "> **a**", ""),
    Row("emphasis only", "*a*", ""), Row("nothing inside", "****", ""),
    Row("blanks inside", "** a **", ""),
    Row("bold and italic", "***a***⏎⏎b", "*a*"), Row("only a colon", "**:**", ""),
    Row("not closed", "**a", ""),
  ])
  func lineOfOneBoldSpanIsALabel(_ row: Row) {
    #expect(row.note.labels.map(\.text).joined(separator: "; ") == row.expected)
  }

  @Test func aLabelsRangeIsItsLine() {
    let note = Row.read("a\n\n**b:**\n\nc\n")
    #expect(note.labels == [Label(text: "b", range: SourceRange(3, 9))])
    #expect(note.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph])
  }

  @Test(arguments: [
    Row("on a line", "key:: some value", "key = 'some value' 0:0–0:16"),
    Row("emphasis", "**Key**:: v", "Key = 'v' 0:2–0:11"),
    Row("in brackets", "a [key:: v] b", "key = 'v' 0:3–0:10"),
    Row("in parentheses", "a (key:: v) b", "key = 'v' 0:3–0:10"),
    Row("a link", "key:: [[N]]", "key = '[[N]]' 0:0–0:11"),
    Row("a link in brackets", "[key:: [[N]]]", "key = '[[N]]' 0:1–0:12"),
    Row("empty", "key::", "key = null 0:0–0:3"),
    Row("in an item only with brackets", "- key:: v⏎- [k:: v]", "k = 'v' 1:3–1:8"),
    Row("no blank", "std::cout", ""), Row("in code", "`key:: v`", ""),
    Row("blanks in the key", "my key:: v", "my key = 'v' 0:0–0:10"),
    Row("the second line", "a⏎key:: v", "key = 'v' 1:0–1:7"), Row("in a sentence", "a, b:: c", ""),
  ])
  func inlineFieldBecomesAProperty(_ row: Row) {
    let note = row.note
    let found = note.properties.map {
      "\($0.key) = \(NoteDump.show($0.value)) \(Row.place($0.range, in: note))"
    }
    #expect(found.joined(separator: "; ") == row.expected)
    #expect(note.properties.allSatisfy { $0.origin == .inline })
  }
}
