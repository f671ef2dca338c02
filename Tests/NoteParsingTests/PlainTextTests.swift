import NoteModel
import Testing

/// What a reader sees of a section, line for line, and the pieces an answer can point at.
@Suite struct PlainTextTests {
  private static func text(_ note: Note) -> String {
    note.sections.filter { !$0.text.isEmpty }
      .map { String(decoding: $0.text.bytes, as: UTF8.self) }.joined(separator: "\n¶\n")
  }

  @Test(arguments: [
    Row("emphasis", "*a* **b** ***c*** _d_ __e__ f_g_h", "a b c d e f_g_h"),
    Row("highlight and strike", "==a== ~~b~~ c == d ~e~", "a b c == d ~e~"),
    Row(
      "links", "[[N]] [[N|x]] [[N#H]] [t](N.md) [u](https://e.org \"v\")",
      "N x N > H t u (https://e.org)"),
    Row("address as text", "[https://e.org](https://e.org) [a](data:b)", "https://e.org a"),
    Row(
      "address of a definition", "[a][1] [b][2]⏎⏎[1]: https://e.org⏎[2]: N.md",
      "a (https://e.org) b"),
    Row("embeds", "![[N#H|x]] ![[N|100]] ![[f.pdf]]", "x N f.pdf"),
    Row("pictures", "a![[i.png]]![[i.png|right|wsmall|300]]![i|50](b.png)![[j.JPG#center]]", "a"),
    Row("words that place a picture", "a![[i.png|right wsmall 300]]![[i.png|Left 20x30]]", "a"),
    Row("words about a picture", "a![[i.png|a left turn]]", "aa left turn"),
    Row(
      "what pictures say",
      "![[i.png|The old map|100]] ![the map](i.png) ![badge of mine](https://e.org)",
      "The old map the map"),
    Row(
      "badges",
      "[![GitHub stars](https://e.org/s)](https://e.org) ![all downloads](https://e.org/t) a", "a"),
    Row("expressions", "`= this.Name` `$= dv.x` `=this.a` `a = b`", "a = b"),
    Row(
      "placeholders that are called as tags", "cp <source> <dest> at <time>, <b>c</b> and a<br>b",
      "cp <source> <dest> at <time>, c and a b"),
    Row(
      "tags that are closed or closing", "<b>x</b> y</i> z<br/>w<i class=a> v",
      "x y z w v"),
    Row(
      "the address of a link in HTML", "<a class=\"x\" href='https://h.example/k5'>anchor</a> b",
      "anchor (https://h.example/k5) b"),
    Row(
      "no address of what lies in the vault", "<a href=\"other.md\">note</a> <a id=x>y</a>",
      "note y"),
    Row(
      "placeholders", "git switch <branch> and <your name> <b>c</b> <x y=\"z\">",
      "git switch <branch> and <your name> c"),
    Row("code", "`a*b*` ``c`d`` ` e `", "a*b* c`d e"),
    Row("math stays", "$a_1$ $$b$$", "$a_1$ $$b$$"),
    Row("escapes", "\\*a\\* \\[[b]]", "*a* [[b]]"),
    Row("entities", "&lt;a&gt; &#65;&#x42; &nope;", "<a> AB &nope;"),
    Row("tags of HTML", "a<br>b <b>c</b><i>d</i> e", "a b cd e"),
    Row("HTML comment", "a <!-- b --> c", "a  c"),
    Row("comment", "a %% b %% c", "a  c"), Row("autolink", "<https://e.org>", "https://e.org"),
    Row("footnote", "a[^1] b[^2]⏎⏎[^1]: c", "a b[^2]\n\nc"),
    Row("inline footnote", "a^[b *c*]", "a (b c)"),
    Row("block id", "a ^x", "a"), Row("field", "k:: v [l:: w]", "k:: v [l:: w]"),
    Row("hard break", "a\\⏎b  ⏎c", "a\nb\nc"), Row("definition", "[a] [b][a]⏎⏎[a]: c", "a b"),
    Row("quote markers go", "> a⏎> > b⏎> c", "a\nb\nc"),
    Row("list markers stay", "- a⏎  - [x] b⏎1. c", "- a\n  - [x] b\n1. c"),
    Row("list in a quote", "> - a⏎>   - [>] b", "- a\n  - [>] b"),
    Row("quote in a list", "- > a⏎  > b", "- a\n  b"),
    Row("callout", "> [!note] T⏎> a", "Note: T\na"),
    Row("callout with metadata", "> [!note|wide]+ T *b*⏎> a", "Note: T b\na"),
    Row("metadata without a title", "> [!note|wide]-⏎> a", "Note\na"),
    Row("four percent signs hide nothing", "a %%%% b %% c", "a %%%% b %% c"),
    Row("callout in a callout", "> [!note] T⏎> > [!tip]⏎> > a", "Note: T\nTip\na"),
    Row("callout in an item", "- > [!warning] *T*⏎  > a", "- [!warning] T\n  a"),
    Row("no callout", "> [!]⏎> [x]", "[!]\n[x]"),
    Row("callout without a title", "> [!faq]-⏎> a", "Faq\na"),
    Row("fence", "```swift⏎let a⏎  = 1⏎```", "let a\n  = 1"),
    Row("indented code", "    a⏎      b", "a\n  b"),
    Row("code in an item", "- a⏎  ```⏎  b⏎    c⏎  ```", "- a\n\n  b\n    c"),
    Row("table", "| a | b |⏎|---|:--:|⏎| *c* | d \\| e |", "a | b\n\nc | d | e"),
    Row("math block", "$$⏎a⏎$$", "a"),
    Row("HTML block", "<div>⏎<p>a &amp; b</p>⏎<td>c</td><td>d</td>⏎</div>", "a & b\nc d"),
    Row("script", "<script>⏎a⏎</script>⏎b", "b"), Row("comment block", "a⏎%%⏎b⏎%%⏎c", "a\n\n\n\nc"),
    Row("text behind a comment block", "%% a⏎b %% c [[d]]⏎e", "c d\ne"),
    Row("text behind a formula", "$$⏎a $$ b", "a b"),
    Row("blank ends", "⏎⏎a⏎⏎⏎b⏎⏎", "a\n\n\nb"), Row("emphasis over lines", "a *b⏎c* d", "a b\nc d"),
    Row("emphasis over lines of a quote", "> a *b⏎> c* d", "a b\nc d"),
    Row("link over lines", "[a⏎b](N.md)", "a\nb"),
    Row("blanks at line starts", "a⏎   b", "a\nb"),
    Row("headings part", "a⏎# b⏎c⏎## d⏎e", "a\n¶\nc\n¶\ne"),
    Row("heading in a quote", "> # *a*⏎> b", "a\nb"), Row("only markup", "%% a %%", ""),
    Row("footnote's text", "[^1]: a⏎    b", "a\nb"),
    Row("carriage returns", "a\r⏎b\r⏎\r⏎c", "a\nb\n\nc"),
    Row("empty item", "- ⏎- a", "- a"),
    Row("unfinished", "[[a [b](c *d `e $f", "[[a [b](c *d `e $f"),
    Row("tag", "#a b", "#a b"), Row("no-break space", "&nbsp;a", "\u{A0}a"),
  ])
  func showsWhatAReaderSees(_ row: Row) {
    #expect(Self.text(row.note) == row.expected)
  }

  @Test(arguments: [
    Row("paragraph", "a⏎b", "paragraph 1–2"),
    Row("items", "- a⏎  b⏎- c", "list 1–2, list 3–3"),
    Row("paragraphs of an item", "- a⏎⏎  b", "list 1–1, list 3–3"),
    Row("two items on a line", "- - a", "list 1–1"),
    Row("rows", "|a|b|⏎|--|--|⏎|c|d|", "table 1–1, table 3–3"),
    Row("code", "```⏎a⏎⏎b⏎```", "code 2–4"),
    Row("math", "$$⏎a⏎$$", "math 2–2"), Row("html", "<div>⏎a⏎</div>", "html 2–2"),
    Row("footnote", "[^1]: a", "footnoteDefinition 1–1"),
    Row("callout", "> [!a] b⏎> c", "callout 1–1, paragraph 2–2"),
    Row("code in an item", "- a⏎  ```⏎  b⏎  ```", "list 1–1, code 3–3"),
    Row("comment", "%%⏎a⏎%%", ""), Row("hidden", "[a]: b", ""),
    Row("quote", "> a⏎>⏎> b", "paragraph 1–1, paragraph 3–3"),
  ])
  func leavesAreWholeLines(_ row: Row) throws {
    let section = try #require(row.note.sections.first)
    let text = section.text
    let leaves = text.leaves.map { leaf in
      let line = text.firstLine + text.bytes[..<leaf.start].count(where: { $0 == 0x0A })
      let endLine = line + text.bytes[leaf.start..<leaf.end].count(where: { $0 == 0x0A })
      return "\(leaf.kind) \(line)–\(endLine)"
    }
    #expect(leaves.joined(separator: ", ") == row.expected)
  }

  @Test func runsSayWhereTextComesFrom() throws {
    let text = try #require(Row.read("a **b** [[N|c]] d\n\ne &amp; f\n").sections.first?.text)
    let runs = text.runs.map { "\($0.text)+\($0.count)@\($0.source)" }
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a b c d\n\ne & f")
    #expect(runs == ["0+2@0", "2+1@4", "3+1@7", "4+1@12", "5+6@15", "12+2@26"])
  }

  @Test func invalidBytesReadAsReplacements() throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0x0A, 0xE2, 0x82, 0x0A]
    let note = Row.read(bytes)
    let text = try #require(note.sections.first?.text)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a\u{FFFD}b\n\u{FFFD}\u{FFFD}")
    #expect(text.runs.map(\.source) == [0, 2])
    #expect(note.problems.map(\.kind) == [.encodingInvalid])
    #expect(note.problems.first?.position == Position(line: 1, column: 2))
  }
}
