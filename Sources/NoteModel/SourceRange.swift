/// A half-open range of UTF-8 byte offsets into a file.
///
/// `start` is the 0-based offset of the first byte, `end` the offset after the last one.
package struct SourceRange: Sendable, Hashable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  package var count: Int { end - start }
}
