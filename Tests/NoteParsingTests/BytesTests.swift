import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// UTF-8, entities and names of HTML: the small tables under the scanners.
@Suite struct BytesTests {
  @Test func invalidBytesAreFoundWhereTheyAre() {
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("é".utf8), Array("日".utf8), Array("😀".utf8), [0x80], [0xC2],
      [0xC0, 0x80],
      [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82],
      Array("plain text of more than eight bytes".utf8), [0xF0, 0x9F, 0x98], [0xEF, 0xBF, 0xBF],
    ]
    for seed in Rounds.seeds(2_000) {
      var generator = SeededGenerator(seed: seed)
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1..<6, using: &generator) {
        bytes += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
      let invalid = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { UTF8Check.firstInvalid($0, 0, buffer.count) }
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((invalid == nil) == isValid, "seed \(seed): \(bytes)")
      guard let invalid else { continue }
      #expect(String(validating: bytes[..<invalid], as: UTF8.self) != nil, "seed \(seed)")
      var ends = invalid + 1...min(invalid + 4, bytes.count)
      ends = ends.lowerBound...max(ends.lowerBound, ends.upperBound)
      #expect(
        ends.allSatisfy { String(validating: bytes[invalid..<$0], as: UTF8.self) == nil },
        "seed \(seed)")
    }
  }

  @Test func repairedTextKnowsItsSource() throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xFE, 0xFD, 0x63]
    let repaired = try #require(
      bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { RepairedText($0, 0, buffer.count) }
      })
    #expect(String(decoding: repaired.bytes, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}\u{FFFD}c")
    let sources = (0...repaired.bytes.count).map(repaired.source)
    #expect(sources == [0, 1, 1, 1, 2, 3, 3, 3, 4, 4, 4, 5, 6])
  }

  @Test(arguments: [
    ("&amp;", "&"), ("&AElig;", "Æ"), ("&zwnj;", "\u{200C}"), ("&zwj;", "\u{200D}"),
    ("&ngE;", "≧\u{338}"),
    ("&lt;", "<"), ("&Lt;", "≪"), ("&CounterClockwiseContourIntegral;", "∳"), ("&#65;", "A"),
    ("&#x1F600;", "😀"), ("&#0;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}"), ("&#X41;", "A"),
    ("&nope;", nil), ("&amp", nil), ("&;", nil), ("&#;", nil), ("&#x;", nil), ("&#12345678;", nil),
    ("&a", nil),
    ("&AEli;", nil), ("&AEligs;", nil), ("&zzz;", nil), ("&A;", nil),
  ])
  func entityBecomesItsCharacter(_ source: String, _ expected: String?) {
    var text: [UInt8] = []
    let end = Array(source.utf8).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { Entity.decode($0, 0, buffer.count, into: &text) }
    }
    #expect(end == expected.map { _ in source.utf8.count })
    #expect(String(decoding: text, as: UTF8.self) == expected ?? "")
  }

  @Test(arguments: [
    ("div", true, false, false), ("DIV", true, false, false), ("h1", true, false, false),
    ("h6", true, false, false),
    ("h7", false, false, false), ("blockquote", true, false, false),
    ("figcaption", true, false, false),
    ("script", false, true, false), ("textarea", false, true, false), ("b", false, false, true),
    ("br", false, false, false), ("span", false, false, true), ("ha", false, false, false),
    ("", false, false, false),
    ("averyverylongname", false, false, false),
  ])
  func namesOfHTML(_ name: String, _ isBlock: Bool, _ isVerbatim: Bool, _ isPhrasing: Bool) {
    let packed = Array((name + " ").utf8).withUnsafeBufferPointer { buffer in
      HTMLName(buffer.baseAddress ?? ByteClass.table, 0, buffer.count - 1)
    }
    #expect(packed.isBlock == isBlock)
    #expect(packed.isVerbatim == isVerbatim)
    #expect(packed.isPhrasing == isPhrasing)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 23, 100])
  func newlinesAreFound(_ place: Int) {
    var bytes = [UInt8](repeating: 0x8A, count: 120)
    bytes[place] = 0x0A
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      #expect(findNewline(base, 0, 120) == place)
      #expect(findNewline(base, place + 1, 120) == 120)
      #expect(findNewline(base, 0, place) == place)
    }
  }
}
