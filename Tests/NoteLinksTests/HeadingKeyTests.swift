import NoteLinks
import Testing

/// Which fragments name which headings.
@Suite struct HeadingKeyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var heading: String
    var piece: String
    var matches: Bool

    init(_ name: String, _ heading: String, _ piece: String, _ matches: Bool) {
      testDescription = name
      self.heading = heading
      self.piece = piece
      self.matches = matches
    }
  }

  @Test(arguments: [
    Row("H1", "A link in [[x_y]]", "A link in x_y", true),
    Row("H2", "Q&A: why?", "Q A why", true), Row("H2 as written", "Q&A: why?", "q&a why", true),
    Row("H3", "C++", "C", true), Row("H4", "foo-bar", "foo bar", false),
    Row("H5", "foo_bar", "foo bar", false), Row("H6", "*Bold* head", "Bold head", true),
    Row("H7", "日本語\u{3000}見出し", "日本語\u{3000}見出し", true),
    Row("H7 another blank", "日本語\u{3000}見出し", "日本語 見出し", true),
    Row("H9", "Na\u{EF}ve", "Nai\u{308}ve", true), Row("H10", "`hasTag()`", "hasTag", true),
    Row("H11", "How large is it?", "How large is it", true),
    Row("H12", "Option 2: Use it", "Option 2 Use it", true),
    Row("H13", "Site options", "Site Options", true),
    Row("braces, bars and tildes", "{a} b|c ~d~", "a b c d", true),
    Row("all other marks", "a!\"#$%&()*+,./:;<=>?@[\\]^`b", "a b", true),
    Row("an apostrophe is kept", "don't", "dont", false),
    Row("a block id is left out", "T ^x", "T", true),
    Row("a caret is a blank", "a^b", "a b", true),
    Row("an underscore ends no id", "T ^x_y", "T", false),
    Row("a block id behind a tab", "T\t^x", "T", true), Row("no blank, no id", "T^x", "T x", true),
    Row("only an id", "^x", "", true), Row("other punctuation is kept", "a – b", "a b", false),
    Row("final sigma", "ΛΟΓΟΣ", "λογος", true), Row("runs of blanks", "a  \t b", "a b", true),
  ])
  func fragmentsName(_ row: Row) {
    #expect((HeadingKey(heading: row.heading) == HeadingKey(row.piece)) == row.matches)
  }

  @Test func nothingButMarksIsEmpty() {
    #expect(HeadingKey("?!").isEmpty)
    #expect(!HeadingKey("a").isEmpty)
  }
}
