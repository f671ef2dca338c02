import TestSupport
import Testing

@testable import VaultKit

/// What a new heading makes of the links that name it.
@Suite struct LinksRenameHeadingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var note: String
    var other = ""
    var heading: String
    var to: String
    var newNote: String
    var newOther = ""

    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "links from elsewhere", note: "# A\n## Goals ##\n", other: "[[n#Goals]] ![[n#A#goals|x]]",
      heading: "#Goals", to: "Aims", newNote: "# A\n## Aims ##\n",
      newOther: "[[n#Aims]] ![[n#A#Aims|x]]"),
    Row(
      id: "links from the note itself", note: "# A\n[[#A]] [t](#A)\n", heading: "#A", to: "B c",
      newNote: "# B c\n[[#B c]] [t](#B%20c)\n"),
    Row(
      id: "the heading in the middle of a chain", note: "# A\n## B\n### C\n", other: "[[n#A#B#C]]",
      heading: "#B", to: "Bee", newNote: "# A\n## Bee\n### C\n", newOther: "[[n#A#Bee#C]]"),
    Row(
      id: "characters that would break the link", note: "# A\n", other: "[[n#A]]", heading: "#A",
      to: "Q: a|b #c [[d]]", newNote: "# Q: a|b #c [[d]]\n", newOther: "[[n#Q a b c d]]"),
    Row(
      id: "a name that an earlier heading has", note: "# X\n## B\n# Y\n## C\n", other: "[[n#C]]",
      heading: "#C", to: "B", newNote: "# X\n## B\n# Y\n## B\n", newOther: "[[n#Y#B]]"),
    Row(
      id: "a heading further down that had the name", note: "# X\n## A\n# Y\n## B\n",
      other: "[[n#B]] [[n#A]]", heading: "#A", to: "B", newNote: "# X\n## B\n# Y\n## B\n",
      newOther: "[[n#Y#B]] [[n#B]]"),
    Row(
      id: "a block id stays", note: "# A ^id\n", other: "[[n#A]] [[n#^id]]", heading: "#A", to: "B",
      newNote: "# B ^id\n", newOther: "[[n#B]] [[n#^id]]"),
    Row(
      id: "a block id behind a tab stays", note: "# A\t^id\n", other: "[[n#A]] [[n#^id]]",
      heading: "#A", to: "B", newNote: "# B\t^id\n", newOther: "[[n#B]] [[n#^id]]"),
    Row(
      id: "a block id alone stays", note: "# ^id\n", other: "[[n#!]] [[n#^id]]", heading: "#!",
      to: "B", newNote: "# B ^id\n", newOther: "[[n#B]] [[n#^id]]"),
    Row(
      id: "a heading underlined", note: "A\n===\n\nx\n", other: "[[n#A]]", heading: "#A", to: "B",
      newNote: "B\n===\n\nx\n", newOther: "[[n#B]]"),
    Row(
      id: "other notes' headings stay", note: "# A\n", other: "# A\n[[#A]]", heading: "#A", to: "B",
      newNote: "# B\n", newOther: "# A\n[[#A]]"),
    Row(
      id: "percent signs are read all together", note: "# A\n## Half: 50% b\n",
      other: "[t](n.md#A#Half%2050%25%20b) [u](n.md#A)", heading: "#A", to: "5% of",
      newNote: "# 5% of\n## Half: 50% b\n",
      newOther: "[t](n.md#5%25%20of#Half%2050%25%20b) [u](n.md#5%25%20of)"),
    Row(
      id: "brackets that would meet those of the link", note: "# A\n",
      other: "[[n#A]] [[n#A|x]] [t](n.md#A) ![[n#A]]", heading: "#A", to: "Notes [draft]",
      newNote: "# Notes [draft]\n",
      newOther:
        "[[n#Notes [draft]] [[n#Notes [draft|x]] [t](n.md#Notes%20[draft]) ![[n#Notes [draft]]"),
    Row(
      id: "a footnote's mark as a heading", note: "# A\n[[#A]]\n", heading: "#A", to: "[^1]",
      newNote: "# [^1]\n[[#[ 1]]\n"),
    Row(
      id: "a bracket behind a blank", note: "# A\n## B\n", other: "[[n#A]] [[n#A#B]]",
      heading: "#A",
      to: "x ]", newNote: "# x ]\n## B\n", newOther: "[[n#x]] [[n#x ]#B]]"),
    Row(
      id: "a bracket behind a colon", note: "# A\n", other: "[[n#A]]", heading: "#A", to: "a:b]",
      newNote: "# a:b]\n", newOther: "[[n#a b]]"),
    Row(
      id: "letter case alone", note: "# A\n", other: "[[n#A]]", heading: "#A", to: "a",
      newNote: "# a\n", newOther: "[[n#a]]"),
    Row(
      id: "a property link", note: "# A\n", other: "---\np: '[[n#A]]'\n---\n", heading: "#A",
      to: "It's", newNote: "# It's\n", newOther: "---\np: '[[n#It''s]]'\n---\n"),
  ]

  @Test(arguments: rows)
  func linksFollowTheHeading(_ row: Row) throws {
    let vault = try TestVault(["n.md": row.note, "o.md": row.other])
    let plan = try #require(try vault.open().rename("n" + row.heading, to: row.to).plan)
    #expect(String(decoding: try vault.folder.read("n.md"), as: UTF8.self) == row.newNote)
    #expect(String(decoding: try vault.folder.read("o.md"), as: UTF8.self) == row.newOther)
    #expect(plan.warnings.isEmpty)
    _ = try vault.open().undoRename()
    #expect(try vault.folder.read("n.md") == Array(row.note.utf8))
    #expect(try vault.folder.read("o.md") == Array(row.other.utf8))
  }

  @Test func canvasesFollow() throws {
    let vault = try TestVault([
      "n.md": "# A\n",
      "c.canvas":
        ##"{"nodes":[{"type":"file","file":"n.md","subpath":"#A"},{"type":"text","text":"[[n#A]]"}]}"##,
    ])
    _ = try vault.open().rename("n#A", to: "B")
    #expect(
      String(decoding: try vault.folder.read("c.canvas"), as: UTF8.self)
        == ##"{"nodes":[{"type":"file","file":"n.md","subpath":"#B"},{"type":"text","text":"[[n#B]]"}]}"##
    )
  }

  @Test(arguments: [
    ("# B\n# A\n", 1, "another heading in the same place"),
    ("# A\n\n# B\n", 3, "one further down, which no link could reach any more"),
    ("# X\n## b!\n## A\n", 2, "one that differs in what links do not see"),
    ("## B\n# A\n", 1, "one that stands higher up, though it is lower in rank"),
  ])
  func headingThatLinksCouldNotTellApartIsRefused(
    _ note: String, _ line: Int, _ reason: String
  ) throws {
    let vault = try TestVault(["n.md": note, "o.md": "[[n#A]]"])
    #expect(throws: VaultError(.fragmentTaken(of: "n.md", line: line), at: "#B"), "\(reason)") {
      try vault.open().rename("n#A", to: "B")
    }
    #expect(try vault.content() == ["n.md": note, "o.md": "[[n#A]]"])
  }

  @Test(arguments: [
    ("n#Nope", "B", VaultError.Kind.noSuchFragment(of: "n.md")),
    ("n#[^1]", "B", .notAHeading), ("n#A", "A", .badName), ("n#A", "", .emptyName),
    ("n#A", " \t", .emptyName), ("n#A", "\u{A0}\u{3000}", .emptyName),
    ("n#A", "\u{200B}", .emptyName), ("n#A", "!!!", .badName), ("n#A", "^x", .badName),
    ("n#A", "B ^x", .badName), ("n#A", "% ^", .badName), ("n#A", "###", .badName),
    ("n#A", "x\ny", .badName), ("n#A", "B ##", .badName),
  ])
  func headingThatCannotBeIsRefused(
    _ heading: String, _ text: String, _ kind: VaultError.Kind
  ) throws {
    let vault = try TestVault(["n.md": "# A\n"])
    let error = #expect(throws: VaultError.self) { try vault.open().rename(heading, to: text) }
    #expect(error?.kind == kind)
    #expect(try vault.folder.read("n.md") == Array("# A\n".utf8))
  }
}
