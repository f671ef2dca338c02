import NoteLinks
import NoteModel
import Testing

@Suite struct LinkTextTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var why: String
    var target: String
    var source = "a/x.md"
    var form = Link.Form.wiki
    var format = LinkFormat.shortest
    var expected: String

    var testDescription: String { why }
  }

  private static let files = [
    "guides/git.md", "one/a.png", "two/A.png", "a/b/n.md", "top.md", "o/Node.js", "o/Node.js.md",
    "o/v1.2.md", "x/Caf\u{E9}.md", "y/Cafe\u{301}.md",
  ]

  private static let rows = [
    Row(why: "a unique name stands alone", target: "guides/git.md", expected: "git"),
    Row(
      why: "a Markdown link keeps .md", target: "guides/git.md", form: .markdown,
      expected: "git.md"),
    Row(why: "a name in use takes the full path", target: "one/a.png", expected: "one/a.png"),
    Row(
      why: "names in use are compared by NFC", target: "x/Caf\u{E9}.md", expected: "x/Caf\u{E9}"),
    Row(
      why: "absolute is the path from the root", target: "a/b/n.md", format: .absolute,
      expected: "a/b/n"),
    Row(
      why: "relative starts without ./", target: "a/b/n.md", format: .relative, expected: "b/n"),
    Row(
      why: "relative climbs", target: "top.md", format: .relative, expected: "../top"),
    Row(
      why: "relative climbs to a common folder", target: "a/b/n.md", source: "a/c/d/x.md",
      form: .markdown, format: .relative, expected: "../../b/n.md"),
    Row(
      why: "relative in the root", target: "one/a.png", source: "x.md", format: .relative,
      expected: "one/a.png"),
    Row(why: "other extensions stay", target: "o/Node.js", expected: "Node.js"),
    Row(
      why: ".md stays where the rest names another file", target: "o/Node.js.md",
      expected: "Node.js.md"),
    Row(why: "a dotted name drops .md", target: "o/v1.2.md", expected: "v1.2"),
  ]

  @Test(arguments: rows)
  func linkTextFollowsTheFormat(_ row: Row) {
    let text = TestVault(files: Self.files).resolver().linkText(
      to: VaultPath(row.target), from: VaultPath(row.source), form: row.form, format: row.format)
    #expect(Array(text.utf8) == Array(row.expected.utf8))
  }
}
