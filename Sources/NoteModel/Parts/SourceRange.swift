/// A half-open range of UTF-8 byte offsets into a file.
///
/// `start` is the 0-based offset of the first byte, `end` the offset after the last one. A note holds very
/// many of these, so they are kept as 32-bit numbers: no note is longer.
@usableFromInline
package struct SourceRange: Sendable, Hashable {
  private var first: UInt32
  private var last: UInt32

  package init(_ start: Int, _ end: Int) {
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end)
  }

  package var start: Int {
    get { Int(first) }
    set { first = UInt32(truncatingIfNeeded: newValue) }
  }

  package var end: Int {
    get { Int(last) }
    set { last = UInt32(truncatingIfNeeded: newValue) }
  }
}
