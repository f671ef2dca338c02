import TestSupport
import Testing

@testable import JSON

/// JSON as a tree: what is read, what is refused, and what is written.
@Suite struct JSONValueTests {
  private static func read(_ text: String, depth: Int = 16) -> JSONValue? {
    try? JSONValue(reading: Array(text.utf8), depth: depth)
  }

  struct Row: CustomTestStringConvertible {
    var json: String
    var value: JSONValue?
    var testDescription: String { json }
  }

  @Test(arguments: [
    Row(json: "null", value: .null),
    Row(json: " true ", value: .boolean(true)),
    Row(json: "-0.50e+3", value: .number("-0.50e+3")),
    Row(json: #""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, value: "a\"\\/\u{8}\u{C}\n\r\té😀"),
    Row(json: #""\ud800""#, value: "\u{FFFD}"),
    Row(json: "[]", value: []),
    Row(json: "[1, [2]]", value: [1, [2]]),
    Row(json: #"{"b":1,"a":{"b":[]}}"#, value: ["b": 1, "a": ["b": []]]),
    Row(json: "", value: nil),
    Row(json: "nul", value: nil),
    Row(json: "01", value: nil),
    Row(json: "1.", value: nil),
    Row(json: "+1", value: nil),
    Row(json: "NaN", value: nil),
    Row(json: "[1,]", value: nil),
    Row(json: "[1 2]", value: nil),
    Row(json: #"{"a"}"#, value: nil),
    Row(json: #"{"a":1,}"#, value: nil),
    Row(json: #"{a:1}"#, value: nil),
    Row(json: #""a"#, value: nil),
    Row(json: #""\u12""#, value: nil),
    Row(json: #""\x""#, value: nil),
    Row(json: "1 2", value: nil),
  ])
  func isReadOrRefused(_ row: Row) {
    #expect(Self.read(row.json) == row.value)
  }

  @Test func depthIsLimited() {
    #expect(Self.read("[[[1]]]", depth: 4) == [[[1]]])
    #expect(Self.read("[[[[1]]]]", depth: 4) == nil)
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(Self.read(deep, depth: 64) == nil)
  }

  @Test func wholeNumbersAreToldFromOthers() {
    #expect(Self.read("2.0")?.integer == 2)
    #expect(Self.read("2.5")?.integer == nil)
    #expect(Self.read("1e400")?.integer == nil)
    #expect(Self.read(#""2""#)?.integer == nil)
  }

  @Test func controlCharactersAreWrittenAsEscapes() {
    #expect(JSONValue.text("\u{1B}[2J\u{85}\u{2028}\"\\").json == #""\u001b[2J\u0085\u2028\"\\""#)
  }

  /// What is written reads as what it was made of.
  @Test(arguments: Rounds.seeds(200))
  func writtenReadsAsBefore(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let value = Self.value(&random, levels: 5)
    #expect(Self.read(value.json) == value)
  }

  /// Bytes of any kind are read or refused.
  @Test(arguments: Rounds.seeds(300))
  func anyBytesEnd(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let signs = Array(#"[]{}",:\u0019.e-+ truefalsn"#.utf8) + [0, 0x1B, 0xC3, 0xA9, 0xFF]
    let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
      signs.randomElement(using: &random) ?? 0
    }
    if let value = try? JSONValue(reading: bytes) { #expect(Self.read(value.json) == value) }
  }

  private static func value(_ random: inout SeededGenerator, levels: Int) -> JSONValue {
    switch Int.random(in: 0..<(levels > 0 ? 7 : 4), using: &random) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return JSONValue(Int.random(in: -1000...1000, using: &random))
    case 3: return .text(text(&random))
    case 4, 5:
      return .list((0..<3).map { _ in value(&random, levels: levels - 1) })
    default:
      return JSONValue((0..<3).map { _ in (text(&random), value(&random, levels: levels - 1)) })
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let signs: [Unicode.Scalar] = ["a", "\"", "\\", "\n", "\0", "\u{7F}", "é", "😀", "\u{2029}"]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &random) {
      text.append(signs.randomElement(using: &random) ?? "a")
    }
    return String(text)
  }
}
