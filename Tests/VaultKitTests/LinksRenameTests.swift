import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What a rename makes of the links to a file. The rows N1 to N11 are those of the specification.
@Suite struct LinksRenameTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var files: [String: String]
    var from: String
    var to: String
    /// Files that differ afterwards, by their new path.
    var expected: [String: String]

    var testDescription: String { id }
  }

  static let specified = [
    Row(
      id: "N1 a bare name", files: ["Old.md": "", "x.md": "[[Old]]"], from: "Old", to: "New",
      expected: ["x.md": "[[New]]"]),
    Row(
      id: "N2 own words stay", files: ["Old.md": "", "x.md": "[[Old|my words]]"], from: "Old",
      to: "New", expected: ["x.md": "[[New|my words]]"]),
    Row(
      id: "N3 the old name as display text", files: ["Old.md": "", "x.md": "[[Old|Old]]"],
      from: "Old", to: "New", expected: ["x.md": "[[New|New]]"]),
    Row(
      id: "N4 fragments and embeds",
      files: ["Old.md": "# H\n\nb ^b", "x.md": "[[Old#H]] ![[Old#^b]]"],
      from: "Old", to: "New", expected: ["x.md": "[[New#H]] ![[New#^b]]"]),
    Row(
      id: "N5 a Markdown link is encoded where it has to be",
      files: ["Old.md": "", "x.md": "[t](Old.md \"tip\")"], from: "Old", to: "New name",
      expected: ["x.md": "[t](New%20name.md \"tip\")"]),
    Row(
      id: "N6 a name that is unique now stands alone",
      files: ["one/a.png": "", "two/a.png": "", "x.md": "![[one/a.png]]"], from: "one/a.png",
      to: "one/b.png", expected: ["x.md": "![[b.png]]"]),
    Row(
      id: "N7 links to the other file of the name, too",
      files: ["one/b.png": "", "two/a.png": "", "x.md": "![[b.png]] ![[a.png]]"],
      from: "one/b.png", to: "one/a.png", expected: ["x.md": "![[one/a.png]] ![[two/a.png]]"]),
    Row(
      id: "N8 a name that still leads there stays", files: ["N.md": "", "x.md": "[[N]]"], from: "N",
      to: "dir/N", expected: [:]),
    Row(
      id: "N9 a path that is no longer true", files: ["dir/N.md": "", "x.md": "[[dir/N]]"],
      from: "dir/N", to: "other/N", expected: ["x.md": "[[N]]"]),
    Row(
      id: "N10 code", files: ["Old.md": "", "x.md": "`[[Old]]`\n\n```\n[[Old]]\n```"], from: "Old",
      to: "New", expected: [:]),
    Row(
      id: "N11 a path where the name is in use",
      files: ["one/a.png": "", "two/a.png": "", "x.md": "![[one/a.png]]"], from: "one/a.png",
      to: "archive/deep/a.png", expected: ["x.md": "![[archive/deep/a.png]]"]),
  ]

  static let further = [
    Row(
      id: "a property link in double quotes",
      files: ["Old.md": "", "x.md": "---\na: \"[[Old|Old]]\"\n---\n"], from: "Old", to: "N\"w",
      expected: ["x.md": "---\na: \"[[N\\\"w|N\\\"w]]\"\n---\n"]),
    Row(
      id: "a property link in single quotes",
      files: ["Old.md": "", "x.md": "---\na:\n  - '[[Old#H]]'\n---\n"], from: "Old", to: "It's",
      expected: ["x.md": "---\na:\n  - '[[It''s#H]]'\n---\n"]),
    Row(
      id: "a Markdown link in a property",
      files: ["Old.md": "", "x.md": "---\na: \"[t](Old.md)\"\n---\n"], from: "Old", to: "New one",
      expected: ["x.md": "---\na: \"[t](New%20one.md)\"\n---\n"]),
    Row(
      id: "the bar in a table stays escaped",
      files: ["Old.md": "", "x.md": "| a | b |\n|--|--|\n| [[Old\\|Old]] | ![[Old\\|x]] |\n"],
      from: "Old", to: "New",
      expected: ["x.md": "| a | b |\n|--|--|\n| [[New\\|New]] | ![[New\\|x]] |\n"]),
    Row(
      id: "angle brackets stay", files: ["A b.md": "", "x.md": "[t](<A b.md#H> \"tip\")"],
      from: "A b", to: "C (d", expected: ["x.md": "[t](<C (d.md#H> \"tip\")"]),
    Row(
      id: "unbalanced brackets are encoded, balanced ones are not",
      files: ["Old.md": "", "a.md": "[t](Old.md)"], from: "Old", to: "x (y",
      expected: ["a.md": "[t](x%20%28y.md)"]),
    Row(
      id: "balanced brackets stay", files: ["Old.md": "", "a.md": "[t](Old.md)"], from: "Old",
      to: "x(y)", expected: ["a.md": "[t](x(y).md)"]),
    Row(
      id: "a percent sign that would be an escape", files: ["Old.md": "", "a.md": "[t](Old.md)"],
      from: "Old", to: "100%25 of", expected: ["a.md": "[t](100%2525%20of.md)"]),
    Row(
      id: "a percent sign that is none, beside a blank that has to be one",
      files: ["Old.md": "", "a.md": "[t](Old.md#50%) [u](<Old.md>)"], from: "Old", to: "100% of",
      expected: ["a.md": "[t](100%25%20of.md#50%) [u](<100% of.md>)"]),
    Row(
      id: "a percent sign alone", files: ["100%.md": "", "a.md": "[t](100%.md) [u](100%25)"],
      from: "100%", to: "5%", expected: ["a.md": "[t](5%.md) [u](5%)"]),
    Row(
      id: ".md stays where it stood, and away where not",
      files: ["Old.md": "", "x.md": "[[Old.md]] [t](Old) [[Old.md#H|y]]"], from: "Old", to: "New",
      expected: ["x.md": "[[New.md]] [t](New) [[New.md#H|y]]"]),
    Row(
      id: "a reference definition",
      files: ["Old.md": "", "x.md": "[t][o] and [o]\n\n[o]: <Old.md> \"tip\"\n"], from: "Old",
      to: "New one", expected: ["x.md": "[t][o] and [o]\n\n[o]: <New one.md> \"tip\"\n"]),
    Row(
      id: "links to itself by name and by fragment",
      files: ["Old.md": "# H\n[[#H]] [[Old#H]] [t](#H)\n"], from: "Old", to: "New",
      expected: ["New.md": "# H\n[[#H]] [[New#H]] [t](#H)\n"]),
    Row(
      id: "own relative links of a note that moves",
      files: ["a/n.md": "[[./b]] ![i](../i.png)", "a/b.md": "", "i.png": "", "c/b.md": ""],
      from: "a/n", to: "c/d/n", expected: ["c/d/n.md": "[[a/b]] ![i](i.png)"]),
    Row(
      id: "a link that the moved note resolved by its folder",
      files: ["a/n.md": "[[b]]", "a/b.md": "", "c/b.md": ""], from: "a/n", to: "c/n",
      expected: ["c/n.md": "[[a/b]]"]),
    Row(
      id: "an alias still leads there",
      files: ["Old.md": "---\naliases: Nick\n---\n", "x.md": "[[Nick]]"], from: "Old", to: "New",
      expected: [:]),
    Row(
      id: "a link to nothing stays, even if it leads somewhere now",
      files: ["Old.md": "", "x.md": "[[New]] [[Old]]"], from: "Old", to: "New",
      expected: ["x.md": "[[New]] [[New]]"]),
    Row(
      id: "a dotted name beside a file without .md",
      files: ["Old.md": "", "Node.js": "", "x.md": "[[Old]] ![[Node.js]]"], from: "Old",
      to: "Node.js.md", expected: ["x.md": "[[Node.js.md]] ![[Node.js]]"]),
    Row(
      id: "decomposed letters are the same letters",
      files: ["Cafe\u{301}.md": "", "x.md": "[[Caf\u{E9}|y]]"], from: "Cafe\u{301}", to: "Tea",
      expected: ["x.md": "[[Tea|y]]"]),
    Row(
      id: "blanks around the target go with it", files: ["Old.md": "", "x.md": "[[ Old ]]"],
      from: "Old", to: "New", expected: ["x.md": "[[New]]"]),
    Row(
      id: "an image inside a link's text",
      files: ["a.png": "", "Old.md": "", "x.md": "[![i](a.png)](Old.md)"], from: "Old", to: "New",
      expected: ["x.md": "[![i](a.png)](New.md)"]),
    Row(
      id: "a text on two lines of a quote",
      files: ["Old.md": "", "x.md": "> [te\n> xt](Old.md)\n"],
      from: "Old", to: "New", expected: ["x.md": "> [te\n> xt](New.md)\n"]),
    Row(
      id: "a callout's title and a footnote",
      files: ["Old.md": "", "x.md": "> [!tip] [[Old]]\n\na[^1]\n\n[^1]: [[Old|x]]\n"], from: "Old",
      to: "New", expected: ["x.md": "> [!tip] [[New]]\n\na[^1]\n\n[^1]: [[New|x]]\n"]),
    Row(
      id: "brackets in names that links can carry",
      files: ["[2024]/k.md": "", "a/k.md": "", "x.md": "[[/[2024]/k]] [t]([2024]/k.md)"],
      from: "./[2024]/k.md", to: "m [n",
      expected: ["x.md": "[[m [n]] [t](m%20[n.md)"]),
    Row(
      id: "a bracket at the end of a name",
      files: ["a [b].md": "", "x.md": "[[/a [b]|x]] [[a [b].md]]"],
      from: "a [b].md", to: "sub/",
      expected: ["x.md": "[[a [b].md|x]] [[a [b].md]]"]),
    Row(
      id: "a bracket at the beginning of a name",
      files: ["Old.md": "", "a/b.md": "", "x.md": "[[Old]] [[Old|y]] [t](Old.md)"],
      from: "Old", to: "[c] d", expected: ["x.md": "[[/[c] d]] [[/[c] d|y]] [t]([c]%20d.md)"]),
    Row(
      id: "a comment holds links, HTML does not",
      files: ["Old.md": "", "x.md": "%% [[Old]] %%\n\n<!-- [[Old]] -->\n"], from: "Old", to: "New",
      expected: ["x.md": "%% [[New]] %%\n\n<!-- [[Old]] -->\n"]),
  ]

  static let canvases = [
    Row(
      id: "files and cards of a canvas",
      files: [
        "a/Old.md": "# H\n",
        "b.canvas":
          ##"{"nodes":[{"type":"file","file":"a/Old.md","subpath":"#H"},"##
          + ##"{"id":"2","type":"text","text":"q\"\n[[Old|Old]] \u00e9 [t](a/Old.md)"}],"edges":[]}"##,
      ], from: "Old", to: "N\"ew",
      expected: [
        "b.canvas": ##"{"nodes":[{"type":"file","file":"a/N\"ew.md","subpath":"#H"},"##
          + ##"{"id":"2","type":"text","text":"q\"\n[[N\"ew|N\"ew]] \u00e9 [t](N\"ew.md)"}],"edges":[]}"##
      ]),
    Row(
      id: "the image behind a group of a canvas",
      files: [
        "img/sky.png": "",
        "b.canvas":
          ##"{"nodes":[{"type":"group","background":"img/sky.png","label":"sky"},{"type":"group"}]}"##,
      ], from: "sky.png", to: "night.png",
      expected: [
        "b.canvas":
          ##"{"nodes":[{"type":"group","background":"img/night.png","label":"sky"},{"type":"group"}]}"##
      ]),
    Row(
      id: "files that differ in what names do not see",
      files: [
        "d/x.md": "", "bg 1.png": "",
        "b.canvas":
          ##"{"nodes":[{"type":"file","file":"D/X.md"},{"type":"group","background":"BG\u00a01.PNG"}]}"##,
        "c.canvas": ##"{"nodes":[{"type":"file","file":"D\\x.md"}]}"##,
      ], from: "d/x.md", to: "z",
      expected: [
        "b.canvas":
          ##"{"nodes":[{"type":"file","file":"d/z.md"},{"type":"group","background":"BG\u00a01.PNG"}]}"##,
        "c.canvas": ##"{"nodes":[{"type":"file","file":"d/z.md"}]}"##,
      ]),
    Row(
      id: "a background that differs in a no-break blank",
      files: [
        "f\u{A0}x/bg\u{202F}1.png": "",
        "b.canvas": ##"{"nodes":[{"type":"group","background":"F x/bg 1.png"}]}"##,
      ], from: "bg 1.png", to: "z.png",
      expected: [
        "b.canvas": ##"{"nodes":[{"type":"group","background":"f\##u{A0}x/z.png"}]}"##
      ]),
    Row(
      id: "a file of another letter case is another file where there are both",
      files: [
        "Note.md": "", "note.md": "",
        "b.canvas":
          ##"{"nodes":[{"type":"file","file":"note.md"},{"type":"file","file":"NOTE.md"}]}"##,
      ], from: "./note.md", to: "x",
      expected: [
        "b.canvas": ##"{"nodes":[{"type":"file","file":"x.md"},{"type":"file","file":"NOTE.md"}]}"##
      ]),
    Row(
      id: "a canvas that moves takes its cards along",
      files: [
        "a/b.canvas": ##"{"nodes":[{"type":"text","text":"[[n]]"}]}"##, "a/n.md": "", "c/n.md": "",
      ], from: "a/b.canvas", to: "c/b.canvas",
      expected: ["c/b.canvas": ##"{"nodes":[{"type":"text","text":"[[a/n]]"}]}"##]),
  ]

  @Test(arguments: specified + further + canvases)
  func linksFollowTheFile(_ row: Row) throws {
    let vault = try TestVault(row.files)
    let outcome = try vault.open().rename(row.from, to: row.to)
    let plan = try #require(outcome.plan)
    var expected = row.files
    expected[plan.newPath] = expected.removeValue(forKey: plan.path)
    for (path, text) in row.expected { expected[path] = text }
    for (path, text) in expected {
      #expect(String(decoding: try vault.folder.read(path), as: UTF8.self) == text, "\(path)")
    }
    #expect(!FileManager.default.fileExists(atPath: vault.folder.path + "/" + plan.path))
    #expect(plan.warnings.isEmpty)
    _ = try vault.open().undoRename()
    for (path, text) in row.files {
      #expect(try vault.folder.read(path) == Array(text.utf8), "undone: \(path)")
    }
  }

  @Test(arguments: [
    ("shortest", "[[New]] [t](New.md)"), ("relative", "[[../a/New]] [t](../a/New.md)"),
    ("absolute", "[[a/New]] [t](a/New.md)"),
  ])
  func newTextsFollowTheSettings(_ format: String, _ text: String) throws {
    let vault = try TestVault([
      ".obsidian/app.json": #"{"newLinkFormat":"\#(format)"}"#, "a/Old.md": "",
      "b/x.md": "[[Old]] [t](Old.md)",
    ])
    _ = try vault.open().rename("Old", to: "New")
    #expect(String(decoding: try vault.folder.read("b/x.md"), as: UTF8.self) == text)
  }

  @Test func bytesBesideTheLinksStayAsTheyAre() throws {
    let vault = try TestVault(["Old.md": ""])
    let start: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a\r\n".utf8) + [0xFF, 0xC3, 0x28]
    let end: [UInt8] = Array("\r\n\r\n\t \u{A0}".utf8) + [0x00, 0x0D]
    let place = URL(filePath: vault.folder.path + "/x.md")
    try Data(start + Array("[[Old]]".utf8) + end).write(to: place)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place.path)
    _ = try vault.open().rename("Old", to: "Newer")
    #expect(try vault.folder.read("x.md") == start + Array("[[Newer]]".utf8) + end)
    let facts = try FileManager.default.attributesOfItem(atPath: place.path)
    #expect(facts[.posixPermissions] as? Int == 0o640)
  }

  @Test func dryRunChangesNothing() throws {
    let vault = try TestVault(["Old.md": "", "x.md": "a\n[[Old]]"])
    let plan = try #require(try vault.open().rename("Old", to: "New", isDryRun: true).plan)
    #expect(
      plan.changes
        == [RenamePlan.Change(path: "x.md", line: 2, before: "[[Old]]", after: "[[New]]")])
    #expect(try vault.folder.read("x.md") == Array("a\n[[Old]]".utf8))
    #expect(throws: VaultError.self) { try vault.open().undoRename() }
  }

  @Test func whatElseHasTheNewNameIsToldBefore() throws {
    let vault = try TestVault([
      "Home.md": "", "p/Falcon.md": "", "p/img.png": "", "q/Base.md": "---\naliases: Home\n---\n",
      "x.md": "[[Falcon]]",
    ])
    var told: [String] = []
    let plan = try vault.open().rename("Falcon", to: "home") { step in
      guard case .planned(let plan) = step else { return }
      told = plan.notices
      #expect((try? vault.folder.read("p/Falcon.md")) != nil)
    }.plan
    #expect(
      told == [
        "'home' is the name of Home.md too; links tell them apart by their paths",
        "'home' is an alias of q/Base.md; a link of that name leads to the renamed file from now on",
      ])
    #expect(plan?.notices == told)
    #expect(try vault.folder.read("x.md") == Array("[[p/home]]".utf8))
    for new in ["Other", "p/HOME", "Hom"] {
      #expect(
        try vault.open().rename("p/home", to: new, isDryRun: true).plan?.notices.count
          == (new == "p/HOME" ? 1 : 0), "\(new)")
    }
  }

  @Test func notesInTwoPlacesByALinkChangeOnce() throws {
    let vault = try TestVault(["Old.md": "", "a/x.md": "[[Old]]"])
    try FileManager.default.createSymbolicLink(
      atPath: vault.folder.path + "/b", withDestinationPath: "a")
    _ = try vault.open().rename("Old", to: "New")
    #expect(try vault.folder.read("a/x.md") == Array("[[New]]".utf8))
    #expect(try vault.folder.read("b/x.md") == Array("[[New]]".utf8))
  }
}
