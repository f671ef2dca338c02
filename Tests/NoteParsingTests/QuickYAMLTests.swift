import Foundation
import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// What the quick reader of front matter takes, it takes exactly as the full one would.
@Suite struct QuickYAMLTests {
  @Test(arguments: [
    Row("scalars", "a: b⏎c: \"d\"⏎e: 'f'⏎g: 1", ""),
    Row("lists", "a: [b, \"c\", 'd']⏎e:⏎  - f⏎  - \"g\"⏎h: []", ""),
    Row("lists at column 1", "a:⏎- b⏎- c⏎d: e", ""),
    Row("nulls", "a:⏎b: ⏎c:⏎  -⏎  - x", ""),
    Row("literals", "a: |⏎  b⏎⏎    c⏎⏎d: |-⏎  e⏎f: |+⏎  g⏎⏎⏎h: i", ""),
    Row("comments and blank lines", "# a⏎⏎b: c⏎# d⏎⏎e: f", ""),
    Row("CRLF", "a: b\r⏎c: |-\r⏎  d\r⏎  e\r⏎f:\r⏎  - g\r", ""),
    Row("repeated keys", "a: 1⏎b: 2⏎a: 3", ""),
    Row("punctuation", "a: https://e.org/?x=1&y=2#z⏎b: a, b⏎c: (x) [y] {z}⏎d: it's", ""),
    Row("characters", "é: “quoted”⏎日本: 語 – x", ""),
    Row("list in a list", "a:⏎  - [b, c]⏎  - d", ""),
    Row("line separator", "a: b\u{2028}c⏎d: \"\u{2029}\"⏎e\u{2028}: \u{2028}f", ""),
    Row("next line", "a: b\u{85}⏎c: |⏎  d\u{85}e⏎f: [\u{85}, 'g\u{2029}h']", ""),
    Row("hyphens", "a: -b⏎c:⏎  - -d⏎e: 2020-01-01", ""),
  ])
  func commonShapesAreTaken(_ row: Row) throws {
    let quick = try #require(Self.quick(row.source + "\n"))
    #expect(quick == Self.slow(row.source + "\n"))
  }

  @Test(arguments: [
    Row("nested map", "a:⏎  b: c", ""), Row("flow map", "a: {b: c}", ""),
    Row("text that goes on", "a: b⏎  c", ""), Row("comment behind", "a: b # c", ""),
    Row("escape", "a: \"b\\n\"", ""), Row("folded", "a: >⏎  b", ""), Row("anchor", "a: &b c", ""),
    Row("tab", "a:TABb", ""), Row("no map", "- a", ""), Row("broken", "a: [b", ""),
    Row("colon in text", "a: b: c", ""), Row("nested list", "a:⏎  - - b", ""),
    Row("map in a list", "a:⏎  - b: c", ""), Row("lone CR", "a: b\rc", ""),
    Row("byte order mark", "\u{FEFF}a: b", ""),
    Row("control character", "a: b\u{1}c", ""),
    Row("document marker", "a: b⏎...", ""), Row("less indented", "a: |⏎    b⏎  c", ""),
    Row("empty item", "a: [b, , c]", ""), Row("complex key", "? a⏎: b", ""),
  ])
  func otherShapesAreLeft(_ row: Row) {
    #expect(Self.quick(row.source + "\n") == nil)
  }

  @Test func randomYAMLReadsTheSame() {
    var taken = 0
    for seed in Rounds.seeds(3_000) {
      var generator = SeededGenerator(seed: seed)
      let yaml = Self.random(&generator)
      guard let quick = Self.quick(yaml) else { continue }
      taken += 1
      #expect(quick == Self.slow(yaml), "seed \(seed): \(yaml)")
      if quick != Self.slow(yaml) { return }
    }
    #expect(taken > 300)
  }

  @Test(.enabled(if: Corpora.has("obsidian-oracle/vault"), "needs the corpora (VQ_CORPORA)"))
  func realFrontMatterReadsTheSame() throws {
    for file in Corpora.files(in: "obsidian-oracle/vault", withExtension: "md") {
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      guard text.hasPrefix("---\n") else { continue }
      let parts = text.dropFirst(4).split(
        separator: "---", maxSplits: 1, omittingEmptySubsequences: false)
      guard let yaml = parts.first, let quick = Self.quick(String(yaml)) else { continue }
      #expect(quick == Self.slow(String(yaml)), "\(file.lastPathComponent)")
    }
  }

  // MARK: Both readers

  private static func quick(_ yaml: String) -> String? {
    read(yaml) { bytes, count, tree in QuickYAML.read(bytes, 0, count, into: &tree) }
  }

  private static func slow(_ yaml: String) -> String {
    read(yaml) { bytes, count, tree in
      (try? YAMLReader.read(bytes, 0, count, into: &tree)) != nil
    } ?? "refused"
  }

  /// The tree as text: kinds, places and values.
  private static func read(
    _ yaml: String, _ body: (UnsafePointer<UInt8>, Int, inout YAMLTree) -> Bool
  ) -> String? {
    Array(yaml.utf8).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var tree = YAMLTree(file: base)
      guard body(base, buffer.count, &tree) else { return nil }
      let keys = tree.repeatedKeys.map(tree.name).joined(separator: ",")
      return show(tree, tree.root) + " repeated \(keys)"
    }
  }

  private static func show(_ tree: YAMLTree, _ index: Int32) -> String {
    guard !tree.nodes.isEmpty else { return "nothing" }
    let node = tree.nodes[Int(index)]
    let place = "@\(node.start)-\(node.end)"
    switch node.kind {
    case .scalar: return "\(node.isPlain ? "plain" : "text")'\(tree.text(index))'\(place)"
    case .alias: return "alias\(place)"
    case .list:
      return "[" + tree.children(index).map { show(tree, $0) }.joined(separator: ", ") + "]\(place)"
    case .map:
      let entries = tree.children(index).map { child in
        "\(show(tree, tree.nodes[Int(child)].key)): \(show(tree, child))"
      }
      return "{" + entries.joined(separator: ", ") + "}\(place)"
    }
  }

  // MARK: Random YAML

  private static let keys = ["a", "b", "key", "x y", "é", "a b-c", "1", "k_"]
  private static let values = [
    "", "b", "1", "\"q\"", "'s'", "[a, b]", "[\"a\", 'b' ]", "[ ]", "|", "|-", "|+", "text: x",
    "a:b",
    "x # c", "x#c", "a, b", "-", "- a", "-a", "?", "\"a\\\"b\"", "'a''b'", "[a", "a]", "{a: b}",
    "é",
    "*a", "&a b", "!a", "%", "@", "  spaced  ", "~", ">", "[a,b]", "[a , b]", "[[x]]", "\"[[N]]\"",
    "a\u{2028}b", "\u{85}", "a\\b", "'", "\"", "x: ", ":", "::", ": a", "..", "--- a", "[a, ]",
    "[, a]", "\"a\" b",
    "a \"b\"",
  ]
  private static let lines = [
    "  - x", "  - ", "  -", "- y", "    - z", "  text", "", "   ", "# c", "  # c", "    deep", " x",
    "  - \"[[N]]\"", "  - a: b", "  - [a, b]", "...", "\t", "  a", "  b", "  c",
  ]

  private static func random(_ generator: inout SeededGenerator) -> String {
    var yaml = ""
    func pick(_ list: [String]) -> String {
      list[Int.random(in: 0..<list.count, using: &generator)]
    }
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      yaml += pick(keys) + (Int.random(in: 0..<15, using: &generator) == 0 ? " :" : ":")
      yaml += " " + pick(values) + "\n"
      for _ in 0..<Int.random(in: 0...3, using: &generator)
      where Int.random(in: 0..<3, using: &generator) == 0 {
        yaml += pick(lines) + "\n"
      }
    }
    return yaml
  }
}
