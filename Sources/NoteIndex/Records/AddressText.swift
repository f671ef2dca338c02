import NoteModel

/// The text of a section as its words are indexed, where links in it have addresses behind them.
///
/// An address is there to be found by its words. So its scheme says nothing, and a part between two slashes that an
/// earlier address of the section has had says nothing new: a footer with three addresses of one page would else be
/// half of a short note. A hyphen stands for a blank there, and makes no compound.
enum AddressText {
  /// Returns the text with blanks in the place of what says nothing new; no byte moves.
  ///
  /// - Parameter addresses: Where the addresses are, ascending.
  static func blanked(_ text: UnsafeRawBufferPointer, _ addresses: [Range<Int>]) -> [UInt8] {
    var bytes = Array(text)
    var known: Set<Int64> = []
    for address in addresses {
      var start = address.lowerBound
      if let scheme = schemeEnd(bytes, address) {
        for index in start..<scheme { bytes[index] = 0x20 }
        start = scheme
      }
      while start < address.upperBound {
        var end = start
        while end < address.upperBound, !isBorder(bytes[end]) { end += 1 }
        let digest = bytes[start..<end].withUnsafeBytes { Digest.of($0) }
        let isKnown = end > start && !known.insert(digest).inserted
        for index in start..<end where isKnown || bytes[index] == UInt8(ascii: "-") {
          bytes[index] = 0x20
        }
        start = end + 1
      }
    }
    return bytes
  }

  /// Where the parts of an address end, and the brackets around it.
  private static func isBorder(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "/?&=#()".utf8.contains(byte)
  }

  /// Where `https:` ends.
  private static func schemeEnd(_ bytes: [UInt8], _ address: Range<Int>) -> Int? {
    var index = address.lowerBound
    while index < address.upperBound, isBorder(bytes[index]) { index += 1 }
    let start = index
    while index < address.upperBound, (bytes[index] | 0x20) &- 0x61 < 26 { index += 1 }
    let isScheme =
      index > start && index + 1 < address.upperBound && bytes[index] == UInt8(ascii: ":")
      && bytes[index + 1] == UInt8(ascii: "/")
    return isScheme ? index + 1 : nil
  }
}
