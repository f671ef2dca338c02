import Characters

/// Names whose key can be told byte by byte, a hundred times faster than by the standard library.
///
/// Those are names of ASCII, Latin letters with accents in one piece, small Cyrillic letters, Chinese, Japanese and
/// Korean, dashes and quotes: all whose small letter is as long and that do not change when they are put into NFC,
/// next to each other.
package enum PlainName {
  /// Makes a name its key where it is; returns false where the key cannot be told, with a part of it changed.
  package static func fold(_ name: UnsafeMutableRawBufferPointer) -> Bool {
    let end = name.count
    var index = 0
    while index < end {
      if index + 8 <= end {
        let eight = name.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if eight & 0x8080_8080_8080_8080 == 0 {
          name.storeBytes(of: smallASCII(eight), toByteOffset: index, as: UInt64.self)
          index += 8
          continue
        }
      }
      let byte = name[index]
      if byte.isASCII {
        name[index] = ASCIICase.small(byte)
        index += 1
        continue
      }
      guard let length = lengthOfPlain(name, index) else { return false }
      if byte == 0xC3, isCapital(name[index + 1]) { name[index + 1] |= 0x20 }
      index += length
    }
    return true
  }

  /// Eight bytes of ASCII with all capitals as small letters.
  @inline(__always)
  private static func smallASCII(_ bytes: UInt64) -> UInt64 {
    // The highest bit of each byte that is at least `A`, and of each after `Z`: none goes over into its neighbour.
    let (from, behind) = (bytes &+ 0x3F3F_3F3F_3F3F_3F3F, bytes &+ 0x2525_2525_2525_2525)
    return bytes | (from & ~behind & 0x8080_8080_8080_8080) >> 2
  }

  /// Whether the second byte of a letter after 0xC3 is that of a capital.
  package static func isCapital(_ second: UInt8) -> Bool { second &- 0x80 < 0x1F && second != 0x97 }

  /// Returns the length of the character of several bytes at a place; nil for one whose key cannot be told.
  private static func lengthOfPlain(
    _ name: UnsafeMutableRawBufferPointer, _ index: Int
  ) -> Int? {
    let second = index + 1 < name.count ? name[index + 1] : 0
    let third = index + 2 < name.count ? name[index + 2] : 0
    switch name[index] {
    // U+00C0 to U+00FF.
    case 0xC3: return second == 0 ? nil : 2
    // Small Cyrillic letters, U+0430 to U+044F.
    case 0xD0: return second >= 0xB0 ? 2 : nil
    case 0xD1: return second != 0 && second <= 0x8F ? 2 : nil
    // Dashes, quotes and dots, U+2010 to U+2027.
    case 0xE2 where second == 0x80: return third &- 0x90 < 0x18 ? 3 : nil
    // Chinese, U+4000 to U+9FFF.
    case 0xE4...0xE9: return third == 0 ? nil : 3
    // Kana, without the marks that join the one before.
    case 0xE3 where second == 0x81 || second == 0x83: return third == 0 ? nil : 3
    case 0xE3 where second == 0x82: return third == 0 || third == 0x99 || third == 0x9A ? nil : 3
    // Korean, U+AC00 to U+D77F.
    case 0xEA where second >= 0xB0: return third == 0 ? nil : 3
    case 0xEB, 0xEC: return third == 0 ? nil : 3
    case 0xED where second <= 0x9D: return third == 0 ? nil : 3
    default: return nil
    }
  }
}
