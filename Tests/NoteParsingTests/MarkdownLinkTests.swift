import Testing

/// CommonMark's rules for links, images, definitions and autolinks, each by an example.
@Suite struct MarkdownLinkTests {
  @Test(arguments: [
    Row("a title", "[a](/b \"c\")", "text a -> /b a"), Row("no text", "[](./b.md)", "-> ./b.md "),
    Row("no target", "[a]() [b](<>) []()", "text a b ->  a ->  b ->  "),
    Row("a blank", "[a](/b c)", "text [a](/b c)"),
    Row("a blank in angle brackets", "[a](</b c>)", "text a -> /b c a"),
    Row("a line break", "[a](b⏎c)", "text [a](b c)"),
    Row("a line break in angle brackets", "[a](<b⏎c>)", "text [a]()"),
    Row(
      "a bracket in angle brackets", "[a](<b)c>)",
      "text a -> b)c a"),
    Row("an escaped angle bracket", "[a](<b\\>)", "text [a](<b>)"),
    Row(
      "angle brackets that end early", "[a](<b)c⏎[a](<b)c>⏎[a](<b>c)",
      "text [a](<b)c [a](<b)c> [a](c)"),
    Row("escaped parentheses", "[a](\\(b\\))", "text a -> (b) a"),
    Row("parentheses that match", "[a](b(and(c)))", "text a -> b(and(c)) a"),
    Row("ones that do not", "[a](b(and(c))", "text [a](b(and(c))"),
    Row(
      "escaped or in angle brackets", "[a](b\\(and\\(c\\)) [a](<b(and(c)>)",
      "text a a -> b(and(c) a -> b(and(c) a"),
    Row("any escape", "[a](b\\)\\:)", "text a -> b): a"),
    Row("fragments", "[a](#b) [a](c?d=3#e)", "text a a -> #b a -> c?d=3#e a"),
    Row("a backslash before a letter", "[a](b\\c)", "text a -> b\\c a"),
    Row("a title is no target", "[a](\"b\")", "text a -> \"b\" a"),
    Row(
      "quotes of all kinds", "[a](/b \"c\") [a](/b 'c') [a](/b (c))",
      "text a a a -> /b a -> /b a -> /b a"),
    Row("quotes in a title", "[a](/b \"c \\\"d\\\" &quot;e\")", "text a -> /b a"),
    Row(
      "a no-break blank", "[a](/b\u{A0}\"c\")",
      "text a -> /b\u{A0}\"c\" a"),
    Row("quotes that do not fit", "[a](/b \"c \"d\" e\")", "text [a](/b \"c \"d\" e\")"),
    Row(
      "quotes in other quotes", "[a](/b 'c \"d\" e')",
      "text a -> /b a"),
    Row("line breaks around", "[a](   /b⏎  \"c\"  )", "text a -> /b a"),
    Row("a blank before the target's bracket", "[a] (/b)", "text [a] (/b)"),
    Row("no blank before a title", "[a](<b>\"c\")", "text [a](\"c\")"),
    Row(
      "a parenthesis in a title in parentheses", "[a](b (c(d)))",
      "text [a](b (c(d)))"),
    Row("brackets in the text", "[a [b [c]]](/d)", "text a [b [c]] -> /d a [b [c]]"),
    Row(
      "ones that do not match", "[a] b](/c) [a [b](/c)",
      "text [a] b](/c) [a b -> /c b"),
    Row("an escaped one", "[a \\[b](/c)", "text a [b -> /c a [b"),
    Row(
      "markup in the text", "[a *b **c** `d`*](/e)",
      "text a b c d -> /e a b c d"),
    Row("no link in a link", "[a [b](/c)](/c)", "text [a b](/c) -> /c b"),
    Row(
      "not in emphasis either", "[a *b [c [d](/e)](/e)*](/e)",
      "text [a b [c d](/e)](/e) -> /e d"),
    Row("an image in a link", "[![a](b.jpg)](/c)", "text a -> /c a -> !b.jpg a"),
    Row(
      "brackets before emphasis", "*[a*](/b) [c *d](e*)",
      "text *a* c *d -> /b a* -> e* c *d"),
    Row("emphasis before a bracket that closes nothing", "*a [b* c]", "text a [b c]"),
    Row("tags first", "[a <b c=\"](d)\">", "text [a"),
    Row("code first", "[a`](/b)`", "text [a](/b)"),
    Row(
      "autolinks first", "[a<https://e.org/?b=](c)>",
      "text [ahttps://e.org/?b=](c) -> https://e.org/?b=](c) https://e.org/?b=](c)"),
  ])
  func inlineLinks(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("full", "[a][B]⏎⏎[b]: /c 'd'", "text a -> /c a"),
    Row(
      "brackets in the text", "[a [b [c]]][d]⏎⏎[d]: /e",
      "text a [b [c]] -> /e a [b [c]]"),
    Row("markup in the text", "[a *b `c`*][d]⏎⏎[d]: /e", "text a b c -> /e a b c"),
    Row(
      "no link in a link", "[a [b](/c)][d]⏎⏎[d]: /e",
      "text [a b]d -> /c b -> /e d"),
    Row("code first", "[a`][b]`⏎⏎[b]: /c", "text [a][b]"),
    Row("case", "[a][QuX]⏎⏎[qUx]: /c", "text a -> /c a"),
    Row("case beyond ASCII", "[straße]⏎⏎[STRASSE]: /b", "text straße -> /b straße"),
    Row("accents", "[ÉTÉ]⏎⏎[été]: /b", "text ÉTÉ -> /b ÉTÉ"),
    Row("runs of blanks", "[a][b⏎  c]⏎⏎[B C]: /d", "text a -> /d a"),
    Row("a blank between", "[a] [b]⏎⏎[b]: /c", "text [a] b -> /c b"),
    Row("a line between", "[a]⏎[b]⏎⏎[b]: /c", "text [a] b -> /c b"),
    Row("the first definition", "[a]⏎⏎[a]: /b⏎[a]: /c", "text a -> /b a"),
    Row("labels are no markup", "[a][b\\!]⏎⏎[b!]: /c", "text [a][b!]"),
    Row("no bracket in a label", "[a][b[]⏎⏎[b[]: /c", "text [a][b[] | text [b[]: /c"),
    Row("an escaped one", "[a][b\\[]⏎⏎[b\\[]: /c", "text a -> /c a"),
    Row("a backslash at the end", "[a\\\\]⏎⏎[a\\\\]: /b", "text a\\ -> /b a\\"),
    Row(
      "no empty label", "[]⏎⏎[]: /a⏎⏎[⏎ ]⏎⏎[⏎ ]: /b",
      "text [] | text []: /a | text [ ] | text [ ]: /b"),
    Row("collapsed", "[a][] [*b* c][]⏎⏎[A]: /d⏎[*b* c]: /e", "text a b c -> /d a -> /e b c"),
    Row(
      "shortcut", "[a] [*b* c] [*b* d]⏎⏎[A]: /d⏎[*b* c]: /e", "text a b c [b d] -> /d a -> /e b c"),
    Row("brackets around one", "[[*a* b], c]⏎⏎[*a* b]: /d", "text [a b, c] -> /d a b"),
    Row("a bracket before one", "[a] [b⏎⏎[b]: /c", "text [a] [b"),
    Row("an escaped bracket", "\\[a]⏎⏎[a]: /b", "text [a]"),
    Row(
      "a target in parentheses is preferred", "[a](c) [a]()⏎⏎[a]: /b",
      "text a a -> c a ->  a"),
    Row("not if it is none", "[a](no target here)⏎⏎[a]: /b", "text a(no target here) -> /b a"),
    Row("the last two of three", "[a][b][c]⏎⏎[c]: /d", "text [a]b -> /d b"),
    Row("a full one first", "[a][b][c]⏎⏎[c]: /d⏎[b]: /e", "text ac -> /e a -> /d c"),
    Row(
      "no shortcut before a label", "[a][b][c]⏎⏎[c]: /d⏎[a]: /e",
      "text [a]b -> /d b"),
  ])
  func linkByReferenceFindsItsDefinition(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("a title", "[a]: /b  'c'  ⏎⏎[a]", "text a -> /b a"),
    Row("on three lines", "[a]:⏎  /b⏎    'c'⏎⏎[a]", "text a -> /b a"),
    Row("a bracket in a label", "[a*b\\]]:see_(c) 'd'⏎⏎[a*b\\]]", "text a*b] -> see_(c) a*b]"),
    Row("escapes", "[a\\]]:b_(c) 'd (e)'⏎⏎[a\\]]", "text a] -> b_(c) a]"),
    Row(
      "angle brackets over lines", "[a b]:⏎<c d>⏎'e'⏎⏎[a b]",
      "text a b -> c d a b"),
    Row("a title over lines", "[a]: /b '⏎c⏎d⏎'⏎⏎[a]", "text a -> /b a"),
    Row(
      "no blank line in it", "[a]: /b 'c⏎⏎d'⏎⏎[a]",
      "text [a]: /b 'c | text d' | text [a]"),
    Row("no title", "[a]:⏎/b⏎⏎[a]", "text a -> /b a"),
    Row("no target", "[a]:⏎⏎[a]", "text [a]: | text [a]"),
    Row(
      "an empty target", "[a]: <>⏎⏎[a]",
      "text a ->  a"),
    Row("no blank before the title", "[a]: <b>(c)⏎⏎[a]", "text [a]: (c) | text [a]"),
    Row(
      "a backslash in it", "[a]: /b\\c\\*d \"e\\\"f\\g\"⏎⏎[a]",
      "text a -> /b\\c*d a"),
    Row("below its use", "[a]⏎⏎[a]: b", "text a -> b a"), Row("unused", "[a]: /b", ""),
    Row("text below", "[⏎a⏎]: /b⏎c", "text c"),
    Row("text behind the title", "[a]: /b \"c\" d", "text [a]: /b \"c\" d"),
    Row("text behind a title on its own line", "[a]: /b⏎\"c\" d", "text \"c\" d"),
    Row("indented by four", "    [a]: /b⏎⏎[a]", "code [a]: /b⏎ | text [a]"),
    Row("in a fence", "```⏎[a]: /b⏎```⏎⏎[a]", "code [a]: /b⏎ | text [a]"),
    Row("in a paragraph", "a⏎[b]: /c⏎⏎[b]", "text a [b]: /c | text [b]"),
    Row("below a heading", "# [a]⏎[a]: /b⏎> c", "h1 a | text c -> /b a quotes 1"),
    Row("above a heading", "[a]: /b⏎c⏎===⏎[a]", "h1 c | text a -> /b a"),
    Row("above '='", "[a]: /b⏎===⏎[a]", "text === a -> /b a"),
    Row(
      "one below another", "[a]: /b \"c\"⏎[d]: /e⏎  \"f\"⏎[g]: /h⏎⏎[a],⏎[d],⏎[g]",
      "text a, d, g -> /b a -> /e d -> /h g"),
  ])
  func definitionIsToldFromText(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("inline", "![a](/b \"c\")", "text a -> !/b a"),
    Row("markup in its text", "![a *b*][]⏎⏎[a *b*]: c.jpg", "text a b -> !c.jpg a b"),
    Row("an image in its text", "![a ![b](/c)](/d)", "text a b -> !/d a b -> !/c b"),
    Row(
      "a link in its text", "![a [b](/c)](/d)",
      "text a b -> !/d a b -> /c b"),
    Row("full", "![a][b]⏎⏎[B]: /c", "text a -> !/c a"),
    Row("blanks", "a ![b](/c.jpg  \"d\"   )", "text a b -> !/c.jpg b"),
    Row("angle brackets", "![a](<b>)", "text a -> !b a"), Row("no text", "![](/a)", "-> !/a "),
    Row(
      "collapsed and short", "![a][] ![a]⏎⏎[a]: /b",
      "text a a -> !/b a -> !/b a"),
    Row("an escaped bracket", "!\\[a] \\![a]⏎⏎[a]: /b", "text ![a] !a -> /b a"),
    Row("an undefined one", "![a]", "text ![a]"),
  ])
  func imageHasItsTargetAndText(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row(
      "http", "<http://e.org/a?b=c&d>",
      "text http://e.org/a?b=c&d -> http://e.org/a?b=c&d http://e.org/a?b=c&d"),
    Row(
      "any scheme", "<gopher://e.org:70/1>",
      "text gopher://e.org:70/1 -> gopher://e.org:70/1 gopher://e.org:70/1"),
    Row("capitals", "<FTP://E.ORG>", "text FTP://E.ORG -> FTP://E.ORG FTP://E.ORG"),
    Row("made-up schemes", "<x-y.z+1:w>", "text x-y.z+1:w -> x-y.z+1:w x-y.z+1:w"),
    Row(
      "no host", "<own-scheme://a,b>", "text own-scheme://a,b -> own-scheme://a,b own-scheme://a,b"),
    Row(
      "a blank", "<https://a b>",
      "text <https://a b>"),
    Row(
      "a mail address", "<a@b.example> <a+x@b-c.example0.com>",
      "text a@b.example a+x@b-c.example0.com -> a@b.example a@b.example -> a+x@b-c.example0.com a+x@b-c.example0.com"
    ),
    Row("no escapes in an address", "<a\\+@b.example>", "text <a+@b.example>"),
    Row(
      "none", "<> < https://e.org > <x:yz> <e.org>",
      "text <> < https://e.org > <x:yz> <e.org>"),
    Row("no hyphen at the end of a part", "<a@b-.example>", "text <a@b-.example>"),
  ])
  func addressInAnglesIsALink(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }
}
