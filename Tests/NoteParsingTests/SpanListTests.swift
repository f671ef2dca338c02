import TestSupport
import Testing

@testable import NoteParsing

/// Packed spans of lines say what a plain list of them says.
@Suite struct SpanListTests {
  private static func span(_ random: inout SeededGenerator) -> LineSpan {
    let start = Int32.random(in: 0..<1 << 28, using: &random)
    // About where the length no longer fits, too.
    let length = [0, 1, 80, 65_533, 65_534, 65_535, 65_536, 1 << 27].randomElement(using: &random)
    return LineSpan(
      start: start, end: start + Int32(length ?? 0), pad: Int32.random(in: 0...3, using: &random))
  }

  private static func numbers(_ span: LineSpan) -> [Int] {
    [Int(span.start), Int(span.end), span.pad]
  }

  @Test func saysWhatAPlainListSays() {
    for seed in Rounds.seeds(200) {
      var random = SeededGenerator(seed: seed)
      var packed = SpanList()
      var plain: [LineSpan] = []
      for _ in 0..<60 {
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where !plain.isEmpty:
          packed.removeLast()
          plain.removeLast()
        case 1 where !plain.isEmpty:
          let index = Int.random(in: 0..<plain.count, using: &random)
          plain[index] = Self.span(&random)
          packed[index] = plain[index]
        case 2:
          let count = Int.random(in: 0...min(plain.count, 5), using: &random)
          packed.removeFirst(count)
          plain.removeFirst(count)
        case 3 where Bool.random(using: &random):
          packed.removeAll()
          plain.removeAll()
        default:
          plain.append(Self.span(&random))
          packed.append(plain[plain.count - 1])
        }
        #expect(packed.count == plain.count)
        #expect(packed.last.map(Self.numbers) == plain.last.map(Self.numbers))
        #expect(
          (0..<packed.count).map { Self.numbers(packed[$0]) } == plain.map(Self.numbers),
          "seed \(seed)")
      }
    }
  }
}
