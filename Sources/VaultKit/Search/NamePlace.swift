import Characters
import NoteModel

/// Where a file of a list stands in the order of names: by `NameKey` without the extension, then by its path.
///
/// Most names are told apart by their first bytes, and numbers are compared much faster than texts that lie elsewhere.
struct NamePlace: Sendable {
  /// The first sixteen bytes of the key; a shorter one is followed by zeros.
  private let first: UInt64
  private let second: UInt64
  private let isASCII: Bool
  /// Of the file in the list.
  var index: Int32

  init(_ path: VaultPath, index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
    let ascii = path.withStem { bytes in
      bytes.allSatisfy { $0.isASCII } ? (Self.eight(bytes, at: 0), Self.eight(bytes, at: 8)) : nil
    }
    isASCII = ascii != nil
    if let ascii {
      (first, second) = ascii
    } else {
      var key = NameKey(path.stem).text
      (first, second) = key.withUTF8 { (Self.eight($0, at: 0), Self.eight($0, at: 8)) }
    }
  }

  /// - Parameter path: Returns the path of a file of the list.
  func precedes(_ other: NamePlace, _ path: (Int32) -> VaultPath) -> Bool {
    if first != other.first { return first < other.first }
    if second != other.second { return second < other.second }
    let areASCII = isASCII && other.isASCII
    return Self.precedes(path(index), path(other.index), areASCII: areASCII)
  }

  private static func precedes(_ one: VaultPath, _ other: VaultPath, areASCII: Bool) -> Bool {
    if areASCII {
      let order = one.withStem { one in other.withStem { compareEnds(one, $0) } }
      if let order { return order }
    } else {
      let (key, otherKey) = (NameKey(one.stem).text, NameKey(other.stem).text)
      if key != otherKey { return key < otherKey }
    }
    return one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// Whether the first of two names in ASCII, equal up to the sixteenth byte, comes first; nil where they are equal.
  private static func compareEnds(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    for start in stride(from: 16, to: max(one.count, other.count), by: 8) {
      let (number, otherNumber) = (eight(one, at: start), eight(other, at: start))
      if number != otherNumber { return number < otherNumber }
    }
    return nil
  }

  /// Eight bytes from a place on, capital letters of ASCII as small ones, so that numbers are ordered as the bytes are.
  private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in start..<start + 8 {
      number = number << 8 | (index < bytes.count ? UInt64(ASCIICase.small(bytes[index])) : 0)
    }
    return number
  }
}
