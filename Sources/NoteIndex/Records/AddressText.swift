import Characters
import NoteModel

/// The text of a section as its words are indexed, where links in it have addresses behind them.
///
/// An address is there to be found by its words. So its scheme says nothing, and a part between two slashes that an
/// earlier address of the section has had says nothing new: a footer with three addresses of one page would else be
/// half of a short note. A hyphen stands for a blank there, and makes no compound.
struct AddressText {
  private var bytes: [UInt8] = []
  private var parts = Parts()

  /// Hands over the text with blanks in the place of what says nothing new; no byte moves.
  ///
  /// - Parameter addresses: Where the addresses are, ascending.
  mutating func withBlanks<Result>(
    _ text: UnsafeRawBufferPointer, _ addresses: [Range<Int>],
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
    parts.removeAll()
    for address in addresses {
      bytes.withUnsafeMutableBytes { Self.blank($0, address, &parts) }
    }
    return bytes.withUnsafeBytes(body)
  }

  private static func blank(
    _ bytes: UnsafeMutableRawBufferPointer, _ address: Range<Int>, _ parts: inout Parts
  ) {
    var start = schemeEnd(UnsafeRawBufferPointer(bytes), address) ?? address.lowerBound
    for index in address.lowerBound..<start { bytes[index] = .space }
    while start < address.upperBound {
      var end = start
      while end < address.upperBound, !isBorder(bytes[end]) {
        // No part has a blank of its own, so parts that differ still do.
        if bytes[end] == UInt8(ascii: "-") { bytes[end] = .space }
        end += 1
      }
      if end > start, !parts.insert(key(of: start..<end, in: bytes)) {
        for index in start..<end { bytes[index] = .space }
      }
      start = end + 1
    }
  }

  /// The bytes of a part as a number, those of a long one as their digest: most are short, and none has a byte of 0.
  private static func key(of part: Range<Int>, in bytes: UnsafeMutableRawBufferPointer) -> Int64 {
    if part.count > 8 { return Digest.of(UnsafeRawBufferPointer(rebasing: bytes[part])) }
    let unused = UInt64(64 - 8 * part.count)
    if part.upperBound >= 8 {
      let eight = bytes.loadUnaligned(fromByteOffset: part.upperBound - 8, as: UInt64.self)
      return Int64(bitPattern: (eight.littleEndian >> unused) << unused)
    }
    let key = part.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) }
    return Int64(bitPattern: key << unused)
  }

  /// The digests of the parts of a section's addresses: few are looked through faster than a set.
  private struct Parts {
    private var few: [Int64] = []
    private var rest: Set<Int64> = []

    /// Most digests that are searched one by one.
    private static let mostFew = 16

    mutating func removeAll() {
      few.removeAll(keepingCapacity: true)
      if !rest.isEmpty { rest = [] }
    }

    /// Puts a digest in; returns false where it was there.
    mutating func insert(_ digest: Int64) -> Bool {
      if few.contains(digest) { return false }
      if few.count == Self.mostFew { return rest.insert(digest).inserted }
      if few.isEmpty { few.reserveCapacity(Self.mostFew) }
      few.append(digest)
      return true
    }
  }

  /// Where the parts of an address end, and the brackets around it.
  private static func isBorder(_ byte: UInt8) -> Bool {
    byte < 64 && borders >> UInt64(byte) & 1 != 0
  }

  /// A bit for each byte below 64: blanks and controls, and `"#&()/=?"`.
  private static var borders: UInt64 { 0xA000_8349_FFFF_FFFF }

  /// Where `https:` ends.
  private static func schemeEnd(_ bytes: UnsafeRawBufferPointer, _ address: Range<Int>) -> Int? {
    var index = address.lowerBound
    while index < address.upperBound, Self.isBorder(bytes[index]) { index += 1 }
    let start = index
    while index < address.upperBound, bytes[index].isLetter { index += 1 }
    let isScheme =
      index > start && index + 1 < address.upperBound && bytes[index] == UInt8(ascii: ":")
      && bytes[index + 1] == UInt8(ascii: "/")
    return isScheme ? index + 1 : nil
  }
}
