import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// Laws of anchors, aliases and repeated keys; `VQ_ROUNDS` asks for more rounds.
@Suite struct YAMLLawTests {
  /// Anchors, aliases, `<<` and repeated keys at every depth give what a plain model of them gives.
  @Test func aliasesAndRepeatedKeysMeanWhatAPlainModelSays() {
    var parser = NoteParser()
    var repeated = 0
    for seed in Rounds.seeds(3_000) {
      let model = YAMLModel(seed: seed)
      let note = parser.parse(Array("---\n\(model.text)---\n".utf8), path: VaultPath("a.md"))
      let entries = note.properties.map { PropertyValue.Entry(key: $0.key, value: $0.value) }
      let isRight =
        entries == model.properties && note.problems.count == model.repeatedKeys
        && note.problems.allSatisfy { $0.kind == .yamlDuplicateKey }
      #expect(isRight, "seed \(seed):\n\(model.text)\(entries)\n\(note.problems)")
      if !isRight { return }
      repeated += model.repeatedKeys
    }
    #expect(repeated > 1_000)
  }

  @Test(arguments: [
    Row("a repeated key that is its own alias", "k: &a x⏎k: *a", "k = 'x'"),
    Row("an alias of a value that was repeated", "k: &a one⏎k: two⏎b: *a", "k = 'two'; b = 'one'"),
    Row("twice over", "k: &a x⏎k: &b *a⏎k: *a", ""),
    Row("an alias of a list in its place", "k: &a [x]⏎k: [*a, *a]", "k = [['x'], ['x']]"),
    Row("within a map", "m: {k: &a {n: 1}, k: *a, b: *a}", "m = {k: {n: 1}, b: {n: 1}}"),
    Row("a merge key", "m:⏎  <<: &a {n: 1}⏎  <<: *a", "m = {<<: {n: 1}}"),
    Row("three in one map", "k: &a 1⏎k: &b 2⏎k: [*a, *b]", "k = [1, 2]"),
  ])
  func aliasesOfRepeatedKeysAreRead(_ row: Row) {
    let note = Row.read("---\n\(row.source)\n---\n")
    let found = note.properties.map { "\($0.key) = \(NoteDump.show($0.value))" }
    #expect(found.joined(separator: "; ") == row.expected)
  }

  /// Each alias holds the one before it: as deep a tree as there are lines.
  @Test func aChainOfAliasesIsRefusedWhereItGetsTooDeep() {
    var text = "a0: &a0 [x]\n"
    for index in 1...300 { text += "a\(index): &a\(index) [*a\(index - 1)]\n" }
    let note = Row.read("---\n\(text)---\n")
    #expect(note.problems.map(\.kind) == [.yamlInvalid])
    #expect(note.properties == [])
  }

  /// A text that many aliases repeat would take gigabytes, as a list does that they repeat.
  @Test(arguments: [
    ("b: [\(String(repeating: "*a,", count: 2_000))]", 0),
    ((0..<2_000).map { "k\($0): *a" }.joined(separator: "\n"), 0),
    ("b: {\((0..<2_000).map { "k\($0): *a" }.joined(separator: ", "))}", 0),
    ("b: [\(String(repeating: "*a,", count: 8))]", 2),
  ])
  func textThatAliasesRepeatIsLimited(_ rest: String, _ properties: Int) {
    let text = String(repeating: "x", count: 100_000)
    let note = Row.read("---\na: &a \(text)\n\(rest)\n---\nbody\n")
    #expect(note.properties.count == properties)
    let isRefused = note.problems.contains {
      $0.kind == .yamlInvalid && $0.message.contains("aliases repeat more than 1 MiB of text")
    }
    #expect(isRefused == (properties == 0))
  }
}
