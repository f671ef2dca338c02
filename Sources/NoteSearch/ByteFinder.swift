// Most files do not have what is looked for, and to see that has to cost no more than to read them. So two of a
// text's bytes, rare ones, are compared with sixteen places of the file at a time; only where both fit is the rest
// compared.

/// Finds the places where a text may begin, by two of its bytes.
struct ByteFinder: Sendable {
  /// A byte at an offset of the text: one of two values, for the two cases of a letter.
  struct Mark: Sendable {
    var offset: Int
    var one: UInt8
    var other: UInt8

    func fits(_ byte: UInt8) -> Bool { byte == one || byte == other }
  }

  private let first: Mark
  private let second: Mark
  /// How far behind a place the later one of the bytes stands.
  private let reach: Int

  /// - Parameter marks: Of the text, at least one.
  init(_ marks: [Mark]) {
    let rare = marks.sorted { Self.commonness($0) < Self.commonness($1) }
    first = rare[0]
    second = rare.count > 1 ? rare[1] : rare[0]
    reach = max(first.offset, second.offset)
  }

  private typealias Lanes = SIMD16<UInt8>

  /// Returns the first place from `start` on where the text may begin; nil for none before `end`.
  func place(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var place = start
    let last = end - reach
    let firstOne = Lanes(repeating: first.one)
    let firstOther = Lanes(repeating: first.other)
    let secondOne = Lanes(repeating: second.one)
    let secondOther = Lanes(repeating: second.other)
    let (firstBase, secondBase) = (base + first.offset, base + second.offset)
    while place + 16 <= last {
      let one = firstBase.loadUnaligned(fromByteOffset: place, as: Lanes.self)
      let two = secondBase.loadUnaligned(fromByteOffset: place, as: Lanes.self)
      let fits =
        ((one .== firstOne) .| (one .== firstOther))
        .& ((two .== secondOne) .| (two .== secondOther))
      let halves = unsafeBitCast(fits, to: SIMD2<UInt64>.self)
      if halves.x | halves.y != 0 {
        return place
          + (halves.x != 0
            ? halves.x.trailingZeroBitCount / 8 : 8 + halves.y.trailingZeroBitCount / 8)
      }
      place += 16
    }
    while place < last {
      if first.fits(bytes[place + first.offset]), second.fits(bytes[place + second.offset]) {
        return place
      }
      place += 1
    }
    return nil
  }

  /// How common a byte is in notes, as far as that matters: letters by how often English has them.
  private static func commonness(_ mark: Mark) -> Int {
    let byte = mark.one
    switch byte {
    case 0x20, 0x0A: return 300
    case 0x61...0x7A: return letters[Int(byte - 0x61)]
    case 0x41...0x5A: return letters[Int(byte - 0x41)]
    case 0x30...0x39: return 60
    // What the characters of a script begin with stands there for each of them.
    case 0xC0...: return 150
    case 0x80...: return 50
    default: return 40
    }
  }

  /// How often letters stand in English text, of ten thousand, cut to what tells them apart.
  private static let letters = [
    200, 60, 110, 120, 290, 80, 75, 130, 190, 20, 45, 125, 90, 185, 195, 85, 15, 180, 188, 220, 100,
    55, 70, 25, 72, 12,
  ]
}
