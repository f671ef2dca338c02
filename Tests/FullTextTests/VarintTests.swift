import TestSupport
import Testing

@testable import FullText

/// Numbers are written and read as SQLite writes them.
@Suite struct VarintTests {
  @Test(
    arguments: [
      ("oneByte", 0x7F, [0x7F]), ("twoBytes", 0x80, [0x81, 0x00]),
      ("threeBytes", 0x4000, [0x81, 0x80, 0x00]),
      ("eightBytes", 0xFF_FFFF_FFFF_FFFF, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
      ("nineBytes", 1 << 56, [0x80, 0xC0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00]),
      ("largest", .max, [0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    ] as [(id: String, number: Int, bytes: [UInt8])])
  func numbersAreThoseOfSQLite(_ row: (id: String, number: Int, bytes: [UInt8])) {
    var bytes: [UInt8] = []
    Varint.append(row.number, to: &bytes)
    #expect(bytes == row.bytes)
    var place = 0
    #expect(Self.read(row.bytes, &place) == row.number)
    #expect(place == row.bytes.count)
  }

  @Test(arguments: Rounds.seeds(50))
  func whatIsWrittenIsRead(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let number =
      Int.random(in: 0...Int.max, using: &random) >> Int.random(in: 0..<63, using: &random)
    var bytes: [UInt8] = [1]
    Varint.append(number, to: &bytes)
    var place = 1
    #expect(Self.read(bytes, &place) == number)
    for end in 1..<bytes.count {
      place = 1
      #expect(Self.read(Array(bytes[..<end]), &place) == nil, "cut at \(end)")
    }
  }

  @Test func tooLargeANumberIsNone() {
    var place = 0
    #expect(Self.read(Array(repeating: 0xFF, count: 9), &place) == nil)
  }

  private static func read(_ bytes: [UInt8], _ place: inout Int) -> Int? {
    bytes.withUnsafeBytes { Varint.read($0, &place, end: $0.count) }
  }
}
