/// Letters of ASCII without regard to their case, in bytes.
package enum ASCIICase {
  /// Returns the byte, a capital letter as the small one.
  @inlinable
  @inline(__always)
  package static func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Returns where `small` first stands in a text from a place on, nil for nowhere.
  ///
  /// - Parameter small: In small letters. An empty one stands everywhere.
  package static func place(
    of small: [UInt8], in text: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Int? {
    guard let first = small.first else { return start }
    var index = start
    while index + small.count <= text.count {
      if Self.small(text[index]) == first {
        var offset = 1
        while offset < small.count, Self.small(text[index + offset]) == small[offset] {
          offset += 1
        }
        if offset == small.count { return index }
      }
      index += 1
    }
    return nil
  }
}
