import Testing

@testable import VaultKit

/// How often each note links to which file, and to which names of no file, as Obsidian's tables have it.
@Suite struct LinksTableTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var expected: String

    init(_ name: String, _ text: String, _ expected: String) {
      testDescription = name
      self.text = text
      self.expected = expected
    }
  }

  private static let files = [
    "B.md": "# H\n", "C.md": "", "dir/Deep note.md": "---\naliases: Nick\n---\n", "i.png": "",
    "tool.exe": "", "one/Twin.md": "", "two/Twin.md": "", "map.canvas": "{}",
  ]

  @Test(arguments: [
    Row("every occurrence counts", "[[B]] [[B]] [[b#H|x]]\n\n- [[B.md]]", "B.md 4"),
    Row("Markdown links", "[x](B.md) [y](B) [z](./B.md#H) [w](<B.md> \"t\")", "B.md 4"),
    Row("a definition's uses", "[x][r] [r]\n\n[r]: B.md", "B.md 2"),
    Row("embeds", "![[i.png|100]] ![a](i.png) ![[B#H]]", "B.md 1, i.png 2"),
    Row("links to itself", "[[#H]] [x](#H) [[A]] ![[#^b]]", "A.md 4"),
    Row(
      "properties", "---\na: \"[[B]]\"\nb: [\"[[#H]]\", \"[t](C.md)\"]\n---\n[[B]]",
      "A.md 1, B.md 2, C.md 1"),
    Row(
      "everywhere in a note",
      "# [[B]]\n> [[B]]\n\n| [[B\\|x]] |\n|--|\n\n%% [[B]] %%\n\n[^1]: [[B]]", "B.md 5"),
    Row(
      "not in code, math or HTML",
      "`[[B]]` $[[B]]$ <!-- [[B]] -->\n\n    [[B]]\n\n<div>[[B]]</div>", ""),
    Row("outside of the vault", "[x](https://e.org) <https://e.org> [y](mailto:a@b)", ""),
    Row("blanks as %20", "[x](dir/Deep%20note.md) [[Deep note]]", "dir/Deep note.md 2"),
    Row("%20 in a wikilink is its name", "[[Deep%20note]]", "(Deep%20note) 1"),
    Row(
      "the shortest path, then the first", "[[Twin]] [[two/Twin]]", "one/Twin.md 1, two/Twin.md 1"),
    Row("a canvas", "[[map.canvas]] [[map]]", "map.canvas 1, (map) 1"),
    Row("a missing heading or block", "[[B#No]] [[B#^no]]", "B.md 2"),
    Row(
      "names of no file", "[[None]] [[none#x]] [[None.md]] [x](pa#th/x.md)",
      "(None) 2, (none) 1, (pa) 1"),
    Row("nothing before the bar", "[[|]] [[|#x]] [[|y]] [[]]", "(|) 2, (|y) 1"),
    Row("an alias leads there, but counts as unresolved", "[[Nick]] [x](Nick)", "(Nick) 2"),
    Row("a type that is hidden", "[[tool.exe]]", "(tool.exe) 1"),
    Row(
      "relative and rooted", "[[./B]] [[/dir/Deep note]] [[../B]] [[/Twin]]",
      "B.md 2, dir/Deep note.md 1, (/Twin) 1"),
  ])
  func everyLinkCounts(_ row: Row) throws {
    var files = Self.files
    files["A.md"] = row.text
    let vault = try TestVault(files)
    var resolved: [String: Int] = [:]
    var unresolved: [String: Int] = [:]
    try vault.open().forEachReference { link in
      guard link.source == "A.md" else { return }
      if link.outcome == .resolved, let path = link.path {
        resolved[path, default: 0] += 1
      } else {
        unresolved["(\(Vault.unresolvedKey(link.target)))", default: 0] += 1
      }
    }
    let found = [resolved, unresolved].flatMap { table in
      table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    }
    #expect(found.joined(separator: ", ") == row.expected)
  }
}
