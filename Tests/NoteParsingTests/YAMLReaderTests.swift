import Foundation
import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// Front matter means what YAML 1.2 and Obsidian's own library make of it.
@Suite struct YAMLReaderTests {
  @Test(arguments: [
    Row("a tab behind a hyphen", "a:⏎-TABb", "a = ['b']"),
    Row("a line of one tab", "a: b⏎TAB⏎c: d", "a = 'b'; c = 'd'"),
    Row("a list begins behind its key", "a: -⏎- b⏎c: d", "a = [null, 'b']; c = 'd'"),
    Row("a colon begins text", "a: [:b, b:c]", "a = [':b', 'b:c']"),
    Row("a question mark begins text", "a: {?b: c}", "a = {?b: 'c'}"),
    Row("a pair of surrogates", "a: \"\\ud83d\\ude00\"", "a = '😀'"),
    Row("half a pair", "a: \"\\ud83dx\"", "a = '\u{FFFD}x'"),
    Row("text in braces goes on", "a: {x y⏎ z: 1}", "a = {x y z: 1}"),
    Row("a closing bracket at the key's column", "a: [⏎ b⏎]", "a = ['b']"),
    Row("JSON needs no white space", "a: {\"b\":1, 'c':[2]}", "a = {b: 1, c: [2]}"),
    Row("pairs in a list", "a: [b: c, \"d\":e, ? f]", "a = [{b: 'c'}, {d: 'e'}, {f: null}]"),
    Row("tags type text", "a: !!int \"4\"⏎b: !!str 4⏎c: !!float 1.5", "a = 4; b = '4'; c = 1.5"),
    Row("tags that do not fit", "a: !!int x⏎b: !!float 4⏎c: !x 4", "a = 'x'; b = '4'; c = '4'"),
    Row("tags of nothing", "a: !!str⏎b: !!null⏎c: ! ", "a = ''; b = null; c = ''"),
    Row("an anchor with a colon", "a: &x:y 1⏎b: *x:y", "a = 1; b = 1"),
    Row("an alias as a key", "a: &x b⏎*x : c", "a = 'b'; b = 'c'"),
    Row("an anchor and a comment", "a: &x # c⏎  b⏎d: *x", "a = 'b'; d = 'b'"),
    Row("a key in brackets", "[a, {b: c}]: d", "[ a, { b: c } ] = 'd'"),
    Row(
      "keys that are no text", "1.0: a⏎~: b⏎0x1F: c⏎True: d",
      "1 = 'a';  = 'b'; 31 = 'c'; true = 'd'"),
    Row("explicit keys", "? a⏎: - b⏎? - c⏎? |⏎  d⏎: e", "a = ['b']; [ c ] = null; d\n = 'e'"),
    Row("compact maps", "a:⏎  - - b: c⏎      d: e⏎    - f", "a = [[{b: 'c', d: 'e'}, 'f']]"),
    Row("more indented lines do not fold", "a: >⏎  b⏎  c⏎⏎   d⏎  e", "a = 'b c\n\n d\ne\n'"),
    Row("a digit and a sign", "a: |2-⏎    b⏎c: >-1⏎  d", "a = '  b'; c = ' d'"),
    Row("a comment behind a sign", "a: !!str |2 # c⏎  b", "a = 'b\n'"),
    Row("blank lines in quotes", "a: \"b ⏎⏎  c\\⏎  d\"⏎e: 'f⏎  g'", "a = 'b\ncd'; e = 'f g'"),
    Row("a comment below text in '|'", "a: |⏎  b⏎ # c⏎d: e", "a = 'b\n'; d = 'e'"),
    Row("dots end it", "a: b⏎...⏎# c", "a = 'b'"),
    Row("a declared handle", "%TAG !e! tag:yaml.org,2002:⏎--- # c⏎a: !e!int 4", "a = 4"),
    Row("control characters", "a: b\u{1}c⏎d: \u{84}", "a = 'b\u{1}c'; d = '\u{84}'"),
  ])
  func valueHasItsTypeAndText(_ row: Row) {
    let note = Row.read("---\n\(row.source)\n---\n")
    let found = note.properties.map { "\($0.key) = \(NoteDump.show($0.value))" }
    #expect(found.joined(separator: "; ") == row.expected)
    #expect(note.problems == [])
  }

  @Test(arguments: [
    Row("a map on its key's line", "a: b: c", "2:5"), Row("a list there", "a: - b", "2:4"),
    Row("a key of two lines", "a: b⏎ c: d", "3:3"), Row("no key", "a: b⏎c", "3:1"),
    Row("indented too far", "a: \"b\"⏎  c: d", "3:3"),
    Row("indented too little", "a:⏎  b: c⏎ d: e", "4:2"),
    Row("a list goes on as a map", "a:⏎  - b⏎  c: d", "4:3"),
    Row("text behind a quote", "a: \"b\" c", "2:8"),
    Row("text behind a bracket", "a: [b] c", "2:8"),
    Row("a comment without a blank", "a: [b]#c", "2:7"),
    Row("an empty item", "a: [b, , c]", "2:8"), Row("a hyphen in brackets", "a: [-]", "2:5"),
    Row("brackets that do not match", "a: [b}", "2:6"),
    Row("not indented in brackets", "a: [⏎b]", "3:1"),
    Row("not indented in quotes", "a: 'b⏎c'", "3:1"), Row("a quote never closed", "a: 'b", "3:1"),
    Row("an unknown escape", "a: \"b\\q\"", "2:6"), Row("too few digits", "a: \"\\x4\"", "2:5"),
    Row("no character", "a: \"\\U00110000\"", "2:5"), Row("a sign that is kept", "a: @b", "2:4"),
    Row("a percent sign", "a: %b", "2:4"), Row("two anchors", "a: &b &c d", "2:7"),
    Row("two tags", "a: !!str !b c", "2:10"),
    Row("an anchor of an alias", "a: &b c⏎d: &e *b", "3:4"),
    Row("a handle not declared", "a: !b!c d", "2:4"),
    Row("an anchor without name", "a: & b", "2:5"),
    Row("a header with text", "a: |x⏎  b", "2:5"), Row("two signs", "a: |+-⏎  b", "2:6"),
    Row("an empty line indented more", "a: |⏎    ⏎  b", "4:1"),
    Row("a tab in '|'", "a: |⏎TABb", "3:1"),
    Row("a tab before a key", "a:⏎  TABb: c", "3:3"),
    Row("directives alone", "%YAML 1.2⏎a: b", "3:1"),
    Row("two documents", "a: b⏎--- c", "3:1"),
  ])
  func invalidYAMLIsReportedAtItsPlace(_ row: Row) {
    let note = Row.read("---\n\(row.source)\n---\n")
    let places = note.problems.map { "\($0.position.line):\($0.position.column)" }
    #expect(places.joined(separator: " ") == row.expected)
    #expect(note.problems.map(\.kind) == [.yamlInvalid])
  }

  @Test func moreThanSoManyValuesAreRefused() {
    let list = "---\na:\n\(String(repeating: "- b\n", count: 200_001))---\n"
    let keys = "---\n\(String(repeating: "a: b\n", count: 100_001))---\n"
    let brackets = "---\na: [\(String(repeating: "[],", count: 200_001))]\n---\n"
    for text in [list, keys, brackets] {
      let note = Row.read(text)
      #expect(note.problems.map(\.kind) == [.yamlInvalid])
      #expect(note.properties == [])
    }
  }

  // MARK: The corpus

  private struct Case: Decodable {
    var name: String
    var yaml: String
    var properties: [String: JSON]?
  }

  private enum JSON: Decodable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case map([String: JSON])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let found = try? value.decode(Bool.self) {
        self = .boolean(found)
      } else if let found = try? value.decode(Double.self) {
        self = .number(found)
      } else if let found = try? value.decode(String.self) {
        self = .text(found)
      } else if let found = try? value.decode([JSON].self) {
        self = .list(found)
      } else {
        self = .map(try value.decode([String: JSON].self))
      }
    }

    init(_ value: PropertyValue) {
      switch value {
      case .null: self = .null
      case .boolean(let value): self = .boolean(value)
      case .number(let value, _): self = value.isFinite ? .number(value) : .null
      case .text(let text): self = .text(text)
      case .list(let list): self = .list(list.map { JSON($0) })
      case .map(let entries):
        self = .map(Dictionary(entries.map { ($0.key, JSON($0.value)) }) { $1 })
      }
    }
  }

  /// Front matters that mean something else here, and why.
  private static let exceptions = [
    "565N": "bytes in base 64: properties hold no bytes, so the text stays",
    "565N below k": "bytes in base 64: properties hold no bytes, so the text stays",
    "Y79Y/000 below k": "a line of a tab, not indented: Obsidian lifts the next key a level up",
  ]

  @Test(.enabled(if: Corpora.has("yaml/front-matter.jsonl"), "needs the corpora (VQ_CORPORA)"))
  func frontMatterMeansWhatObsidiansLibraryReads() throws {
    let file = Corpora.root.appendingPathComponent("yaml/front-matter.jsonl")
    var count = 0
    for line in try Data(contentsOf: file).split(separator: 0x0A) {
      let one = try JSONDecoder().decode(Case.self, from: Data(line))
      let note = Row.read("---\n\(one.yaml)---\n")
      let isRefused = note.problems.contains { $0.kind == .yamlInvalid }
      let entries = note.properties.map { PropertyValue.Entry(key: $0.key, value: $0.value) }
      let found = isRefused ? nil : JSON(.map(entries))
      let isRight = found == one.properties.map { JSON.map($0) }
      #expect(
        isRight == (Self.exceptions[one.name] == nil),
        "\(one.name): \(one.yaml) gives \(note.properties) \(note.problems.map(\.message))")
      count += 1
    }
    #expect(count == 486)
  }
}
