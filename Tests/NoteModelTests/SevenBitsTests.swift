import NoteModel
import Testing

@Suite struct SevenBitsTests {
  static func bytes(_ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    SevenBits.forEachByte(of: number) { bytes.append($0) }
    return bytes
  }

  @Test(arguments: [
    (0, [0]), (127, [127]), (128, [0x80, 1]), (300, [0xAC, 2]),
    (Int.max, [UInt8](repeating: 0xFF, count: 8) + [0x7F]),
    (-1, [UInt8](repeating: 0xFF, count: 9) + [1]),
  ])
  func numberIsReadBackFromItsBytes(_ number: Int, _ expected: [UInt8]) {
    let bytes = Self.bytes(number)
    #expect(bytes == expected)
    var place = 0
    let read = SevenBits.read {
      defer { place += 1 }
      return bytes[place]
    }
    #expect(read == number && place == bytes.count)
  }

  @Test func numberWithoutAnEndIsRefused() {
    #expect(SevenBits.read { 0x80 } == nil)
  }
}
