import TestSupport
import Testing

@testable import VaultKit

/// What `vq resolve` says of a link as it was typed.
@Suite struct LinksResolveTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var link: String
    var from: String?
    var outcome = ResolvedLink.Outcome.resolved
    var path: String?
    var fragment: String?
    var isFound: Bool?
    var lines: [Int] = []
    var others: [String] = []
    var alias: String?
    var nearest: [String] = []

    var testDescription: String { id }
  }

  private static let files = [
    "a/Falcon.md":
      "---\naliases: Kestrel\n---\n# One\ntext\n\n## Two ^t\nmore ^b\n\n# Three\nend\n",
    "b/twin.md": "", "c/twin.md": "", "p.png": "", "board.canvas": "{}", "tool.exe": "",
    "C# notes.md": "",
  ]

  static let rows = [
    Row(id: "a name", link: "falcon", path: "a/Falcon.md"),
    Row(
      id: "a heading has everything below it", link: "[[Falcon#One|x]]", path: "a/Falcon.md",
      fragment: "#One", isFound: true, lines: [4, 8]),
    Row(
      id: "a block", link: "![[Falcon#^B]]", path: "a/Falcon.md", fragment: "#^B", isFound: true,
      lines: [8, 8]),
    Row(
      id: "a Markdown link", link: "[t](a/Falcon.md#Three \"tip\")", path: "a/Falcon.md",
      fragment: "#Three", isFound: true, lines: [10, 11]),
    Row(
      id: "a missing heading", link: "Falcon#Four", path: "a/Falcon.md", fragment: "#Four",
      isFound: false),
    Row(
      id: "a link to its own note", link: "[[#Two]]", from: "Falcon", path: "a/Falcon.md",
      fragment: "#Two", isFound: true, lines: [7, 8]),
    Row(
      id: "a card's link to its own canvas", link: "[[#x]]", from: "board.canvas",
      path: "board.canvas", fragment: "#x"),
    Row(id: "a canvas", link: "board.canvas", path: "board.canvas"),
    Row(id: "a picture needs its extension", link: "p.png#left", path: "p.png", fragment: "#left"),
    Row(id: "no extension, no picture", link: "p", outcome: .unresolved, nearest: []),
    Row(
      id: "two of a name", link: "twin", path: "b/twin.md", others: ["c/twin.md"]),
    Row(id: "the own folder first", link: "twin", from: "c/twin", path: "c/twin.md"),
    Row(
      id: "an alias", link: "[[kestrel]]", outcome: .viaAlias, path: "a/Falcon.md", alias: "Kestrel"
    ),
    Row(id: "an alias is no Markdown target", link: "[t](Kestrel)", outcome: .unresolved),
    Row(
      id: "a type that is hidden", link: "tool.exe", outcome: .unsupportedTarget, path: "tool.exe"),
    Row(id: "a slip of the finger", link: "Flacon", outcome: .unresolved, nearest: ["Falcon"]),
    Row(id: "the web", link: "[t](https://example.org/a)", outcome: .external),
    Row(id: "the web by itself", link: "https://example.org", outcome: .external),
    Row(id: "a mail address", link: "[t](mailto:a@b.org)", outcome: .external),
    Row(
      id: "a colon alone is no scheme", link: "Falcon: more", outcome: .unresolved,
      nearest: ["Falcon"]),
  ]

  @Test(arguments: rows)
  func linkSaysWhatItLeadsTo(_ row: Row) throws {
    let vault = try TestVault(Self.files)
    let found = try vault.open().resolve(row.link, from: row.from)
    #expect(found.outcome == row.outcome)
    #expect(found.path == row.path)
    #expect(found.fragment == row.fragment)
    #expect(found.isFragmentFound == row.isFound)
    #expect([found.line, found.endLine].compactMap { $0 } == row.lines)
    #expect(found.others == row.others)
    #expect(found.alias == row.alias)
    if row.outcome == .unresolved, !row.nearest.isEmpty { #expect(found.nearest == row.nearest) }
  }

  @Test func ownNoteHasToBeNamed() throws {
    let vault = try TestVault(Self.files)
    #expect(throws: VaultError(.noSource, at: "[[#Two]]")) {
      try vault.open().resolve("[[#Two]]", from: nil)
    }
  }

  @Test func fileWithAHashInItsNameIsShown() throws {
    let vault = try TestVault(Self.files)
    #expect(try vault.open().show("C# notes").path == "C# notes.md")
  }
}

/// Texts as JSON and YAML spell them.
@Suite struct LinksEncodedTextTests {
  @Test(arguments: [
    (#"a\"b\\c\/d"#, #"a"b\c/d"#, [0, 1, 3, 4, 6, 7, 9, 10]),
    (#"\u00e9\n"#, "é\n", [0, 0, 6, 8]), (#"\ud83d\ude00x"#, "😀x", [0, 0, 0, 0, 12, 13]),
    (#"\ud83dx"#, "\u{FFFD}x", [0, 0, 0, 6, 7]), ("", "", [0]),
  ])
  func escapesAreReadWithTheirPlaces(_ source: String, _ text: String, _ offsets: [Int]) throws {
    let bytes = Array(source.utf8)
    let decoded = try #require(EncodedText(escaped: bytes, 0..<bytes.count, as: .json))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect((0...decoded.bytes.count).map { decoded.source($0) } == offsets)
  }

  @Test(arguments: [#"\x"#, #"\u12"#, #"\"#, #"\uZZZZ"#])
  func whatIsNoEscapeIsNoText(_ source: String) {
    let bytes = Array(source.utf8)
    let decoded = EncodedText(escaped: bytes, 0..<bytes.count, as: .json)
    #expect(decoded?.bytes == nil)
  }

  @Test(arguments: ["a\"b", "a\\b", "tab\there", "new\nline", "é😀", "it's"])
  func everySpellingReadsBack(_ text: String) throws {
    let plain = Array("x".utf8)
    let json = try #require(EncodedText(escaped: plain, 0..<1, as: .json)).spelled(text)
    let read = try #require(EncodedText(escaped: json, 0..<json.count, as: .json))
    #expect(read.bytes == Array(text.utf8))
    let quoted = EncodedText(singleQuoted: plain, 0..<1).spelled(text)
    #expect(EncodedText(singleQuoted: quoted, 0..<quoted.count).bytes == Array(text.utf8))
  }
}
