import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Edits of a file as numbers, and texts with the places they come from.
@Suite struct EditListTests {
  @Test(arguments: Rounds.seeds(20))
  func editsAreAppliedInTheOrderOfTheFile(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<500).map { _ in UInt8.random(in: 97...122, using: &random) }
    var edits = EditList()
    var expected = bytes
    var all: [(Range<Int>, [UInt8])] = []
    var start = 0
    while start < 480 {
      let range = start..<start + Int.random(in: 0..<9, using: &random)
      let text = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
        UInt8.random(in: 65...70, using: &random)
      }
      all.append((range, text))
      start = range.upperBound + Int.random(in: 1..<40, using: &random)
    }
    for (range, text) in all.reversed() { expected.replaceSubrange(range, with: text) }
    for (range, text) in all.shuffled(using: &random) { edits.replace(range, by: text) }
    edits.sort()
    #expect(edits.applied(to: bytes) == expected, "VQ_SEED=\(seed)")
    #expect(edits.newCount(of: bytes.count) == expected.count, "VQ_SEED=\(seed)")
  }

  @Test func longEditsAndManyTextsAreKept() {
    var edits = EditList()
    let bytes = [UInt8](repeating: 46, count: 3 << 20)
    edits.replace(5..<2 << 20, by: [1])
    for number in 0..<70_000 {
      let start = 2 << 20 | number * 4
      edits.replace(start..<start + 1, by: Array("\(number)".utf8))
    }
    edits.sort()
    var cursor = 0
    var texts = 0
    edits.forEachEdit { range, text in
      #expect(range.lowerBound >= cursor)
      cursor = range.upperBound
      texts += text.count
    }
    #expect(edits.count == 70_001)
    #expect(edits.applied(to: bytes).count == bytes.count - (2 << 20) + 5 - 70_000 + texts)
  }

  @Test func oneEditSwallowsThoseInside() {
    var edits = EditList()
    edits.replace(2..<8, by: Array("X".utf8))
    edits.replace(3..<4, by: Array("a".utf8))
    edits.replace(9..<10, by: Array("b".utf8))
    edits.sort(swallowing: 2..<8)
    #expect(edits.applied(to: Array("0123456789".utf8)) == Array("01X8b".utf8))
  }

  @Test func bytesOfAnEscapedTextKnowTheirPlaces() throws {
    let source = Array(##"ab\n\u00e9\ud83d\ude00c\\d"##.utf8)
    let text = try #require(EncodedText(escaped: source, 0..<source.count, as: .json))
    #expect(String(decoding: text.bytes, as: UTF8.self) == "ab\n\u{E9}\u{1F600}c\\d")
    let places = [0, 1, 2, 4, 4, 10, 10, 10, 10, 22, 23, 25, 26]
    #expect((0...text.bytes.count).map { text.source($0) } == places)
    for lower in 0...text.bytes.count {
      for upper in lower...text.bytes.count {
        let slice = text.slice(lower..<upper)
        #expect(slice.bytes == Array(text.bytes[lower..<upper]))
        #expect((0...slice.bytes.count).map { slice.source($0) } == Array(places[lower...upper]))
      }
    }
  }
}
