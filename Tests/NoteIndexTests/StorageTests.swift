import NoteModel
import NoteQuery
import TestSupport
import Testing

@testable import NoteIndex

/// How values are written into the index and read back.
@Suite struct StorageTests {
  @Test(arguments: Rounds.seeds(20))
  func leavesComeBackAsTheyWere(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var leaves: [LeafBlock] = []
    var end = 0
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
      let start = end + Int.random(in: 0..<300, using: &random)
      end = start + Int.random(in: 0..<20_000, using: &random)
      let kind = LeafBlock.Kind(rawValue: UInt8.random(in: 0...7, using: &random)) ?? .paragraph
      leaves.append(LeafBlock(kind: kind, start: start, end: end))
    }
    var bytes: [UInt8] = []
    LeafCoding.append(leaves, to: &bytes)
    bytes.withUnsafeBytes { #expect(LeafCoding.decode($0, count: end) == leaves) }
  }

  @Test(arguments: Rounds.seeds(50))
  func damagedLeavesNeverLieOutsideTheText(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<30).map { _ in UInt8.random(in: 0...255, using: &random) }
    let leaves = bytes.withUnsafeBytes { LeafCoding.decode($0, count: 1000) }
    #expect(leaves.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= 1000 })
  }

  @Test(
    arguments: [
      (PropertyValue.null, "null"), (.boolean(true), "true"),
      (.number(4, source: "4"), "4.0"), (.number(.infinity, source: ".inf"), "\".inf\""),
      (.text("a \"b\" \\ \n\u{1}é"), #""a \"b\" \\ \n\u0001é""#),
      (.list([.text("x"), .list([])]), #"["x",[]]"#),
      (.map([.init(key: "k", value: .null)]), #"{"k":null}"#),
    ])
  func propertyIsWrittenAsJSON(_ value: PropertyValue, _ json: String) {
    var text: [UInt8] = []
    PropertyText.appendJSON(value, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == json)
  }

  @Test func propertyTextHoldsScalarsButNoKeysAndNoFlags() {
    var text: [UInt8] = []
    let value = PropertyValue.map([
      .init(key: "key", value: .list([.text("a"), .number(3, source: "3"), .boolean(true)])),
      .init(key: "other", value: .null),
    ])
    PropertyText.appendScalars(of: value, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "a\n3\n")
  }

  private func term(_ tokens: String..., isPrefix: Bool = false) -> QueryTerm {
    QueryTerm(word: "", wordIndex: 0, tokens: tokens, isPrefix: isPrefix)
  }

  @Test func everyTokenIsQuoted() {
    let terms = [term("a\"b"), term("new", "york"), term("中", isPrefix: true), term("OR")]
    #expect(
      MatchExpression.any(of: terms) == #""a""b" OR "new" + "york" OR "中" * OR "OR""#)
  }

  @Test func queryWithoutTermsHasNoExpression() {
    #expect(MatchExpression.any(of: []) == nil)
  }
}
