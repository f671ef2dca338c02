import NoteLinks
import NoteModel
import Testing

/// The blocks at the root of a note, list items, block ids and footnotes.
@Suite struct BlockTests {
  @Test(arguments: [
    Row("S1", "text⏎%%⏎- [ ] t #g⏎%%", "paragraph 0:0–0:4, comment 1:0–3:2 | items 0 tags g"),
    Row("S2", "text⏎<!--⏎- [ ] t #g⏎-->", "paragraph 0:0–0:4, html 1:0–3:3 | items 0 tags "),
    Row(
      "S3", "- a⏎* b⏎+ c⏎1. d⏎1) e",
      "list 0:0–0:3, list 1:0–1:3, list 2:0–2:3, list 3:0–3:4, list 4:0–4:4 | items 5 tags "),
    Row("S4", "- [ ] a⏎  ```⏎  b⏎  ```", "list 0:0–3:5 | items 1 tags "),
    Row("S5", "> [!todo]⏎> - [ ] x", "callout 0:0–1:9 | items 1 tags "),
    Row("S6", " > [!x] T", "callout 0:0–0:9 | items 0 tags "),
    Row("S7", "> q", "blockquote 0:0–0:3 | items 0 tags "),
    Row("S8", "- a⏎- b⏎⏎text", "list 0:0–1:3, paragraph 3:0–3:4 | items 2 tags "),
    Row("comment on one line", "%% a %%⏎b", "comment 0:0–0:7, paragraph 1:0–1:1 | items 0 tags "),
    Row("comment before text", "%% a %% b", "paragraph 0:0–0:9 | items 0 tags "),
    Row("four percent signs", "%%%%⏎a", "paragraph 0:0–1:1 | items 0 tags "),
    Row("comment that never ends", "%%⏎- a⏎⏎# b", "comment 0:0–3:3 | items 0 tags "),
    Row(
      "math", "a⏎$$⏎b⏎$$⏎c", "paragraph 0:0–0:1, math 1:0–3:2, paragraph 4:0–4:1 | items 0 tags "),
    Row("math on one line", "$$a$$", "math 0:0–0:5 | items 0 tags "),
    Row(
      "math that never ends is text", "$$⏎a⏎⏎# b",
      "paragraph 0:0–1:1, heading 3:0–3:3 | items 0 tags "),
    Row("table", "a | b⏎-- | :--:⏎c⏎⏎d", "table 0:0–2:1, paragraph 4:0–4:1 | items 0 tags "),
    Row(
      "table under text", "x⏎| a | b |⏎|---|---|",
      "paragraph 0:0–0:1, table 1:0–2:9 | items 0 tags "),
    Row("two hyphens", "|a|b|⏎|--|:--:|", "table 0:0–1:9 | items 0 tags "),
    Row("one hyphen", "|a|b|⏎|-|:-:|", "table 0:0–1:7 | items 0 tags "),
    Row("one hyphen in one cell", "|a|b|⏎|--|-|", "table 0:0–1:6 | items 0 tags "),
    Row("one hyphen without outer pipes", "a|b⏎-|-:⏎c|d", "table 0:0–2:3 | items 0 tags "),
    Row("one hyphen with colons", "| a | b |⏎| :- | -: |", "table 0:0–1:11 | items 0 tags "),
    Row(
      "a hyphen and a blank begin a list", "a | b⏎- | -",
      "paragraph 0:0–0:5, list 1:0–1:5 | items 1 tags "),
    Row("a cell of colons alone", "|a|⏎|:|", "paragraph 0:0–1:3 | items 0 tags "),
    Row("an empty delimiter cell", "|a|b|⏎|-||", "paragraph 0:0–1:4 | items 0 tags "),
    Row("unequal rows are no table", "|a|b|⏎|--|", "paragraph 0:0–1:4 | items 0 tags "),
    Row(
      "a table ends at a block", "|a|⏎|--|⏎# b", "table 0:0–1:4, heading 2:0–2:3 | items 0 tags "),
    Row("fences", "```⏎a⏎⏎~~~⏎```⏎~~~~⏎b", "code 0:0–4:3, code 5:0–6:1 | items 0 tags "),
    Row(
      "rule", "a⏎⏎***⏎b",
      "paragraph 0:0–0:1, thematicBreak 2:0–2:3, paragraph 3:0–3:1 | items 0 tags "),
    Row("setext", "a⏎b⏎===⏎c", "heading 0:0–2:3, paragraph 3:0–3:1 | items 0 tags "),
    Row(
      "footnotes", "[^1]: a⏎    b⏎[^2]: c",
      "footnoteDefinition 0:0–1:5, footnoteDefinition 2:0–2:7 | items 0 tags "),
    Row(
      "a footnote goes on with four columns", "[^1]: a⏎⏎  b⏎⏎[^2]: c⏎⏎    d",
      "footnoteDefinition 0:0–0:7, paragraph 2:2–2:3, footnoteDefinition 4:0–6:5 | items 0 tags "),
    Row("CRLF", "a\r⏎\r⏎# b\r⏎", "paragraph 0:0–0:1, heading 2:0–2:3 | items 0 tags "),
    Row("code in an item without a blank", "-     a", "list 0:0–0:7 | items 1 tags "),
  ])
  func blocksHaveTheirKindsAndRanges(_ row: Row) {
    let note = row.note
    let blocks = note.blocks.map { "\($0.kind.name) \(Row.place($0.range, in: note))" }
    let tags = note.tags.map(\.name).joined(separator: " ")
    #expect(
      blocks.joined(separator: ", ") + " | items \(note.listItems.count) tags \(tags)"
        == row.expected)
  }

  @Test(arguments: [
    Row(
      "L1", "- [ ] a⏎    - [ ] b⏎    - [ ] c⏎        - [ ] d",
      "-1[ ]0:0–0:7 0[ ]1:2–1:11 0[ ]2:2–2:11 2[ ]3:6–3:15"),
    Row("L2", "x⏎⏎- a⏎TAB- [ ] b", "-2 2:0–2:3 2[ ]3:1–3:8"),
    Row("L3", "> - [ ] a⏎>     - [ ] b", "-1[ ]0:2–0:9 0[ ]1:4–1:13"),
    Row("L4", "- a⏎    more⏎- b", "-1 0:0–1:8 -1 2:0–2:3"),
    Row("L5", "- [ ] 1. x", "-1[ ]0:0–0:10 0 0:6–0:10"),
    Row("L6", "- r⏎\u{200B}TAB- [ ] t #g", "-1 0:0–1:14"),
    Row("L7", "- [x] a⏎- [/] b⏎- [-] c", "-1[x]0:0–0:7 -1[/]1:0–1:7 -1[-]2:0–2:7"),
    Row("a blank line after an item", "x⏎⏎1. a⏎⏎2. b", "-2 2:0–3:0 -2 4:0–4:4"),
    Row("a blank line before a child", "- a⏎⏎  - b⏎⏎- c", "-1 0:0–0:3 0 2:2–2:5 -1 4:0–4:3"),
    Row("child of a number", "1. a⏎    1. b", "-1 0:0–0:4 0 1:4–1:8"),
    Row("child of two digits", "10. a⏎    1. b", "-1 0:0–0:5 0 1:4–1:8"),
    Row("emoji as a task", "- [✅] a", "-1[✅]0:0–0:9"),
    Row("no task without a blank", "- [x]a", "-1 0:0–0:6"),
    Row("no task of two", "- [xy] a", "-1 0:0–0:8"),
    Row("in a comment", "%%⏎- a⏎%%", ""),
    Row("code after an item", "- a⏎  ```⏎  b⏎  ```", "-1 0:0–3:5"),
    Row("empty items", "-⏎- [ ] ⏎- a", "-1 0:0–0:1 -1[ ]1:0–1:6 -1 2:0–2:3"),
  ])
  func listItemsHaveTheirParentsAndTasks(_ row: Row) {
    let note = row.note
    let items = note.listItems.map { item in
      "\(item.parent)\(item.task.map { "[\($0)]" } ?? " ")\(Row.place(item.range, in: note))"
    }
    #expect(items.joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    Row("paragraph", "a⏎b ^x", "x 0:0–1:4"), Row("item", "- a ^x⏎- b", "x 0:0–0:6"),
    Row("item on its own line", "- a⏎  $$⏎  b⏎  $$⏎  ^x", "x 0:0–4:4"),
    Row("list", "- a⏎- b⏎⏎^x⏎⏎c", "x 0:0–1:3"), Row("quote", "> a⏎⏎^x", "x 0:0–0:3"),
    Row("callout", "> [!a]⏎> b⏎⏎^x", "x 0:0–1:3"),
    Row("callout, without a blank line", "> [!a]⏎> b⏎^x", "x 0:0–2:2"),
    Row("callout, inside", "> [!a]⏎> b⏎> ^x", "x 0:0–2:4"),
    Row("the last line of a quote", "> a⏎> b ^x", "x 0:0–1:6"),
    Row("a quote of one line", "> a ^x⏎⏎b", "x 0:0–0:6"),
    Row("the last line of a callout", "> [!a] t⏎> b ^x", "x 0:0–1:6"),
    Row("the title of a callout", "> [!a] t ^x  ", "x 0:0–0:13"),
    Row("in the place of a title", "> [!a]- ^x", "x 0:0–0:10"),
    Row("a title with text below", "> [!a] t ^x⏎> b", ""),
    Row("the last line, not continued", "> a ^x⏎⏎> b", "x 0:0–0:6"),
    Row("a quote in a quote", "> a⏎> > b ^x", "x 0:0–1:8"),
    Row("an earlier paragraph of a quote", "> a ^x⏎>⏎> b", ""),
    Row("an item in a quote", "> - a ^x", "x 0:2–0:8"),
    Row("a callout's title in an item", "- > [!a] t ^x", "x 0:0–0:13"),
    Row("a callout's title in a task", "- [ ] > [!a] t ^x⏎- b", "x 0:0–0:17"),
    Row("a callout on a later line of an item", "- a⏎  > [!b] t ^x⏎- c", "x 0:0–1:13"),
    Row("a callout in an item in a quote", "> - > [!a] t ^x", "x 0:2–0:15"),
    Row("a heading at the end of a quote", "> a⏎> # b ^x", "x 0:0–1:8"),
    Row("a heading in a quote, with text below", "> # b ^x⏎> a", ""),
    Row("a heading in an item", "- # a ^x⏎- b", "x 0:0–0:8"),
    Row("table", "|a|b|⏎|--|--|⏎⏎^x", "x 0:0–1:7"), Row("code", "```⏎a⏎```⏎⏎^x", "x 0:0–2:3"),
    Row("math", "$$⏎a⏎$$⏎⏎^x", "x 0:0–2:2"), Row("heading", "# a ^x", "x 0:0–0:6"),
    Row("setext heading", "a ^x⏎===", "x 0:0–1:3"), Row("in the middle", "a ^x⏎b", ""),
    Row("no blank", "a^x", ""), Row("underscore", "a ^x_y", ""),
    Row("hyphen and digits", "a ^x-1", "x-1 0:0–0:6"),
    Row("blanks behind", "a ^x  ", "x 0:0–0:4"), Row("the first of two", "a ^x⏎⏎b ^X", "x 0:0–0:4"),
    Row("in code", "```⏎a ^x⏎```", ""), Row("after a heading", "# a⏎⏎^x", "x 2:0–2:2"),
  ])
  func blockIDs(_ row: Row) {
    let note = row.note
    let ids = note.blockIDs.map { "\($0.id) \(Row.place($0.range, in: note))" }
    #expect(ids.joined(separator: " ") == row.expected)
    let named = note.blocks.compactMap(\.id) + note.listItems.compactMap(\.id)
    #expect(Set(ids.map { $0.split(separator: " ")[0] }).isSubset(of: named.map { $0[...] }))
  }

  @Test func aRepeatedIDIsAProblem() {
    let note = Row.read("a ^x\n\nb ^X\n")
    #expect(note.problems.map(\.kind) == [.blockIDDuplicate])
    #expect(note.problems.first?.position == Position(line: 3, column: 3))
  }

  @Test func anIDLineIsNoBlock() {
    #expect(Row.read("- a\n\n^x\n").blocks.map(\.kind) == [.list])
  }

  @Test(arguments: [
    Row("definition", "a[^1]⏎⏎[^1]: b⏎    c", "1 2:0–3:5 | 1 0:1–0:5"),
    Row("inline", "a^[b *c*]", "[inline0 0:3–0:8 | "),
    Row("two inline", "a^[b]⏎⏎c^[d]", "[inline0 0:3–0:4 [inline1 2:3–2:4 | "),
    Row("letters", "a[^Note-1_b]⏎⏎[^note-1_b]: c", "note-1_b 2:0–2:14 | Note-1_b 0:1–0:12"),
    Row("used twice", "a[^1] b[^1]⏎⏎[^1]: c", "1 2:0–2:7 | 1 0:1–0:5 1 0:7–0:11"),
    Row("not defined", "a[^1]", " | 1 0:1–0:5"), Row("not used", "[^1]: c", "1 0:0–0:7 | "),
    Row("no label", "a[^]", " | "), Row("blank in the label", "a[^b c]", " | "),
    Row("in code", "`[^1]`", " | "),
  ])
  func footnotesAndTheirUsesAreFound(_ row: Row) {
    let note = row.note
    let definitions = note.footnotes.map { "\($0.id) \(Row.place($0.range, in: note))" }
    let uses = note.footnoteReferences.map { "\($0.id) \(Row.place($0.range, in: note))" }
    #expect(
      definitions.joined(separator: " ") + " | " + uses.joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    Row("closing hashes", "## a ##", "2 a"), Row("seven", "####### a", ""),
    Row("no blank", "#a", ""),
    Row("empty", "#", "1 "), Row("raw", "# *a* [[b]] #c", "1 *a* [[b]] #c"),
    Row("in a quote", "> # a", ""),
    Row("in an item", "- # a", ""), Row("in a comment", "%%⏎# a⏎%%", ""),
    Row("in a footnote", "[^1]: # a", ""), Row("setext", "a⏎b⏎--", "2 a\nb"),
    Row("H8", "## Title ##", "2 Title"), Row("no blank line around it", "a⏎# b⏎c", "1 b"),
    Row("id stays", "# a ^b", "1 a ^b"),
    Row("tab", "#TABa", "1 a"),
  ])
  func headingsHaveTheirLevelsAndTexts(_ row: Row) {
    #expect(
      row.note.headings.map { "\($0.level) \($0.text)" }.joined(separator: "; ") == row.expected)
  }

  @Test(arguments: [
    Row("H8", "## Title ##", "#Title"), Row("H1", "## A link in [[x_y]]", "#A link in x_y"),
    Row("H10", "## `hasTag()`", "#hasTag"), Row("H6", "## *Bold* head", "#Bold head"),
    Row("an id does not take part", "## T ^x", "#T"),
  ])
  func headingsAreFoundByTheirFragment(_ row: Row) {
    #expect(NoteFragments(row.note).target(of: row.expected[...])?.kind == .heading)
  }
}
