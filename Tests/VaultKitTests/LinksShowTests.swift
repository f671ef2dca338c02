import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What stands in the place of an embed.
@Suite struct LinksShowTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var files: [String: String]
    var shown = "a"
    var text: String
    var outcomes: [ShownEmbed.Outcome]

    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "a note without its front matter",
      files: [
        "a.md": "---\nx: 1\n---\n\n# A\n![[b]]\nend\n", "b.md": "---\ny: 2\n---\n\none\ntwo\n\n",
      ],
      text: "# A\none\ntwo\nend", outcomes: [.shown]),
    Row(
      id: "a section with everything below it",
      files: ["a.md": "![[b#H]]", "b.md": "# G\nx\n# H\ny\n## I\nz\n# J\nno\n"],
      text: "# H\ny\n## I\nz", outcomes: [.shown]),
    Row(
      id: "a block", files: ["a.md": "![[b#^x]]", "b.md": "one\n\ntwo ^x\n\nthree"], text: "two ^x",
      outcomes: [.shown]),
    Row(
      id: "a list item brings its children, moved to the left",
      files: ["a.md": "![[b#^x]]", "b.md": "- one\n  - two ^x\n    - three\n  - four\n"],
      text: "- two ^x\n  - three", outcomes: [.shown]),
    Row(
      id: "what is embedded in a list hangs below its marker",
      files: ["a.md": "- ![[b]] end\n- next", "b.md": "one\ntwo"],
      text: "- one\n  two\n  end\n- next".replacingOccurrences(of: "  end", with: "   end"),
      outcomes: [.shown]),
    Row(
      id: "what is embedded in a quote is quoted", files: ["a.md": "> ![[b]]", "b.md": "one\ntwo"],
      text: "> one\n> two", outcomes: [.shown]),
    Row(
      id: "one line stays in its line", files: ["a.md": "see ![[b]] here", "b.md": "this\n"],
      text: "see this here", outcomes: [.shown]),
    Row(
      id: "several lines in a sentence get lines of their own",
      files: ["a.md": "see ![[b]]", "b.md": "one\ntwo\n"], text: "see \none\ntwo",
      outcomes: [.shown]),
    Row(
      id: "a picture is its path", files: ["a.md": "![[p.png|100]] ![x](i/p.png)", "i/p.png": ""],
      text: "i/p.png i/p.png", outcomes: [.file, .file]),
    Row(
      id: "what a query finds",
      files: ["a.md": "x\n```query\ndog -b\n```\ny", "c.md": "1\na `dog`\n"],
      text: "x\n**Search** `dog -b`: 1 file\n- [[c]]\n  - 2: `` a `dog` ``\ny", outcomes: []),
    Row(
      id: "a query in a quoted list, and one in an embedded note",
      files: [
        "a.md": "> - ```query\n>   dog\n>   ```\n> - ![[b]]", "b.md": "```query\nno cat\n```",
      ],
      text: "> - **Search** `dog`: nothing\n> - **Search** `no cat`: nothing", outcomes: [.shown]),
    Row(
      id: "a query that is none", files: ["a.md": "```query\n/(/\n```"],
      text: "**Search** `/(/`: cannot be answered: query:1:1: '/(/' cannot be used: "
        + "a '(' is never closed, at byte 1 of the pattern", outcomes: []),
    Row(
      id: "no such note", files: ["a.md": "![[b]]"], text: "![[b]] [names no file]",
      outcomes: [.missing]),
    Row(
      id: "no such heading", files: ["a.md": "![[b#H]]", "b.md": ""],
      text: "![[b#H]] ['b.md' has no heading or block of that name]", outcomes: [.fragmentMissing]),
    Row(
      id: "a note in itself", files: ["a.md": "x ![[a]]"], text: "x ![[a]] [cycle: a.md → a.md]",
      outcomes: [.cycle]),
    Row(
      id: "two notes in each other", files: ["a.md": "x\n![[b]]", "b.md": "y\n![[a]]"],
      text: "x\ny\n![[a]] [cycle: a.md → b.md → a.md]", outcomes: [.shown, .cycle]),
    Row(
      id: "a section that does not hold the embed is no cycle",
      files: ["a.md": "# A\n![[#B]]\n# B\ntext\n"], text: "# A\n# B\ntext\n# B\ntext",
      outcomes: [.shown]),
    Row(
      id: "five deep and no deeper",
      files: [
        "a.md": "0 ![[b]]", "b.md": "1 ![[c]]", "c.md": "2 ![[d]]", "d.md": "3 ![[e]]",
        "e.md": "4 ![[f]]", "f.md": "5 ![[g]]", "g.md": "6",
      ], text: "0 1 2 3 4 5 ![[g]] [deeper than 5 embeds]",
      outcomes: [.shown, .shown, .shown, .shown, .shown, .tooDeep]),
    Row(
      id: "nothing outside of the vault",
      files: ["a.md": "![[../../etc/passwd]] ![x](/etc/passwd)"],
      text: "![[../../etc/passwd]] [names no file] ![x](/etc/passwd) [names no file]",
      outcomes: [.missing, .missing]),
    Row(
      id: "Windows' line ends", files: ["a.md": "![[b]]\r\nx\r\n", "b.md": "one\r\ntwo\r\n"],
      text: "one\ntwo\nx", outcomes: [.shown]),
    Row(
      id: "a heading is shown by itself",
      files: ["a.md": "# A\nx\n## B\n![[b]]\n# C\n", "b.md": "y"],
      shown: "a#B", text: "## B\ny", outcomes: [.shown]),
    Row(
      id: "embeds in code stay", files: ["a.md": "`![[b]]`", "b.md": "y"], text: "`![[b]]`",
      outcomes: []),
  ]

  @Test(arguments: rows)
  func embedsStandInTheirPlace(_ row: Row) throws {
    let vault = try TestVault(row.files)
    let shown = try vault.open().show(row.shown)
    #expect(shown.text == row.text)
    #expect(shown.embeds.map(\.outcome) == row.outcomes)
    #expect(!shown.isCut)
  }

  @Test func symbolicLinkOutOfTheVaultIsNotRead() throws {
    let outside = try TemporaryFolder()
    try outside.write("secret.md", "secret")
    let vault = try TestVault(["a.md": "![[s]] ![[late]]", "late.md": "fine"])
    let place = vault.folder.path
    try FileManager.default.createSymbolicLink(
      atPath: place + "/s.md", withDestinationPath: outside.path + "/secret.md")
    #expect(try vault.open().show("a").text == "![[s]] [names no file] fine")
    // A note that becomes such a link after the index was made.
    let open = try vault.open()
    try open.refresh()
    try vault.folder.remove("late.md")
    try FileManager.default.createSymbolicLink(
      atPath: place + "/late.md", withDestinationPath: outside.path + "/secret.md")
    #expect(try !open.show("a").text.contains("secret"))
  }

  @Test func fiftyfoldDiamondsEnd() throws {
    var files = ["n5.md": "leaf\n"]
    for depth in 0..<5 {
      files["n\(depth).md"] = String(repeating: "![[n\(depth + 1)]]\n", count: 50)
    }
    let vault = try TestVault(files)
    let shown = try vault.open().show("n0")
    #expect(shown.isCut)
    #expect(shown.embeds.count { $0.outcome == .shown } == Expander.mostEmbeds)
    #expect(shown.text.utf8.count < 2 * Expander.mostBytes)
  }

  @Test func longTargetIsCutAtTheEndOfALine() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    let long = String(repeating: line, count: 50_000)
    let vault = try TestVault(["a.md": "![[b]]\n![[b]]\nend", "b.md": long])
    let shown = try vault.open().show("a")
    #expect(shown.isCut)
    #expect(shown.text.utf8.count <= Expander.mostBytes + 200)
    #expect(
      shown.text.contains("x\n[the rest is not shown: embeds end at 4 MiB]\n![[b]] [not shown"))
    #expect(shown.text.hasSuffix("\nend"))
    // By itself it is shown whole.
    #expect(try vault.open().show("b").text.utf8.count == long.utf8.count - 1)
  }

  @Test func rawLinesAreThoseOfTheFile() throws {
    let text = "---\nx: 1\n---\n\n# A\r\n![[b]]\n# B\n"
    let vault = try TestVault(["a.md": text])
    #expect(try vault.open().show("a", isRaw: true).text == text)
    let section = try vault.open().show("[[a#A]]", isRaw: true)
    #expect(section.text == "# A\r\n![[b]]\n")
    #expect((section.line, section.endLine) == (5, 6))
  }

  @Test(arguments: [
    ("b", VaultError.Kind.noSuchNote(nearest: [])), ("a#X", .noSuchFragment(of: "a.md")),
    ("p.png", .notANote), ("#X", .noSource),
  ])
  func whatIsNotThereIsAnError(_ typed: String, _ kind: VaultError.Kind) throws {
    let vault = try TestVault(["a.md": "# A", "p.png": ""])
    let error = #expect(throws: VaultError.self) { try vault.open().show(typed) }
    #expect(error?.kind == kind)
  }
}

/// Vaults made to cost much: what is shown has an end, and so has the work for it.
@Suite struct LinksHostileShowTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var files: [String: String]
    var isCut = false
    var outcomes: [ShownEmbed.Outcome: Int]

    var testDescription: String { id }
  }

  /// Each would take minutes if every embed looked through the whole note again.
  static let rows = [
    Row(
      id: "fifty-fold cycles through two notes",
      files: [
        "a.md": String(repeating: "![[b]]\n", count: 50),
        "b.md": String(repeating: "![[a]]\n![[b]]\n", count: 50),
      ], outcomes: [.shown: 50, .cycle: 5000]),
    Row(
      id: "a target of 5 MB, many times",
      files: [
        "a.md": String(repeating: "![[b]]\n", count: 1000),
        "b.md": String(repeating: String(repeating: "x", count: 99) + "\n", count: 52_000),
      ], isCut: true, outcomes: [.shown: 1, .tooLong: 999]),
    Row(
      id: "a target of 5 MB in one line",
      files: [
        "a.md": String(repeating: "![[b]] ", count: 100),
        "b.md": String(repeating: "y", count: 5_000_000),
      ], isCut: true, outcomes: [.shown: 1, .tooLong: 99]),
    Row(
      id: "thousands of targets that are not there",
      files: ["a.md": String(repeating: "![[nothing]] ![[b#No]] ", count: 3000), "b.md": ""],
      outcomes: [.missing: 3000, .fragmentMissing: 3000]),
    Row(
      id: "thousands of blocks of one note",
      files: [
        "a.md": (0..<3000).map { "![[b#^i\($0)]]\n" }.joined(),
        "b.md": (0..<6000).map { "p ^i\($0)\n\n" }.joined(),
      ], outcomes: [.shown: 3000]),
    Row(
      id: "thousands of items of one list",
      files: [
        "a.md": (0..<3000).map { "![[b#^i\($0)]]\n" }.joined(),
        "b.md": (0..<6000).map { "- p ^i\($0)\n" }.joined(),
      ], outcomes: [.shown: 3000]),
    Row(
      id: "chains of headings that are all alike",
      files: [
        "a.md": (0..<3000).map { "![[b#A#\($0 % 2 == 0 ? "A" : "a!")\($0 % 9)]] ![[b#A#A]]\n" }
          .joined(),
        "b.md": String(repeating: "# A\n", count: 6000),
      ], outcomes: [.fragmentMissing: 6000]),
  ]

  @Test(arguments: rows)
  func costIsBounded(_ row: Row) throws {
    let vault = try TestVault(row.files)
    let shown = try vault.open().show("a")
    #expect(shown.isCut == row.isCut)
    let outcomes = Dictionary(grouping: shown.embeds, by: \.outcome).mapValues(\.count)
    #expect(outcomes == row.outcomes)
    let written = row.files["a.md"]?.utf8.count ?? 0
    #expect(shown.text.utf8.count < written * 4 + Expander.mostBytes + 200_000)
  }

  @Test func nothingOutsideOfTheVaultIsRead() throws {
    let outside = try TemporaryFolder()
    try outside.write("secret.md", "secret")
    try outside.write("deep/secret.md", "secret")
    let name = outside.path.split(separator: "/").last ?? ""
    let embeds = [
      "../../etc/passwd", "/etc/passwd", "../\(name)/secret", "../\(name)/secret.md",
      outside.path + "/secret.md", "file", "file.md", "folder/secret", "folder/deep/secret.md",
      "chain", "etc/passwd", "secret",
    ]
    let vault = try TestVault([
      "a.md": embeds.map { "![[\($0)]] ![x](<\($0)>) ![x](file://\($0))" }.joined(separator: "\n")
    ])
    let place = vault.folder.path
    for (link, target) in [
      ("file.md", outside.path + "/secret.md"), ("folder", outside.path), ("etc", "/etc"),
      ("chain.md", "file.md"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: place + "/" + link, withDestinationPath: target)
    }
    let shown = try vault.open().show("a")
    #expect(!shown.text.split(separator: "\n").contains { $0.contains("root:") })
    // Only the names that the embeds have, and their remarks, are left.
    #expect(shown.embeds.count == 2 * embeds.count)
    #expect(shown.embeds.allSatisfy { $0.outcome == .missing })
    for name in ["file", "chain", "folder/secret"] {
      #expect(throws: VaultError.self) { try vault.open().show(name) }
    }
  }

  @Test func manyQueriesAreAnsweredInPart() throws {
    let count = 4_000
    let block = "```query\npears\n```\n\n"
    let vault = try TestVault(["a.md": String(repeating: block, count: count), "b.md": "pears"])
    let shown = try vault.open().show("a")
    #expect((shown.queries.answered, shown.queries.left) == (50, count - 50))
    #expect(shown.text.split(separator: "\n").count { $0 == "- [[b]]" } == 50)
    #expect(shown.text.split(separator: "\n").count { $0 == "```query" } == count - 50)
    #expect(shown.isCut)
  }
}
