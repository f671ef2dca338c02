import Characters

/// Which bytes are UTF-8, as PCRE2 must be sure of before it reads a text.
enum ValidText {
  /// Whether a text is UTF-8 as a whole.
  static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while place < text.count {
      let length = length(text, at: place)
      if length == 0 { return false }
      place += length
    }
    return true
  }

  /// Copies a text; each byte that is not UTF-8 becomes the control character U+001A.
  static func mend(_ text: UnsafeRawBufferPointer, into mended: inout [UInt8]) {
    mended.removeAll(keepingCapacity: true)
    mended.append(contentsOf: text)
    var place = 0
    while place < text.count {
      let length = length(text, at: place)
      if length == 0 { mended[place] = 0x1A }
      place += max(1, length)
    }
  }

  /// The bytes of the character at `place`, or of the ASCII that begins there; 0 for none.
  @inline(__always)
  private static func length(_ text: UnsafeRawBufferPointer, at place: Int) -> Int {
    let first = text[place]
    if first.isASCII {
      if place + 8 <= text.count,
        text.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        return 8
      }
      return 1
    }
    // The second byte has fewer values after some first ones: no long forms, no surrogates, nothing above U+10FFFF.
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch first {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0...0)
      }
    if count == 0 || place + count > text.count || !second.contains(text[place + 1]) { return 0 }
    for next in place + 2..<max(place + 2, place + count) where text[next] & 0xC0 != 0x80 {
      return 0
    }
    return count
  }
}
