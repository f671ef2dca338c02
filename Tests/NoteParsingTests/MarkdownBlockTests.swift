import Testing

/// CommonMark's rules for blocks, each by an example: which blocks there are and what they say.
@Suite struct MarkdownBlockTests {
  @Test(arguments: [
    Row("a tab is four columns", "TABa", "code a⏎"),
    Row("two blanks and a tab are four columns", "  TABaTABb", "code aTABb⏎"),
    Row("a tab goes on in an item", "- a⏎⏎TABb", "text a | text b items 1"),
    Row("columns of a tab that an item leaves", "- a⏎⏎TABTABb", "text a | code   b⏎ items 1"),
    Row("columns of a tab behind '>'", ">TABTABa", "code   a⏎ quotes 1"),
    Row("columns of a tab behind a bullet", "-TABTABa", "code   a⏎ items 1"),
    Row("a tab as wide as four blanks", "    a⏎TABb", "code a⏎b⏎"),
    Row("tabs in a rule", "*TAB*TAB*TAB", ""),
    Row("tabs nest items", " - a⏎   - b⏎TAB - c", "text a | text b | text c items 3"),
  ])
  func tabFillsUpToFourColumns(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("three marks", "***⏎⏎- - -⏎___", ""), Row("other marks", "+++⏎⏎===", "text +++ | text ==="),
    Row("two are too few", "**⏎__", "text ** __"), Row("two hyphens", "--", "text --"),
    Row("indented", "   ***", ""), Row("indented by four", "    ***", "code ***⏎"),
    Row("indented by four below text", "a⏎    ***", "text a ***"),
    Row("many", "_____________________________________", ""),
    Row("blanks between", " **  * ** * ** * **   ", ""),
    Row(
      "letters", "_ _ _ a⏎⏎---a---",
      "text _ _ _ a | text ---a---"),
    Row("mixed marks", " *-*", "text -"),
    Row(
      "between items", "- a⏎***⏎- b",
      "text a | text b items 2"),
    Row("in a paragraph", "a⏎***⏎b", "text a | text b"),
    Row("an underline comes first", "a⏎---⏎b", "h2 a | text b"),
    Row("a rule comes before an item", "* a⏎* * *⏎* b", "text a | text b items 2"),
    Row("a rule in an item", "- a⏎- * * *", "text a items 2"),
  ])
  func thematicBreakIsToldFromText(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row(
      "levels", "# a⏎## b⏎### c⏎#### d⏎##### e⏎###### f",
      "h1 a | h2 b | h3 c | h4 d | h5 e | h6 f"),
    Row("no seventh", "####### a", "text ####### a"),
    Row("no blank", "#5 a⏎⏎#a", "text #5 a | text #a"),
    Row("escaped", "\\## a", "text ## a"), Row("markup", "# a *b* \\*c\\*", "h1 a b *c*"),
    Row("blanks around", "#       a       ", "h1 a"),
    Row(
      "indented", " ### a⏎  ## b⏎   # c",
      "h3 a | h2 b | h1 c"),
    Row("indented by four", "    # a", "code # a⏎"), Row("below text", "a⏎    # b", "text a # b"),
    Row("closing hashes", "## a ##⏎  ###   b    ###", "h2 a | h3 b"),
    Row("as many as one likes", "# a ##########⏎##### b ##", "h1 a | h5 b"),
    Row("blanks behind them", "### a ###     ", "h3 a"),
    Row(
      "text behind them", "### a ### b",
      "h3 a ### b"),
    Row("no blank before them", "# a#", "h1 a#"),
    Row(
      "an escaped one", "### a \\###⏎## b #\\##⏎# c \\#",
      "h3 a ### | h2 b ### | h1 c #"),
    Row("no blank lines", "a⏎# b⏎c", "text a | h1 b | text c"),
    Row(
      "empty", "## ⏎#⏎### ###",
      "h2  | h1  | h3 "),
    Row("underline of '='", "a *b*⏎=========", "h1 a b"),
    Row("of hyphens", "a *b*⏎---------", "h2 a b"),
    Row("over lines", "a *b⏎c*⏎====", "h1 a b c"), Row("of one mark", "a⏎-⏎⏎b⏎=", "h2 a | h1 b"),
    Row("indented both", "   a⏎---⏎⏎  b⏎  ===", "h2 a | h1 b"),
    Row(
      "code has none", "    a⏎---",
      "code a⏎"),
    Row("an underline too far in", "a⏎    ---", "text a ---"),
    Row("blanks behind", "a⏎   ----      ", "h2 a"),
    Row("blanks inside", "a⏎= =⏎⏎b⏎--- -", "text a = = | text b"),
    Row("no break at the end", "a  ⏎-----⏎⏎b\\⏎----", "h2 a | h2 b\\"),
    Row("blocks come before code", "`a⏎----⏎`", "h2 `a | text `"),
    Row("not for a lazy line", "> a⏎---⏎⏎- b⏎---", "text a | text b items 1 quotes 1"),
    Row("a lazy '='", "> a⏎b⏎===", "text a b === quotes 1"),
    Row("all of a paragraph", "a⏎b⏎---", "h2 a b"),
    Row("nothing above", "⏎====", "text ===="), Row("an escape above", "\\> a⏎------", "h2 > a"),
  ])
  func headingIsToldFromText(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("four blanks", "    a⏎      b", "code a⏎  b⏎"),
    Row(
      "no markup in it", "    *a*⏎⏎    - b",
      "code *a*⏎⏎- b⏎"),
    Row("an item comes first", "  - a⏎⏎    b", "text a | text b items 1"),
    Row("blank lines inside", "    a⏎⏎    b⏎  ⏎ ⏎ ⏎    c", "code a⏎⏎b⏎⏎⏎⏎c⏎"),
    Row("blanks of blank lines", "    a⏎      ⏎      b", "code a⏎  ⏎  b⏎"),
    Row("it ends no paragraph", "a⏎    b", "text a b"),
    Row("text behind it", "    a⏎b", "code a⏎ | text b"),
    Row("between others", "# a⏎    b⏎c⏎------⏎    d⏎----", "h1 a | code b⏎ | h2 c | code d⏎"),
    Row("the first line deeper", "        a⏎    b", "code     a⏎b⏎"),
    Row("blank lines around", "⏎    ⏎    a⏎    ⏎", "code a⏎"),
    Row(
      "blanks at the end", "    a  ",
      "code a  ⏎"),
  ])
  func indentedCode(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("backticks", "```⏎<⏎ >⏎```", "code <⏎ >⏎"), Row("tildes", "~~~⏎<⏎ >⏎~~~", "code <⏎ >⏎"),
    Row("two are too few", "``⏎a⏎``", "text a"),
    Row("another mark", "```⏎a⏎~~~⏎```", "code a⏎~~~⏎"),
    Row("the other way", "~~~⏎a⏎```⏎~~~", "code a⏎```⏎"),
    Row("a shorter fence", "````⏎a⏎```⏎``````", "code a⏎```⏎"),
    Row(
      "shorter tildes", "~~~~⏎a⏎~~~⏎~~~~",
      "code a⏎~~~⏎"),
    Row("never closed", "`````⏎⏎```⏎a", "code ⏎```⏎a⏎"),
    Row(
      "closed by its quote", "> ```⏎> a⏎⏎b",
      "code a⏎ | text b quotes 1"),
    Row("blank lines", "```⏎⏎  ⏎```", "code ⏎  ⏎"), Row("empty", "```⏎```", "code "),
    Row("indented by one", " ```⏎ a⏎b⏎```", "code a⏎b⏎"),
    Row(
      "by two", "  ```⏎a⏎  b⏎ c⏎  ```",
      "code a⏎b⏎c⏎"),
    Row("by three", "   ```⏎   a⏎    b⏎  c⏎   ```", "code a⏎ b⏎c⏎"),
    Row(
      "by four", "    ```⏎    a⏎    ```",
      "code ```⏎a⏎```⏎"),
    Row("the closer indented", "```⏎a⏎  ```", "code a⏎"),
    Row("the opener too", "   ```⏎a⏎  ```", "code a⏎"),
    Row("the closer too far in", "```⏎a⏎    ```", "code a⏎    ```⏎"),
    Row("blanks in the closer", "~~~~~~⏎a⏎~~~ ~~", "code a⏎~~~ ~~⏎"),
    Row("between paragraphs", "a⏎```⏎b⏎```⏎c", "text a | code b⏎ | text c"),
    Row("between headings", "a⏎---⏎~~~⏎b⏎~~~⏎# c", "h2 a | code b⏎ | h1 c"),
    Row("a language", "```swift⏎def⏎```", "code def⏎"),
    Row(
      "more words", "~~~~    swift a=b %@#⏎def⏎~~~~~~~",
      "code def⏎"),
    Row("backticks in its words", "``` aa ```⏎b", "text aa b"),
    Row(
      "with tildes", "~~~ aa ``` ~~~⏎b⏎~~~",
      "code b⏎"),
    Row("a closer has no words", "```⏎``` aaa⏎```", "code ``` aaa⏎"),
    Row("a block ends none", "```⏎# a⏎- b⏎> c⏎```", "code # a⏎- b⏎> c⏎"),
  ])
  func fenceHoldsCodeUpToItsEnd(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("an element", "<table>⏎  <tr>⏎    <td>a</td>⏎  </tr>⏎</table>⏎⏎b", "text a | text b"),
    Row("no Markdown inside", " <div>⏎  *a*⏎      <p>c", "text *a* c"),
    Row("a closing tag begins one", "</div>⏎*a*", "text *a*"),
    Row("a blank line ends one", "<div>⏎*a*⏎⏎*b*⏎⏎</div>", "text *a* | text b"),
    Row("attributes over lines", "<div id=\"a\"⏎  class=\"b\">⏎*c*⏎</div>", "text *c*"),
    Row("a tag that never ends", "<div⏎*a*", "text <div *a*"),
    Row(
      "capitals", "<DIV CLASS=\"a\">⏎*b*⏎</DIV>",
      "text *b*"),
    Row("one tag on its line", "<del>⏎*a*⏎</del>", "text *a*"),
    Row(
      "with blank lines", "<del>⏎⏎*a*⏎⏎</del>",
      "text a"),
    Row("with text on its line", "<del>*a*</del>", "text a"),
    Row(
      "a tag of a made-up name", "<i class=\"x\">⏎*a*⏎</i>",
      "text *a*"),
    Row("a script has blank lines", "<script>⏎⏎*a*⏎</script>⏎*b*", "text b"),
    Row("a style never closed", "<style>⏎a⏎⏎*b*", ""),
    Row(
      "text area", "<textarea>⏎⏎*a*⏎⏎</textarea>⏎*b*",
      "text *a* | text b"),
    Row("preformatted", "<pre>⏎⏎*a*⏎</pre>⏎*b*", "text *a* | text b"),
    Row("its end has to be there", "<pre>⏎*a*⏎⏎*b*</PRE>c⏎*d*", "text *a* *b* c | text d"),
    Row("a comment", "<!-- a⏎⏎*b* -->⏎*c*", "text c"),
    Row(
      "text behind a comment", "<!-- a -->*b*⏎*c*",
      "text *b* | text c"),
    Row("an instruction", "<?php⏎⏎  a > '<a>';⏎⏎?>⏎*b*", "text b"),
    Row("a declaration", "<!DOCTYPE html>⏎*a*", "text a"),
    Row("a declaration over lines", "<!DOCTYPE⏎⏎html>⏎*a*", "text a"),
    Row("character data", "<![CDATA[⏎*a*⏎⏎*b*⏎]]>⏎*c*", "text c"),
    Row("indented", "  <!-- a -->⏎⏎    <!-- b -->", "code <!-- b -->⏎"),
    Row("it ends a paragraph", "a⏎<div>⏎*b*⏎</div>", "text a | text *b*"),
    Row("one tag ends none", "a⏎<a href=\"b\">⏎*c*", "text a c"),
    Row(
      "closed on its line", "<div>*a*</div>⏎*b*",
      "text *a* *b*"),
    Row("in a quote", "> <div>⏎> *a*⏎⏎*b*", "text *a* | text b quotes 1"),
    Row(
      "in an item", "- <div>⏎- *a*",
      "text a items 2"),
  ])
  func htmlBlockEndsWhereItsKindEnds(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("two", "a⏎⏎b", "text a | text b"), Row("lines", "a⏎b⏎⏎c⏎d", "text a b | text c d"),
    Row("many blank lines", "a⏎⏎⏎b", "text a | text b"),
    Row("blanks at starts", "  a⏎ b", "text a b"),
    Row("later lines as far in as they like", "a⏎             b⏎                c", "text a b c"),
    Row("three blanks", "   a⏎b", "text a b"),
    Row("blank lines around", "  ⏎⏎a⏎  ⏎⏎# b⏎⏎  ", "text a | h1 b"),
  ])
  func paragraphEndsAtABlankLine(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("a heading and text", "> # a⏎> b⏎> c", "h1 a | text b c quotes 1"),
    Row("no blank", "># a⏎>b⏎> c", "h1 a | text b c quotes 1"),
    Row(
      "indented", "   > # a⏎   > b⏎ > c",
      "h1 a | text b c quotes 1"),
    Row("indented by four", "    > # a⏎    > b", "code > # a⏎> b⏎"),
    Row(
      "a lazy line", "> # a⏎> b⏎c",
      "h1 a | text b c quotes 1"),
    Row("lazy and not", "> a⏎b⏎> c", "text a b c quotes 1"),
    Row("no lazy rule", "> a⏎---", "text a quotes 1"),
    Row("no lazy item", "> - a⏎- b", "text a | text b items 2 quotes 1"),
    Row("no lazy code", ">     a⏎    b", "code a⏎ | code b⏎ quotes 1"),
    Row("no lazy fence", "> ```⏎a⏎```", "code  | text a | code  quotes 1"),
    Row("a lazy line looks like an item", "> a⏎    - b", "text a - b quotes 1"),
    Row("empty", ">", "quotes 1"),
    Row("of blank lines", ">⏎>  ⏎> ", "quotes 1"),
    Row("blank lines around", ">⏎> a⏎>  ", "text a quotes 1"),
    Row("two", "> a⏎⏎> b", "text a | text b quotes 2"),
    Row(
      "one with a blank line", "> a⏎>⏎> b",
      "text a | text b quotes 1"),
    Row("below text", "a⏎> b", "text a | text b quotes 1"),
    Row(
      "a rule between", "> a⏎***⏎> b",
      "text a | text b quotes 2"),
    Row("a blank line ends laziness", "> a⏎⏎b", "text a | text b quotes 1"),
    Row(
      "its own too", "> a⏎>⏎b",
      "text a | text b quotes 1"),
    Row("a lazy line three deep", "> > > a⏎b", "text a b quotes 3"),
    Row(
      "less deep", ">>> a⏎> b⏎>>c",
      "text a b c quotes 3"),
    Row("code needs five", ">     a⏎⏎>    b", "code a⏎ | text b quotes 2"),
  ])
  func quoteHoldsBlocksAndLazyLines(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }
}
