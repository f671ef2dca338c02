import NoteModel
import Testing

/// Tags, aliases, questions, titles and links that a front matter names.
@Suite struct PropertyNamesTests {
  private static func read(_ yaml: String) -> Note { Row.read("---\n\(yaml)\n---\n") }

  @Test(arguments: [
    Row("T1", "tags: one", "#one"),
    Row("T2", "tags:⏎  - one⏎  - two", "#one #two"),
    Row("T3", "tags: [one, \"#two\"]", "#one #two"),
    Row("T4", "tags: one, two", "#one #two"),
    Row("T5", "tags: one two", "#one #two"),
    Row("T6", "tags: one,two", "#one #two"),
    Row("T7", "tags:", ""),
    Row("T8", "tags: []", ""),
    Row("T9", "tag: one", "#one"),
    Row("T10", "TAG:⏎  - one", "#one"),
    Row("T11", "tags: a/b", "#a/b"),
    Row("T12", "tags: [one two, three]", "#one #two #three"),
    Row("T13 a number", "tags: 1984", ""),
    Row("T13 digits", "tags: [\"1984\"]", ""),
    Row("T14", "tags: one⏎tag: two", "#one #two"),
    Row("T15", "tags: \"#one #two/\"", "#one #two"),
    Row("T16", "tags: [One, one]", "#One #one"),
    Row("T17", "tags: [[a]]", ""),
    Row("wide blanks", "tags: \"é\u{3000}ü, #ö\"", "#é #ü #ö"),
    Row("not a tag", "tags: [true, {a: b}, ~, 2020/01]", ""),
    Row("an alias", "a: &x [one]⏎tags: *x", "#one"),
  ])
  func propertyGivesItsTags(_ row: Row) {
    let tags = Self.read(row.source).tags
    #expect(tags.map { "#\($0.name)" }.joined(separator: " ") == row.expected)
    #expect(tags.allSatisfy { $0.origin == .frontMatter })
  }

  @Test(arguments: [
    Row("AL1", "aliases: Nick", "Nick"),
    Row("AL2", "aliases: [Nick, \"A, B\"]", "Nick · A, B"),
    Row("AL3", "aliases: A, B", "A · B"),
    Row("AL4", "alias: Nick", "Nick"),
    Row("AL5 null", "aliases:", ""),
    Row("AL5 empty", "aliases: []", ""),
    Row("AL6", "aliases:⏎  - \"  A  \"⏎  - \"\"", "A"),
    Row("AL7", "ALIAS:⏎  - test 1⏎  - test 2", "test 1 · test 2"),
    Row("AL8", "aliases: [1984]", "1984"),
    Row("AL9", "aliases: \"A,, B,\"", "A · B"),
    Row("AL10", "aliases: A⏎alias: B", "A · B"),
    Row("AL11", "aliases: [Nick, nick]", "Nick"),
    Row("AL12", "aliases: |⏎  A⏎  B", "A · B"),
    Row("no scalars", "aliases: [[a], {b: c}]", ""),
  ])
  func propertyGivesItsAliases(_ row: Row) {
    #expect(
      Self.read(row.source).aliases.map(\.text).joined(separator: " · ") == row.expected)
  }

  @Test(arguments: [
    Row("K1", "keywords: |-⏎  how do I x?⏎  why y?", "how do I x? · why y?"),
    Row("K2", "keywords: [how do I x?, why y?]", "how do I x? · why y?"),
    Row("K3", "keywords: single", "single"),
    Row("K4", "keywords: a, b", "a, b"),
    Row("K5", "keywords: |⏎  a⏎⏎    b  ⏎", "a · b"),
    Row("K6", "questions: [a]⏎keyword: b⏎question: c", "a · b · c"),
    Row("K7", "keywords: >-⏎  one⏎  two", "one two"),
    Row("K8 null", "keywords:", ""),
    Row("K8 empty", "keywords: []", ""),
    Row("K8 blank", "keywords: \"\"", ""),
    Row("K9", "keywords: [1984, true]", "1984 · true"),
    Row("K10", "keywords: [\"a\\nb\"]", "a · b"),
    Row("K11", "keywords: |⏎  # not a comment", "# not a comment"),
    Row("K12", "KEYWORDS: x", "x"),
    Row("K13", "keywords: |⏎  Why?⏎  why?", "Why?"),
  ])
  func propertyGivesItsQuestions(_ row: Row) {
    #expect(
      Self.read(row.source).questions.map(\.text).joined(separator: " · ") == row.expected)
  }

  @Test(arguments: [
    Row("FL1", "a: \"[[N]]\"", "a: N shows N"),
    Row("FL2", "a: \"[[N#H|x]]\"", "a: N#H shows x"),
    Row("FL3", "a: [\"[[N]]\", \"[[M]]\"]", "a.0: N shows N; a.1: M shows M"),
    Row("FL4 text around it", "a: \"see [[N]]\"", ""),
    Row("FL4 text behind it", "a: \"[[N]] it is\"", ""),
    Row("FL4 two links", "a: \"[[N]] [[M]]\"", ""),
    Row("an end in the middle", "a: \"[[N]] M]]\"", ""),
    Row("a beginning in the middle", "a: \"[[N [[M]]\"", ""),
    Row("FL5", "a: [[N]]", ""),
    Row(
      "Markdown, decoded", "a: \"[t](<b c.md> 'x')\"⏎d: \"[u](e%20f.md#G)\"",
      "a: b c.md shows t; d: e f.md#G shows u"),
    Row("through an alias", "a: &x \"[[N]]\"⏎b: [*x]", "a: N shows N; b.0: N shows N"),
    Row("no link in a key", "\"[[N]]\": a", ""),
    Row("FL6", "a: \"[t](N.md)\"", "a: N.md shows t"),
    Row("FL6 external", "a: \"[t](https://e.org)\"", ""),
    Row("FL7", "a: \"[[#My head]]\"", "a: #My head shows My head"),
    Row(
      "nested", "m:⏎  author: \"[[A]]\"⏎  more:⏎    - \"[[B]]\"",
      "m.author: A shows A; m.more.0: B shows B"),
    Row("default text", "a: \"[[N#H#I]]\"", "a: N#H#I shows N > H > I"),
    Row("only the bar", "a: \"[[|x]]\"", "a: |x shows |x"),
    Row("empty", "a: \"[[]]\"", ""),
    Row("in a block scalar", "a: |-⏎  [[N]]", "a: N shows N"),
  ])
  func propertyGivesItsLinks(_ row: Row) {
    let links = Self.read(row.source).propertyLinks.map {
      "\($0.keyPath): \($0.link.link) shows \($0.link.display)"
    }
    #expect(links.joined(separator: "; ") == row.expected)
  }

  @Test(arguments: [
    Row("the property", "---⏎title: T⏎---⏎# H", "T"),
    Row("a number", "---⏎title: 1984⏎---⏎# H", "1984"),
    Row("an empty property", "---⏎title: \"\"⏎---⏎# H", "H"),
    Row("a level-1 heading first of all", "# *B* [[c|d]]⏎## e", "B d"),
    Row("below a heading", "## a⏎# b", "Note"),
    Row("two level-1 headings", "# Concepts⏎a⏎# Tools", "Note"),
    Row("behind a paragraph", "a⏎⏎# b", "Note"),
    Row("behind a picture", "![x](x.png)⏎⏎# b", "Note"),
    Row("behind comments", "%% a %%⏎<!-- b -->⏎⏎# c", "c"),
    Row("an empty heading", "#⏎# x", "Note"),
    Row("a mark that names a property", "---⏎Name: Zaphod⏎---⏎# `= this.Name`", "Zaphod"),
    Row("a mark with quotes", "---⏎a b: c⏎---⏎# The `$= this[\"a b\"]`", "The c"),
    Row("a mark among words", "---⏎x: 1⏎---⏎# On {{ x }} and <% tp.frontmatter.x %>", "On 1 and 1"),
    Row("a mark that names nothing", "# <% tp.file.title %>", "Note"),
    Row("the mark of the title", "# {{title}}", "Note"),
    Row("a mark that is never closed", "# {{title", "{{title"),
    Row("code that is no mark", "# a `==` b", "a == b"),
    Row("the stem", "## a", "Note"),
    Row("no heading in a quote", "> # a", "Note"),
    Row("nothing", "", "Note"),
  ])
  func titleIsPropertyHeadingOrStem(_ row: Row) {
    #expect(row.note.title == row.expected)
  }

  @Test func placesAreThoseOfTheScalars() {
    let note = Row.read("---\ntags: [a, \"b c\"]\naliases: x, y\nk:\n  - '[[N]]'\n---\n")
    #expect(
      note.tags.map(\.range) == [SourceRange(11, 12), SourceRange(14, 19), SourceRange(14, 19)])
    #expect(note.aliases.map(\.range) == [SourceRange(30, 34), SourceRange(30, 34)])
    #expect(note.propertyLinks.map(\.link.range) == [SourceRange(42, 49)])
    #expect(
      note.properties.map(\.range)
        == [SourceRange(4, 20), SourceRange(21, 34), SourceRange(35, 49)])
  }
}
