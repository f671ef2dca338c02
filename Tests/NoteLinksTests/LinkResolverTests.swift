import NoteLinks
import NoteModel
import Testing

@Suite struct LinkResolverTests {
  @Test(arguments: vectors + consequences)
  func linkLeadsToTheFileOfItsRow(_ row: ResolutionRow) {
    row.check(row.resolve())
    row.check(row.resolve(files: row.files.reversed()))
  }

  @Test func unsupportedFileIsNamedButNotResolved() {
    let vault = TestVault(files: ["a/tool.exe", "a/tool.exe.md", "b/Pic.PNG"])
    let hidden = vault.resolver(showsUnsupportedFiles: false)
    let shown = vault.resolver(showsUnsupportedFiles: true)
    let source = VaultPath("x.md")
    #expect(
      hidden.resolve("tool.exe", form: .wiki, from: source)
        == Resolution(outcome: .unsupportedTarget, path: VaultPath("a/tool.exe")))
    #expect(shown.resolve("tool.exe", form: .wiki, from: source).outcome == .resolved)
    #expect(hidden.resolve("pic.png", form: .wiki, from: source).outcome == .resolved)
  }

  @Test func namesThatDifferInUnicodeFormAreTwoFiles() {
    let paths: Set = [VaultPath("Cafe\u{301}.md"), VaultPath("Caf\u{E9}.md")]
    #expect(paths.count == 2)
    let resolver = TestVault(files: ["d/Cafe\u{301}.md", "Caf\u{E9}.md"]).resolver()
    let found = resolver.resolve("d/Caf\u{E9}", form: .wiki, from: VaultPath("x.md"))
    #expect(found == Resolution(outcome: .resolved, path: VaultPath("d/Cafe\u{301}.md")))
  }

  @Test func eachNameIsAskedForOnce() {
    var asked: [String] = []
    let resolver = LinkResolver(
      filesNamed: {
        asked.append($0.text)
        return []
      }, notesWithAlias: { _ in [] }, showsUnsupportedFiles: false)
    for _ in 0..<3 {
      _ = resolver.resolve("Node.js", form: .wiki, from: VaultPath("a/x.md"))
      _ = resolver.resolve("other/node.JS", form: .markdown, from: VaultPath("b/x.md"))
    }
    #expect(asked == ["node.js", "node.js.md"])
  }

  /// A vault of folder notes is the worst case: one name, as many files and links as folders.
  @Test func oneNameInManyFoldersIsResolvedByFolder() {
    let count = 3000
    let files = (0..<count).map { "area \($0 % 50)/topic \($0)/index.md" }
    let resolver = TestVault(files: files).resolver()
    for (number, file) in files.enumerated() {
      let source = VaultPath(file)
      let bare = resolver.resolve("index", form: .wiki, from: source)
      #expect(bare.path == source && bare.others.isEmpty)
      let partial = resolver.resolve("topic \(number)/index", form: .wiki, from: VaultPath("x.md"))
      #expect(partial.path == source)
    }
  }
}

private let vectors: [ResolutionRow] = [
  ResolutionRow(
    id: "R1", files: ["guides/git.md"], source: "x.md", link: "git", expected: "guides/git.md"),
  ResolutionRow(
    id: "R2", files: ["a/Figure 1.png"], source: "x.md", link: "Figure 1", expected: nil),
  ResolutionRow(
    id: "R3", files: ["a/Figure 1.png"], source: "x.md", link: "Figure 1.png",
    expected: "a/Figure 1.png"),
  ResolutionRow(
    id: "R4", files: ["Note.1.md"], source: "x.md", link: "Note.1", expected: "Note.1.md"),
  ResolutionRow(id: "R5", files: ["v1.2.md"], source: "x.md", link: "v1.2", expected: "v1.2.md"),
  ResolutionRow(
    id: "R6", files: ["Node.js", "Node.js.md"], source: "x.md", link: "Node.js",
    expected: "Node.js", others: []),
  ResolutionRow(
    id: "R7", files: ["Node.js.md"], source: "x.md", link: "Node.js", expected: "Node.js.md"),
  ResolutionRow(id: "R8", files: ["LICENSE"], source: "x.md", link: "LICENSE", expected: nil),
  ResolutionRow(
    id: "R9", files: ["Projects/Three Laws.md"], source: "x.md", link: "projects/THREE laws",
    expected: "Projects/Three Laws.md"),
  ResolutionRow(
    id: "R10", files: ["Projects/T.md", "Other/Projects/T.md"], source: "x.md",
    link: "Projects/T", expected: "Projects/T.md"),
  ResolutionRow(
    id: "R11", files: ["Other/Projects/T.md"], source: "x.md", link: "Projects/T",
    expected: "Other/Projects/T.md"),
  ResolutionRow(
    id: "R12", files: ["foo/bar.md"], source: "x.md", link: "/foo/bar", expected: "foo/bar.md"),
  ResolutionRow(
    id: "R13", files: ["x/foo/bar.md"], source: "x.md", link: "/foo/bar", expected: nil),
  ResolutionRow(
    id: "R14", files: ["a/sib.md", "b/sib.md"], source: "a/x.md", link: "./sib",
    expected: "a/sib.md", others: []),
  ResolutionRow(
    id: "R15", files: ["top.md", "b/top.md"], source: "a/x.md", link: "../top",
    expected: "top.md"),
  ResolutionRow(
    id: "R16", files: ["deep/a/sib.md"], source: "a/x.md", link: "./sib", expected: nil),
  ResolutionRow(
    id: "R17", files: ["a/b/note.md", "c/b/note.md"], source: "a/x.md", link: "b/note",
    expected: "a/b/note.md", others: []),
  ResolutionRow(
    id: "R18", files: ["knowledge/glossary/index.md"], source: "x.md", link: "ary/index",
    expected: nil),
  ResolutionRow(
    id: "R19", files: ["projects/note.md", "zzz/note.md"], source: "proj/x.md", link: "note",
    expected: "zzz/note.md", others: ["projects/note.md"]),
  ResolutionRow(
    id: "R20", files: ["a/note.md", "b/note.md"], source: "src/x.md", link: "note",
    expected: "a/note.md", others: ["b/note.md"]),
  ResolutionRow(
    id: "R21", files: ["b/note.md", "a/note.md"], source: "src/x.md", link: "note",
    expected: "a/note.md", others: ["b/note.md"]),
  ResolutionRow(
    id: "R22", files: ["items.md", "archive/items.md"], source: "archive/x.md", link: "items",
    expected: "items.md", others: []),
  ResolutionRow(
    id: "R23", files: ["archive/items.md", "other/items.md"], source: "archive/x.md",
    link: "items", expected: "archive/items.md", others: []),
  ResolutionRow(
    id: "R24", files: ["archive/deep/items.md", "o/items.md"], source: "archive/x.md",
    link: "items", expected: "archive/deep/items.md"),
  ResolutionRow(
    id: "R25", files: ["longer/items.md", "o/items.md"], source: "archive/x.md", link: "items",
    expected: "o/items.md"),
  ResolutionRow(
    id: "R26", files: ["a/b/c/n.md", "a/n.md"], source: "x.md", link: "n", expected: "a/n.md"),
  ResolutionRow(
    id: "R27", files: ["Note.md"], source: "x.md", link: "note.md", expected: "Note.md"),
  ResolutionRow(id: "R28", files: ["Note.md"], source: "x.md", link: "note#H", expected: "Note.md"),
  ResolutionRow(id: "R29", files: ["x.md"], source: "x.md", link: "#H", expected: "x.md"),
  ResolutionRow(
    id: "R30", files: ["one/a.png", "two/a.png"], source: "one/n.md", link: "a.png",
    expected: "one/a.png"),
  ResolutionRow(
    id: "R31", files: ["one/a.png", "two/a.png"], source: "two/n.md", link: "a.png",
    expected: "two/a.png"),
  ResolutionRow(id: "R32", files: ["a/note.md"], source: "x.md", link: "b/note", expected: nil),
  ResolutionRow(
    id: "R33", files: ["Dir/Target.md"], source: "x.md", link: "Nick", expected: "Dir/Target.md",
    aliases: [("Dir/Target.md", "Nick")], outcome: .viaAlias),
  ResolutionRow(
    id: "R34", files: ["note.md", "Note.md"], source: "x.md", link: "NOTE", expected: "Note.md",
    others: ["note.md"]),
  ResolutionRow(
    id: "R35", files: ["Nick.md", "Dir/Target.md"], source: "x.md", link: "Nick",
    expected: "Nick.md", aliases: [("Dir/Target.md", "Nick")]),
  ResolutionRow(
    id: "R36", files: ["Dir/Target.md"], source: "x.md", link: "nick#H",
    expected: "Dir/Target.md", aliases: [("Dir/Target.md", "Nick")], outcome: .viaAlias),
  ResolutionRow(
    id: "R37", files: ["a/T.md", "b/U.md"], source: "b/x.md", link: "Nick", expected: "b/U.md",
    aliases: [("a/T.md", "Nick"), ("b/U.md", "Nick")], outcome: .viaAlias, others: []),
  ResolutionRow(
    id: "R38", files: ["Dir/Target.md"], source: "x.md", link: "Nick", expected: nil,
    form: .markdown, aliases: [("Dir/Target.md", "Nick")]),
  ResolutionRow(
    id: "R39", files: ["Cafe\u{301}.md"], source: "x.md", link: "Caf\u{E9}",
    expected: "Cafe\u{301}.md"),
  ResolutionRow(id: "R40", files: ["b/sib.md"], source: "a/x.md", link: "./sib", expected: nil),
  ResolutionRow(
    id: "R41", files: ["left/common/a.png", "right/common/a.png"], source: "left/common/n.md",
    link: "a.png", expected: "left/common/a.png"),
  ResolutionRow(
    id: "R42", files: ["one/a.png", "two/a.png"], source: "x.md", link: "one/a.png",
    expected: "one/a.png"),
]

private let consequences: [ResolutionRow] = [
  ResolutionRow(
    id: "X1", files: ["N.md"], source: "x.md", link: " N\t", expected: "N.md",
    why: "blanks around a target do not count"),
  ResolutionRow(
    id: "X2", files: ["x.md"], source: "d/x.md", link: "  #H", expected: "d/x.md",
    why: "a blank target is the note itself"),
  ResolutionRow(
    id: "X3", files: ["o/Node.js", "dir/Node.js.md"], source: "x.md", link: "dir/Node.js",
    expected: nil, why: "a literal name anywhere rules the completion out"),
  ResolutionRow(
    id: "X4", files: ["top.md"], source: "a/x.md", link: "../../../top", expected: "top.md",
    why: "`..` above the root stays in the root"),
  ResolutionRow(
    id: "X5", files: ["a/c/n.md", "c/n.md"], source: "a/b/x.md", link: "../c/./n",
    expected: "a/c/n.md", why: "dots inside a relative path are worked off"),
  ResolutionRow(
    id: "X6", files: ["a/n.md"], source: "x.md", link: "b/../a/n", expected: nil,
    why: "dots inside any other path are names"),
  ResolutionRow(
    id: "X7", files: ["Dir/T.md"], source: "Dir/x.md", link: "./Nick", expected: nil,
    aliases: [("Dir/T.md", "./Nick"), ("Dir/T.md", "Nick")],
    why: "a relative path reaches no alias"),
  ResolutionRow(
    id: "X8", files: ["T.md"], source: "x.md", link: "/Nick", expected: nil,
    aliases: [("T.md", "/Nick"), ("T.md", "Nick")], why: "a rooted path reaches no alias"),
  ResolutionRow(
    id: "X9", files: ["T.md"], source: "x.md", link: "TCP/IP", expected: "T.md",
    aliases: [("T.md", "tcp/ip")], outcome: .viaAlias,
    why: "an alias is compared with the whole path"),
  ResolutionRow(
    id: "X10", files: ["T.md"], source: "x.md", link: "Nick.md", expected: nil,
    aliases: [("T.md", "Nick")], why: "no `.md` is taken off for an alias"),
  ResolutionRow(
    id: "X11", files: ["b/longer.md", "c/s.md", "c/t.md"], source: "x.md", link: "Nick",
    expected: "c/s.md",
    aliases: [("b/longer.md", "Nick"), ("c/t.md", "Nick"), ("c/s.md", "Nick")],
    outcome: .viaAlias, others: ["c/t.md", "b/longer.md"], why: "aliases rank as files do"),
  ResolutionRow(
    id: "X12", files: ["\u{1F600}\u{1F600}/n.md", "abc/n.md"], source: "x.md", link: "n",
    expected: "abc/n.md", why: "length counts UTF-16 units, of which an emoji has two"),
  ResolutionRow(
    id: "X13", files: ["e\u{301}/n.md", "ab/n.md"], source: "x.md", link: "n",
    expected: "e\u{301}/n.md", why: "length is that of the NFC form"),
  ResolutionRow(
    id: "X14", files: ["a/\u{301}n.md", "b/\u{301}n.md"], source: "b/x.md", link: "\u{301}n",
    expected: "b/\u{301}n.md", why: "a combining mark after a slash is part of the name"),
  ResolutionRow(
    id: "X15", files: ["ΟΔΥΣΣΕΥΣ.md"], source: "x.md", link: "οδυσσευς", expected: "ΟΔΥΣΣΕΥΣ.md",
    why: "the final sigma equals the other one"),
  ResolutionRow(
    id: "X16", files: ["a/b.md"], source: "x.md", link: "a/", expected: nil,
    why: "a folder is no target"),
  ResolutionRow(
    id: "X17", files: ["p/q/n.md", "z/p/q/n.md", "z/y/q/n.md"], source: "z/x.md", link: "q/n",
    expected: "z/p/q/n.md", others: ["z/y/q/n.md"],
    why: "the own folder counts among those that end with the path"),
  ResolutionRow(
    id: "X18", files: ["Cafe\u{301}.md", "Caf\u{E9}.md"], source: "x.md", link: "Café",
    expected: "Cafe\u{301}.md", why: "names that differ in Unicode form only go by their bytes"),
]
