import TestSupport
import Testing

@testable import FullText

/// A page that makes no sense is read without harm.
@Suite struct TermPageTests {
  @Test(arguments: Rounds.seeds(200))
  func anyBytesAreReadWithoutHarm(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    if bytes.count > 4 { (bytes[2], bytes[3]) = (0, UInt8.random(in: 0...64, using: &random)) }
    var count = 0
    _ = bytes.withUnsafeBytes {
      TermPage($0)?.forEachTerm { term, rows in
        count += term.count + rows.range.count
        return true
      }
    }
    #expect(count <= 64 * 65)
  }
}
