import TestSupport
import Testing

@testable import VaultKit

/// What a new id makes of a block and of the links that name it.
@Suite struct LinksRenameBlockTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var note: String
    var other = ""
    var newNote: String
    var newOther = ""

    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "a paragraph", note: "one\ntwo ^id\n\n[[#^id]]\n", other: "[[n#^id]] ![[n#^ID|x]]",
      newNote: "one\ntwo ^new\n\n[[#^new]]\n", newOther: "[[n#^new]] ![[n#^new|x]]"),
    Row(
      id: "a list item with children", note: "- one ^id\n  - two ^id2\n", other: "[t](n.md#^id)",
      newNote: "- one ^new\n  - two ^id2\n", newOther: "[t](n.md#^new)"),
    Row(
      id: "an id behind its block", note: "> one ^id two\n> three\n\n^id\n", other: "[[n#^id]]",
      newNote: "> one ^id two\n> three\n\n^new\n", newOther: "[[n#^new]]"),
    Row(
      id: "a table", note: "| a ^id |\n|--|\n\n^id\n", newNote: "| a ^id |\n|--|\n\n^new\n"),
    Row(
      id: "a heading's id", note: "# A ^id\n", other: "[[n#A]] [[n#^id]]", newNote: "# A ^new\n",
      newOther: "[[n#A]] [[n#^new]]"),
    Row(
      id: "the first of two, which links lead to", note: "a ^id\n\nb ^id\n", other: "[[n#^id]]",
      newNote: "a ^new\n\nb ^id\n", newOther: "[[n#^new]]"),
    Row(
      id: "code and headings of that text stay",
      note: "a ^id\n\n`[[#^id]]`\n\n# id\n", other: "[[n#id]] [[n#A#^id]] [[o#^id]]",
      newNote: "a ^new\n\n`[[#^id]]`\n\n# id\n", newOther: "[[n#id]] [[n#A#^id]] [[o#^id]]"),
    Row(
      id: "properties, definitions and tables", note: "a ^id\n",
      other: "---\np: '[[n#^id]]'\n---\n[t][d]\n\n[d]: n.md#^id\n\n| [[n#^id\\|x]] |\n|--|\n",
      newNote: "a ^new\n",
      newOther: "---\np: '[[n#^new]]'\n---\n[t][d]\n\n[d]: n.md#^new\n\n| [[n#^new\\|x]] |\n|--|\n"),
    Row(
      id: "Windows' line ends", note: "a ^id\r\n\r\nb\r\n", newNote: "a ^new\r\n\r\nb\r\n"),
  ]

  @Test(arguments: rows)
  func linksFollowTheBlock(_ row: Row) throws {
    let vault = try TestVault(["n.md": row.note, "o.md": row.other])
    let plan = try #require(try vault.open().rename("n#^id", to: "new").plan)
    #expect(String(decoding: try vault.folder.read("n.md"), as: UTF8.self) == row.newNote)
    let other = row.newOther.isEmpty ? row.other : row.newOther
    #expect(String(decoding: try vault.folder.read("o.md"), as: UTF8.self) == other)
    #expect(plan.warnings.isEmpty)
    #expect(plan.block?.old == "^id" && plan.block?.new == "^new")
    _ = try vault.open().undoRename()
    #expect(try vault.content() == ["n.md": row.note, "o.md": row.other])
  }

  @Test func canvasesFollow() throws {
    let vault = try TestVault([
      "n.md": "a ^id\n",
      "c.canvas": ##"{"nodes":[{"type":"file","file":"n.md","subpath":"#^id"},"##
        + ##"{"type":"text","text":"[[n#^id]]"}]}"##,
    ])
    _ = try vault.open().rename("n#^id", to: "^x-1")
    #expect(
      try vault.content()["c.canvas"]
        == ##"{"nodes":[{"type":"file","file":"n.md","subpath":"#^x-1"},"##
        + ##"{"type":"text","text":"[[n#^x-1]]"}]}"##)
  }

  @Test func interruptedRenameIsFinishedOrUndone() throws {
    let files = ["n.md": "a ^id\n", "o.md": "[[n#^id]]", "p.md": "[[n#^id]]"]
    let renamed = ["n.md": "a ^new\n", "o.md": "[[n#^new]]", "p.md": "[[n#^new]]"]
    for steps in 0... {
      let vault = try TestVault(files)
      do {
        _ = try vault.open().rename(
          "n#^id", to: "new", isDryRun: false, writer: CarefulWriter(stopAfter: steps))
        #expect(steps > 10)
        return
      } catch is Stopped {}
      if steps.isMultiple(of: 2) {
        _ = try? vault.open().rename("n#^id", to: "new")
        #expect(try vault.content() == renamed, "after \(steps) steps")
      } else {
        _ = try? vault.open().undoRename()
        #expect(try vault.content() == files, "after \(steps) steps")
      }
    }
  }

  @Test(arguments: [
    ("n#^nope", "x", VaultError.Kind.noSuchFragment(of: "n.md")),
    ("n#^id", "", .emptyName), ("n#^id", "a b", .badName), ("n#^id", "a_b", .badName),
    ("n#^id", "é", .badName), ("n#^id", "id", .badName),
    ("n#^id", "OTHER", .fragmentTaken(of: "n.md", line: 3)),
    ("n#[^1]", "2", .notAHeading), ("p.png#^id", "x", .notANote),
    // The note was not meant: a variable of a shell was empty, or half of the name was left out.
    ("n#", "x", .emptyFragment(of: "n.md")), ("n# #", "x", .emptyFragment(of: "n.md")),
    ("n.md#", "x", .emptyFragment(of: "n.md")),
  ])
  func idThatCannotBeIsRefused(_ block: String, _ id: String, _ kind: VaultError.Kind) throws {
    let text = "a ^id\n\nb ^other\n\nc[^1]\n\n[^1]: d\n"
    let vault = try TestVault(["n.md": text, "p.png": ""])
    let error = #expect(throws: VaultError.self) { try vault.open().rename(block, to: id) }
    #expect(error?.kind == kind)
    #expect(try vault.folder.read("n.md") == Array(text.utf8))
  }
}
