import NoteModel
import Testing

/// Which links a body holds, where they lead and what they show.
@Suite struct LinkTests {
  private static func show(_ links: PackedList<Link>) -> String {
    links.map { "\($0.isEmbed ? "!" : "")\($0.link) shows \($0.display)" }.joined(separator: "; ")
  }

  @Test(arguments: [
    Row("target", "[[N]]", "N shows N"),
    Row("alias after the bar is display text", "[[N|x]]", "N shows x"),
    Row("extension", "[[N.md]]", "N.md shows N.md"),
    Row("heading", "[[N#H]]", "N#H shows N > H"),
    Row("heading and text", "[[N#H|x]]", "N#H shows x"),
    Row("two headings", "[[N#A#B]]", "N#A#B shows N > A > B"),
    Row("block", "[[N#^b]]", "N#^b shows N > ^b"),
    Row("own heading", "[[#H]]", "#H shows H"),
    Row("two own headings", "[[#A#B]]", "#A#B shows A > B"),
    Row("own block", "[[#^b]]", "#^b shows ^b"),
    Row("later bars are text", "[[#A#B||x]]", "#A#B shows |x"),
    Row("page of a PDF", "[[f.pdf#page=2]]", "f.pdf#page=2 shows f.pdf > page=2"),
    Row("two hashes", "[[##q]]", "##q shows q"),
    Row("two carets", "[[^^q]]", "^^q shows ^^q"),
    Row("empty", "[[]]", ""),
    Row("only a bar", "[[|]]", "| shows |"),
    Row("nothing before the bar", "[[|x]]", "|x shows |x"),
    Row("bar and hash", "[[|#x]]", "|#x shows | > x"),
    Row("bar in a table", "| [[N\\|x]] | b |⏎|--|--|", "N shows x"),
    Row("code", "`[[N]]`", ""),
    Row("escaped", "\\[\\[N\\]\\]", ""),
    Row("after a tag", "a<br>[[N]]", "N shows N"),
    Row("on two lines", "[[N⏎M]]", ""),
    Row("blanks are kept", "[[ N ]]", " N  shows  N "),
    Row("single brackets", "[[N|a [b] c]]", "N shows a [b] c"),
    Row("first end", "[[N|a [b]]]", "N shows a [b"),
    Row("last beginning", "[[a [[N]]", "N shows N"),
    Row("no decoding", "[[a%20b]]", "a%20b shows a%20b"),
    Row("emphasis marks inside", "*a [[b*c]] d*", "b*c shows b*c"),
    Row("three brackets", "[[[N]]]", "N shows N"),
    Row("in a row", "[[a]][[b]]", "a shows a; b shows b"),
    Row("a dollar inside", "[[a$b]] c$", "a$b shows a$b"),
  ])
  func wikiLinks(_ row: Row) {
    #expect(Self.show(row.note.links) == row.expected)
  }

  @Test(arguments: [
    Row("target", "[t](N.md)", "N.md shows t"),
    Row("decoded", "[t](a%20b/N.md#H%201)", "a b/N.md#H 1 shows t"),
    Row("angle brackets", "[t](<a b/N.md>)", "a b/N.md shows t"),
    Row("title", "[t](N.md \"tip\")", "N.md shows t"),
    Row("title in parentheses", "[t](N.md (tip))", "N.md shows t"),
    Row("block", "[t](N.md#^b)", "N.md#^b shows t"),
    Row("own heading", "[t](#H)", "#H shows t"),
    Row("https", "[t](https://e.org)", ""),
    Row("mail", "[t](mailto:a@b)", ""),
    Row("obsidian", "[t](obsidian://open?file=N)", ""),
    Row("file", "[t](file:///x)", ""),
    Row("no scheme", "[t](//e.org/x)", ""),
    Row("blanks", "[t](a b.md)", ""),
    Row("colon after a slash", "[t](./a:b.md)", "./a:b.md shows t"),
    Row("colon in the first part", "[t](a:b.md)", ""),
    Row("escaped hash stays", "[t](C%23.md)", "C%23.md shows t"),
    Row("escaped slash stays", "[t](a%2Fb.md)", "a%2Fb.md shows t"),
    Row("malformed escape", "[t](100%.md)", "100%.md shows t"),
    Row("malformed in one part", "[t](a%20b#c%)", "a b#c% shows t"),
    Row("escape that is no UTF-8", "[t](a%FF.md)", "a%FF.md shows t"),
    Row("first hash", "[t](pa#th/x)", "pa#th/x shows t"),
    Row("empty", "[]()", ""),
    Row("empty target", "[a]()", ""),
    Row("empty text", "[](N.md)", "N.md shows "),
    Row("parentheses", "[t](a(b)c.md)", "a(b)c.md shows t"),
    Row("entity", "[t](a&amp;b.md)", "a&b.md shows t"),
    Row("brackets in the text", "[a [b] c](N.md)", "N.md shows a [b] c"),
    Row("link in a link", "[a [b](M.md) c](N.md)", "M.md shows b"),
    Row("image in a link", "[![a](i.png)](N.md)", "N.md shows ![a](i.png); !i.png shows a"),
    Row("definition", "[t][r]⏎⏎[r]: N.md", "N.md shows t"),
    Row(
      "definition's name alone", "[r] [R][]⏎⏎[r]: <a b.md> 'x'", "a b.md shows r; a b.md shows R"),
    Row("definition of an external place", "[t][r]⏎⏎[r]: https://e.org", ""),
    Row("definition that is indented", "[t][r]⏎⏎ [r]: N.md", ""),
    Row("escaped bracket", "\\[t](N.md)", ""),
    Row("autolink", "<https://e.org> https://e.org", ""),
  ])
  func markdownLinks(_ row: Row) {
    #expect(Self.show(row.note.links) == row.expected)
  }

  @Test(arguments: [
    Row("size", "![[i.png|100x145]]", "!i.png shows 100x145"),
    Row("in a table", "| ![[i.png\\|120]] | b |⏎|--|--|", "!i.png shows 120"),
    Row("page", "![[d.pdf#page=3]]", "!d.pdf#page=3 shows d.pdf > page=3"),
    Row("heading", "![[N#H]]", "!N#H shows N > H"),
    Row("Markdown", "![c|50](a%20b.png)", "!a b.png shows c|50"),
    Row("external", "![c](https://e/i.png)", ""),
    Row("size alone", "![250](i.png)", "!i.png shows 250"),
    Row("height of a PDF", "![[d.pdf#height=400]]", "!d.pdf#height=400 shows d.pdf > height=400"),
    Row("a word for style sheets", "![[i.png#right]]", "!i.png#right shows i.png > right"),
  ])
  func embedHasItsTargetAndText(_ row: Row) {
    #expect(Self.show(row.note.links) == row.expected)
  }

  /// The text of each image holds those of the images in it, so without an end to it a file of brackets
  /// would take the square of its length.
  @Test func imagesAreNestedAtMostSixteenDeep() {
    let source = String(repeating: "![", count: 18) + String(repeating: "](N)", count: 18)
    #expect(Row.read(source).links.count == 16)
  }

  @Test(arguments: [
    Row("paragraph", "a [[N]]", "N"), Row("item", "- [[N]]", "N"), Row("task", "- [ ] [[N]]", "N"),
    Row("heading", "# [[N]]", "N"), Row("setext", "[[N]]⏎===", "N"),
    Row("cell", "| [[N]] | b |⏎|--|--|⏎| c | [[M]] |", "N M"), Row("quote", "> [[N]]", "N"),
    Row("callout", "> [!a] [[N]]⏎> [[M]]", "N M"), Row("footnote", "[^1]: [[N]]", "N"),
    Row("inline footnote", "a^[b [[N]]]", "N"), Row("label", "**[[N]]:**", "N"),
    Row("comment", "%% [[N]] %% a", "N"), Row("comment block", "%%⏎[[N]]⏎%%", "N"),
    Row("code in a comment block", "%%⏎```⏎[[N]]⏎```⏎%%", ""),
    Row("HTML comment", "a <!-- [[N]] --> b", ""), Row("HTML comment block", "<!--⏎[[N]]⏎-->", ""),
    Row("HTML block", "<div>⏎[[N]]⏎</div>", ""), Row("after an HTML block", "<div>⏎⏎[[N]]", "N"),
    Row("HTML attribute", "a <b title=\"[[N]]\">c</b>", ""), Row("code", "`[[N]]`", ""),
    Row("fence", "```⏎[[N]]⏎```", ""), Row("query", "```query⏎[[N]]⏎```", ""),
    Row("mermaid", "```mermaid⏎[[N]]⏎```", ""), Row("HTML link", "<a href=\"N.md\">a</a>", ""),
    Row("indented", "    [[N]]", ""), Row("math", "$[[N]]$", ""),
    Row("math block", "$$⏎[[N]]⏎$$", ""),
    Row("display math", "a $$[[N]]$$ b", ""), Row("a price", "5$ or [[N]] for 6$", "N"),
    Row("link text", "[a [[N]] b](M.md)", "M.md N"),
  ])
  func linkIsReadOnlyWhereObsidianReadsOne(_ row: Row) {
    #expect(row.note.links.map(\.link).joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    Row("PO1", "😀 [[N]]", "5–10 1:6"), Row("PO2", "é [[N]]", "3–8 1:4"),
    Row("PO3", "\u{FEFF}[[N]]", "3–8 1:1"), Row("PO4", "ab\r⏎[[N]]", "4–9 2:1"),
    Row("in a quote on two lines", "> a⏎> b [t](⏎> N.md)", "8–20 2:5"),
    Row("embed", "a ![[N]]", "2–8 1:3"), Row("image", "a ![b](N)", "2–9 1:3"),
  ])
  func linkHasItsRangeAndPosition(_ row: Row) throws {
    let note = row.note
    let range = try #require(note.links.first?.range)
    let position = note.lines.position(at: range.start)
    #expect("\(range.start)–\(range.end) \(position.line):\(position.column)" == row.expected)
  }

  @Test(arguments: [
    Row("internal", "[a b]: c%20d.md \"x\"", "a b -> c d.md 0:0–0:19"),
    Row("external", "[a]: https://e.org", ""),
    Row("two", "[a]: b⏎[c]: d", "a -> b 0:0–0:6; c -> d 1:0–1:6"),
    Row("on two lines", "[a]:⏎b⏎'c'", "a -> b 0:0–2:3"),
    Row("indented", " [a]: b", ""), Row("in a list", "- [a]: b", ""),
    Row("in a paragraph", "x⏎[a]: b", ""), Row("no target", "[a]:", ""),
  ])
  func definitionHasItsTargetAndRange(_ row: Row) {
    let note = row.note
    let found = note.definitions.map {
      "\($0.id) -> \($0.link) \(Row.place($0.range, in: note))"
    }
    #expect(found.joined(separator: "; ") == row.expected)
  }

  @Test(arguments: [
    ("[Set up](#set-up)", TextMark.Kind.ownLink), ("[Set `up`:](#Set%20up)", .ownLink),
    ("[Set up](#Set\\up)", .ownLink), ("[[#Set up]]", .ownLink), ("[[#Set up|Set up!]]", .ownLink),
    ("[How?](#set-up)", .noteLink), ("[[#Set up|here]]", .noteLink),
    ("[[Other#Set up]]", .noteLink), ("[Set up](Other.md#Set%20up)", .noteLink),
    ("[Set up](https://e.org/#set-up)", .webLink),
  ])
  func linkThatShowsTheHeadingItLeadsToIsOfATableOfContents(
    _ source: String, _ kind: TextMark.Kind
  ) {
    let note = Row("", source, "").note
    let kinds = note.sections.flatMap { $0.text.marks.map(\.kind) }
    #expect(kinds.first == kind)
  }
}
