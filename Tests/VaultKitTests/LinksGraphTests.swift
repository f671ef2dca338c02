import Foundation
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Links, tags and properties of a vault as a whole.
@Suite struct LinksGraphTests {
  private static let canvas = ##"""
    {"nodes": [
      {"id":"1","type":"file","file":"a/n.md","subpath":"#H"},
      {"id":"2","type":"text","text":"see [[n]] and\n[[none]] `[[n]]`"},
      {"id":"3","type":"text","text":"```\n[[n]]\n```"},
      {"id":"4","type":"file","file":"gone.md"},
      {"id":"5","type":"link","url":"https://example.org"}
    ], "edges": []}
    """##

  private func references(_ vault: TestVault) throws -> [String] {
    var lines: [String] = []
    try vault.open().forEachReference { link in
      let found = link.isFragmentFound.map { $0 ? "+" : "-" } ?? ""
      lines.append(
        "\(link.source):\(link.line):\(link.column) \(link.form.rawValue)\(link.isEmbed ? "!" : "") "
          + "\(link.target)|\(link.fragment ?? "")\(found) \(link.outcome.rawValue) \(link.path ?? "-")"
          + (link.property.map { " in \($0)" } ?? ""))
    }
    return lines
  }

  @Test func everyReferenceIsListed() throws {
    let vault = try TestVault([
      "a/n.md": "---\np: \"[[x#Y|z]]\"\naliases: Nick\n---\n# H\n[[#H]] ![i](../i.png)\n",
      "x.md": "[[Nick]] [t](n.md#Nope) [[i.xyz]]\n", "i.png": "", "i.xyz": "",
    ])
    #expect(
      try references(vault) == [
        "a/n.md:2:4 wiki x|#Y- resolved x.md in p", "a/n.md:6:1 wiki |#H+ resolved a/n.md",
        "a/n.md:6:8 markdown! ../i.png| resolved i.png", "x.md:1:1 wiki Nick| via-alias a/n.md",
        "x.md:1:10 markdown n.md|#Nope- resolved a/n.md",
        "x.md:1:25 wiki i.xyz| unsupported-target i.xyz",
      ])
  }

  @Test func canvasesReferToFilesAndByTheirCards() throws {
    let vault = try TestVault(["a/n.md": "# H", "b.canvas": Self.canvas])
    #expect(
      try references(vault) == [
        "b.canvas:2:35 canvas! a/n.md|#H+ resolved a/n.md", "b.canvas:3:39 wiki n| resolved a/n.md",
        "b.canvas:3:50 wiki none| unresolved -", "b.canvas:5:35 canvas! gone.md| unresolved -",
      ])
    let open = try vault.open()
    #expect(try open.backlinks(to: "n").links.map(\.line) == [2, 3])
    #expect(try open.unresolved().map(\.target) == ["gone", "none"])
    #expect(try open.orphans() == [])
    #expect(try open.check().map(\.kind) == ["link-unresolved", "link-unresolved"])
  }

  @Test(arguments: [
    "", " ", "{", "[]", "{}", "null", #"{"nodes":null}"#, #"{"nodes":[1,"x",null,[],{}]}"#,
    #"{"nodes":[{"type":"text","text":"[[x]]"}"#, #"{"nodes":[{"type":"file"}]}"#,
    #"{"nodes":[{"type":"text","text":"\ud83d [[x]] \q"}]}"#,
    String(repeating: "[", count: 100_000), #"{"a":"\"#, #"{"nodes":[{"type":"text","text":5}]}"#,
  ])
  func anyBytesMakeACanvas(_ text: String) throws {
    let vault = try TestVault(["b.canvas": text, "x.md": ""])
    let sources = try references(vault)
    #expect(sources.allSatisfy { $0.contains("resolved x.md") })
  }

  @Test func unresolvedNamesAreCountedByTarget() throws {
    let vault = try TestVault([
      "a.md": "[[N]] [[n]] [[N.md]] [[N#H|x]] [t](pa#th/x.md) [[|]] [[|#x]] [[|alias]]",
      "b.md": "[[N]]",
    ])
    let found = try vault.open().unresolved()
    #expect(
      found.map { "\($0.target) \($0.references.count)" } == [
        "N 4", "| 2", "n 1", "pa 1", "|alias 1",
      ])
    #expect(found[0].references.map(\.source) == ["a.md", "a.md", "a.md", "b.md"])
  }

  @Test func orphansAndDeadEndsLookPastTheNoteItself() throws {
    let vault = try TestVault([
      "self.md": "# H\n[[#H]] [[self]]", "to.md": "[[from]]", "from.md": "[[nowhere]]",
      "alone.md": "[t](https://example.org)",
      "board.canvas":
        #"{"nodes":[{"type":"file","file":"alone.md"}]}"#,
    ])
    let open = try vault.open()
    #expect(try open.orphans() == ["self.md", "to.md"])
    #expect(try open.deadEnds() == ["alone.md", "from.md", "self.md"])
    #expect(try open.orphans(isIsolated: true) == ["self.md"])
    #expect(try open.backlinks(to: "self").links.isEmpty)
    #expect(try open.backlinks(to: "self", includesOwn: true).links.map(\.column) == [1, 8])
  }

  @Test func tagsCountNotesAndTheirParents() throws {
    let vault = try TestVault([
      "a.md": "---\ntags: [Work/x]\n---\n#work/X #work/x/deep #home",
      "b.md": "#work", "c.md": "#work/y #HOME", "ex/d.md": "#work #only",
      ".obsidian/app.json": #"{"userIgnoreFilters":["EX/", "/(unclosed/"]}"#,
    ])
    let open = try vault.open()
    let tags = try open.tags().map { "\($0.name) \($0.own) \($0.total)" }
    #expect(tags == ["home 2 2", "Work 1 3", "Work/x 1 1", "work/x/deep 1 1", "work/y 1 1"])
    #expect(try open.notes(tagged: "#WORK/x").map(\.path) == ["a.md"])
    #expect(
      try open.notes(tagged: "work").map { "\($0.path):\($0.line) \($0.tag)" } == [
        "a.md:2 Work/x", "b.md:1 work", "c.md:1 work/y",
      ])
    #expect(try open.notes(tagged: "wor").isEmpty)
  }

  @Test func regularExpressionsExcludeAnywhere() {
    let excluded = ExcludedFiles(["/daily-.*\\.MD/", "docs/", "/[/"])
    #expect(excluded.contains(VaultPath("a/Daily-1.md")))
    #expect(excluded.contains(VaultPath("Docs/x.md")))
    #expect(!excluded.contains(VaultPath("a/docs/x.md")))
    #expect(!excluded.contains(VaultPath("[.md")))
  }

  @Test func propertiesAreCountedOnceANote() throws {
    let vault = try TestVault([
      "a.md": "---\nDue: 2026-01-01\n---\ndue:: later", "b.md": "---\ndue: [1, \"x\"]\n---\n",
    ])
    let open = try vault.open()
    #expect(try open.properties().map { "\($0.name) \($0.notes)" } == ["Due 2"])
    #expect(
      try open.properties(named: "DUE").map { "\($0.path) \($0.name) \($0.value)" } == [
        "a.md Due \"2026-01-01\"", "a.md due \"later\"", "b.md due [1,\"x\"]",
      ])
  }

  @Test func relatedNotesShareLinksTagsAndRareWords() throws {
    let vault = try TestVault([
      "a.md": "[[hub]] #topic\nzirconium lattice of things", "hub.md": "", "b.md": "[[hub]]",
      "c.md": "#Topic", "d.md": "the zirconium lattice of other things", "e.md": "nothing else",
      "f.md": "[[a]]",
    ])
    let (note, related) = try vault.open().related(to: "a")
    #expect(note == "a.md")
    #expect(Set(related.map(\.path)) == ["hub.md", "b.md", "c.md", "d.md", "f.md"])
    let byPath = Dictionary(uniqueKeysWithValues: related.map { ($0.path, $0) })
    #expect(byPath["hub.md"]?.isLinked == true)
    #expect(byPath["b.md"]?.neighbours == 1)
    #expect(byPath["c.md"]?.tags == ["topic"])
    #expect(byPath["d.md"]?.words.sorted() == ["lattice", "things", "zirconium"])
    #expect(byPath["f.md"]?.isLinked == true)
    #expect(related.map(\.score) == related.map(\.score).sorted(by: >))
    #expect(try vault.open().related(to: "a", limit: 2).related.count == 2)
  }

  @Test func checkNamesWhatIsAmbiguousOrUnused() throws {
    let vault = try TestVault([
      "a/n.md": "", "b/n.md": "", "x.md": "[[n]] [[a/n]] [[Y]] ![[p.png]]\n\none ^i\n\ntwo ^I",
      "y.md": "", "p.png": "", "q.png": "", "c.canvas": "", "d.base": "",
    ])
    let open = try vault.open()
    #expect(
      try open.check().map { "\($0.path):\($0.line):\($0.column) \($0.kind)" } == [
        "x.md:1:1 link-ambiguous", "x.md:5:5 block-id-duplicate",
      ])
    #expect(
      try open.check(includesStyle: true).map { "\($0.path) \($0.kind)" } == [
        "q.png attachment-unused", "x.md link-ambiguous", "x.md link-case",
        "x.md block-id-duplicate",
      ])
    #expect(
      try open.check(kinds: ["link-case"]).map(\.message) == [
        "'[[Y]]' spells 'y' in another letter case"
      ])
  }

  @Test(arguments: [
    (0, 0, "[[n]]"), (10, 10, "xxxxxxxxxx[[n]]xxxxxxxxxx"),
    (5000, 0, "…" + String(repeating: "x", count: 995) + "[[n]]"),
    (0, 5000, "[[n]]" + String(repeating: "x", count: 995) + "…"),
    (
      5000, 5000,
      "…" + String(repeating: "x", count: 300) + "[[n]]" + String(repeating: "x", count: 695) + "…"
    ),
  ])
  func longLinesAreShownAroundTheirLink(_ before: Int, _ after: Int, _ text: String) throws {
    let line =
      String(repeating: "x", count: before) + "[[n]]" + String(repeating: "x", count: after)
    let vault = try TestVault(["n.md": "", "a.md": "first\n\(line)\r\nlast"])
    #expect(try vault.open().backlinks(to: "n").links.map(\.text) == [text])
  }
}
