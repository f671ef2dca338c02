import Testing

@testable import NoteIndex

@Suite struct PostingBufferTests {
  /// The largest that a buffer may be is told by `byteCount`: what stays after a run has been written would fill it.
  @Test func emptyBufferIsAsSmallAsANewOne() {
    let buffer = PostingBuffer(hasPlaces: true)
    let small = buffer.byteCount
    var tape: [UInt8] = []
    for number in 0..<50_000 { TokenTape.append("word\(number)", to: &tape) }
    tape.withUnsafeBytes { buffer.add($0, column: 0, row: 1) }
    #expect(buffer.byteCount > 10 * small)
    buffer.removeAll()
    #expect(buffer.isEmpty)
    #expect(buffer.byteCount == small)
  }
}
