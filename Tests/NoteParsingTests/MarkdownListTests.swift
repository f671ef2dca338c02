import NoteModel
import Testing

/// CommonMark's rules for list items and lists, each by an example.
@Suite struct MarkdownListTests {
  @Test(arguments: [
    Row(
      "blocks of an item", "1.  a⏎    b⏎⏎        c⏎⏎    > d",
      "text a b | code c⏎ | text d items 1 quotes 1"),
    Row("not far enough in", "- a⏎⏎ b", "text a | text b items 1"),
    Row(
      "a second paragraph", "- a⏎⏎  b",
      "text a | text b items 1"),
    Row("one column too few", " -    a⏎⏎     b", "text a | code  b⏎ items 1"),
    Row("as far in as the text", " -    a⏎⏎      b", "text a | text b items 1"),
    Row(
      "columns are those of the quote", "   > > 1.  a⏎>>⏎>>     b",
      "text a | text b items 1 quotes 2"),
    Row("not far enough in a quote", ">>- a⏎>>⏎  >  > b", "text a | text b items 1 quotes 2"),
    Row("no blank behind the mark", "-a⏎⏎2.a", "text -a | text 2.a"),
    Row(
      "two blank lines", "- a⏎⏎⏎  b",
      "text a | text b items 1"),
    Row(
      "a fence in one", "1.  a⏎⏎    ```⏎    b⏎    ```⏎⏎    c⏎⏎    > d",
      "text a | code b⏎ | text c | text d items 1 quotes 1"),
    Row("blank lines in code", "- a⏎⏎      b⏎⏎⏎      c", "text a | code b⏎⏎⏎c⏎ items 1"),
    Row("nine digits", "123456789. a", "text a items 1"),
    Row("ten digits", "1234567890. a", "text 1234567890. a"),
    Row("zero", "0. a⏎⏎003. b", "text a | text b items 2"), Row("negative", "-1. a", "text -1. a"),
    Row("code first", "-     a⏎⏎  b⏎⏎      c", "code a⏎ | text b | code c⏎ items 1"),
    Row("code behind a number", "1.     a⏎⏎   b⏎⏎       c", "code a⏎ | text b | code c⏎ items 1"),
    Row("code that begins with a blank", "1.      a", "code  a⏎ items 1"),
    Row("four blanks are no code", "-    a⏎⏎  b", "text a | text b items 1"),
    Row(
      "it begins with a line break", "-⏎  a⏎-⏎  ```⏎  b⏎  ```⏎-⏎      c",
      "text a | code b⏎ | code c⏎ items 3"),
    Row("blanks before it", "-   ⏎  a", "text a items 1"),
    Row("with one blank line at most", "-⏎⏎  a", "text a items 1"),
    Row("empty between others", "- a⏎-⏎- b", "text a | text b items 3"),
    Row(
      "empty with blanks", "- a⏎-   ⏎- b",
      "text a | text b items 3"),
    Row("empty alone", "*", "items 1"),
    Row("empty ends no paragraph", "a⏎*⏎⏎b⏎1.", "text a * | text b 1."),
    Row("indented by three", "   1.  a⏎       b⏎⏎           c", "text a b | code c⏎ items 1"),
    Row("indented by four", "    1.  a", "code 1.  a⏎"),
    Row("a lazy line", "  1.  a⏎b⏎    c", "text a b c items 1"),
    Row("lazy in a quote", "> 1. > a⏎b", "text a b items 1 quotes 2"),
    Row("lazy behind '>'", "> 1. > a⏎> b", "text a b items 1 quotes 2"),
    Row("sublists", "- a⏎  - b⏎    - c⏎      - d", "text a | text b | text c | text d items 4"),
    Row(
      "a blank each makes none", "- a⏎ - b⏎  - c⏎   - d",
      "text a | text b | text c | text d items 4"),
    Row("below a wide number", "10) a⏎    - b", "text a | text b items 2"),
    Row("a list in an item's line", "- - a", "text a items 2"),
    Row("three in one", "1. - 2. a", "text a items 3"),
    Row("headings", "- # a⏎- b⏎  ---⏎  c", "h1 a | h2 b | text c items 2"),
  ])
  func itemsNestByTheirColumns(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("another bullet", "- a⏎- b⏎+ c", "list list"),
    Row(
      "another mark behind a number", "1. a⏎2. b⏎3) c",
      "list list"),
    Row("numbers need no order", "1. a⏎5. b⏎3. c", "list"),
    Row(
      "it ends a paragraph", "a⏎- b⏎- c",
      "paragraph list"),
    Row("not with a number but 1", "a⏎14. b", "paragraph"),
    Row("with a 1", "a⏎1. b", "paragraph list"),
    Row("blank lines between items", "- a⏎⏎- b⏎⏎⏎- c", "list"),
    Row(
      "a comment parts lists", "- a⏎⏎<!-- -->⏎⏎- b",
      "list html list"),
    Row("a heading parts lists", "- a⏎# b⏎- c", "list heading list"),
    Row(
      "code behind a list", "- a⏎⏎<!-- -->⏎⏎    b",
      "list html code"),
    Row("a rule of stars", "* a⏎***⏎* b", "list thematicBreak list"),
    Row("a number too far in", "1. a⏎⏎  2. b⏎⏎    3. c", "list code"),
    Row("text behind", "- a⏎⏎b", "list paragraph"),
    Row("text behind an empty item", "-⏎⏎  a", "list paragraph"),
  ])
  func listEndsAtAnotherMarker(_ row: Row) {
    #expect(row.note.blocks.map(\.kind.name).joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    Row(
      "too far in for an item", "- a⏎ - b⏎  - c⏎   - d⏎    - e",
      "text a | text b | text c | text d - e items 4"),
    Row("a fence keeps a list", "- a⏎- ```⏎  b⏎⏎⏎  ```⏎- c", "text a | code b⏎⏎⏎ | text c items 3"),
    Row("a quote in an item", "* a⏎  > b⏎  >⏎* c", "text a | text b | text c items 2 quotes 1"),
    Row(
      "a quote, then code", "- a⏎  > b⏎  ```⏎  c⏎  ```⏎- d",
      "text a | text b | code c⏎ | text d items 2 quotes 1"),
    Row("code first", "1. ```⏎   a⏎   ```⏎⏎   b", "code a⏎ | text b items 1"),
    Row("text below a sublist", "* a⏎  * b⏎⏎  c", "text a | text b | text c items 2"),
    Row(
      "lists of lists", "- a⏎  - b⏎  - c⏎⏎- d⏎  - e⏎  - f",
      "text a | text b | text c | text d | text e | text f items 6"),
  ])
  func itemHoldsBlocks(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }
}
