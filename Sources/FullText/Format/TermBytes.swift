/// The bytes of a term, eight at a time.
enum TermBytes {
  /// Returns the first eight of the `count` bytes at `term`, as a little-endian number with zeros after them.
  ///
  /// - Parameter end: Up to where memory may be read.
  @inline(__always)
  static func eight(_ term: UnsafeRawPointer, _ count: Int, end: UnsafeRawPointer) -> UInt64 {
    if end - term >= 8 {
      return UInt64(littleEndian: term.loadUnaligned(as: UInt64.self)) & mask(count)
    }
    var bytes: UInt64 = 0
    for index in (0..<min(8, count)).reversed() {
      bytes = bytes << 8 | UInt64(term.load(fromByteOffset: index, as: UInt8.self))
    }
    return bytes
  }

  /// Returns the first eight bytes as a number that comes before another where the bytes do.
  @inline(__always)
  static func order(of term: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = term.baseAddress else { return 0 }
    return eight(start, term.count, end: start + term.count).byteSwapped
  }

  /// The bits of the first `count` bytes.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? .max : 1 &<< UInt64(truncatingIfNeeded: 8 * count) &- 1
  }
}
