import TestSupport
import Testing

@testable import VaultKit

/// Notes that list their old name among their aliases. Obsidian does not follow aliases, so a link that only
/// an alias would still lead to its note counts as one that leads elsewhere.
@Suite struct LinksRenameAliasTests {
  private typealias Row = LinksRenameTests.Row

  private static func note(_ aliases: String, _ text: String = "") -> String {
    "---\naliases: [\(aliases)]\n---\n\(text)"
  }

  private static let rows = [
    Row(
      id: "links, embeds and the old name as display text",
      files: [
        "old.md": note("old"), "b.md": "[[old]] ![[old]] [[old|old]] [[old#h|x]] [t](old.md)",
      ],
      from: "old", to: "new",
      expected: ["b.md": "[[new]] ![[new]] [[new|new]] [[new#h|x]] [t](new.md)"]),
    Row(
      id: "another letter case, of the alias and of the link",
      files: ["Old.md": note("OLD"), "b.md": "[[oLd]] ![[old]]"], from: "Old", to: "new",
      expected: ["b.md": "[[new]] ![[new]]"]),
    Row(
      id: "the alias in decomposed letters",
      files: ["caf\u{E9}.md": note("cafe\u{301}"), "b.md": "[[caf\u{E9}]]"], from: "caf\u{E9}",
      to: "tea", expected: ["b.md": "[[tea]]"]),
    Row(
      id: "properties",
      files: ["old.md": note("old"), "b.md": "---\np: \"[[old]]\"\nq: ['[[old|old]]']\n---\n"],
      from: "old", to: "new",
      expected: ["b.md": "---\np: \"[[new]]\"\nq: ['[[new|new]]']\n---\n"]),
    Row(
      id: "links of the note to itself",
      files: ["old.md": note("old", "[[old]] [[#h]] [[old#h]]\n# h\n")],
      from: "old", to: "new", expected: ["new.md": note("old", "[[new]] [[#h]] [[new#h]]\n# h\n")]),
    Row(
      id: "cards and files of a canvas",
      files: [
        "old.md": note("old"),
        "c.canvas":
          ##"{"nodes":[{"type":"file","file":"old.md"},{"type":"text","text":"[[old]]"}]}"##,
      ], from: "old", to: "new",
      expected: [
        "c.canvas":
          ##"{"nodes":[{"type":"file","file":"new.md"},{"type":"text","text":"[[new]]"}]}"##
      ]),
    Row(
      id: "a move, with the old path as alias",
      files: ["dir/old.md": note("dir/old"), "b.md": "[[dir/old]] [[old]]"], from: "dir/old",
      to: "other/", expected: ["b.md": "[[old]] [[old]]"]),
    Row(
      id: "an alias with the extension",
      files: ["old.md": note("old.md"), "b.md": "[[old.md]] [[old]]"], from: "old", to: "new",
      expected: ["b.md": "[[new.md]] [[new]]"]),
    Row(
      id: "the old name is an alias of another note",
      files: ["old.md": "", "x.md": note("old"), "b.md": "[[old]]"], from: "old", to: "new",
      expected: ["b.md": "[[new]]"]),
    Row(
      id: "a link that was one by alias stays one",
      files: ["old.md": note("old, Nick"), "b.md": "[[Nick]] [[nick#h]] [[old]]"], from: "old",
      to: "new", expected: ["b.md": "[[Nick]] [[nick#h]] [[new]]"]),
    Row(
      id: "a link by an alias that is the new name of another note",
      files: ["old.md": "", "x.md": note("new"), "b.md": "[[new]] [[old]]"], from: "old", to: "new",
      expected: ["b.md": "[[x]] [[new]]"]),
    Row(
      id: "of two notes with one alias the nearer one is meant, and it moves away",
      files: ["a/one.md": note("Nick"), "b/two.md": note("Nick"), "a/x.md": "[[Nick]]"],
      from: "a/one", to: "/c/d/one", expected: ["a/x.md": "[[one]]"]),
    Row(
      id: "of two notes with one alias the other one comes nearer",
      files: ["aa/one.md": note("Nick"), "bbbb/two.md": note("Nick"), "c/x.md": "[[Nick]]"],
      from: "bbbb/two", to: "/c/two", expected: ["c/x.md": "[[one]]"]),
  ]

  @Test(arguments: rows.indices)
  func linksFollowTheFile(_ index: Int) throws {
    try LinksRenameTests().linksFollowTheFile(Self.rows[index])
  }

  @Test func linksFollowTheFolder() throws {
    let vault = try TestVault([
      "dir/old.md": Self.note("dir/old, DIR/Old"), "b.md": "![[dir/old]] [[Dir/old|x]] [[old]]",
    ])
    _ = try vault.open().rename("dir/", to: "place")
    #expect(try vault.folder.read("b.md") == Array("![[old]] [[old|x]] [[old]]".utf8))
    _ = try vault.open().undoRename()
    #expect(try vault.folder.read("b.md") == Array("![[dir/old]] [[Dir/old|x]] [[old]]".utf8))
  }
}
