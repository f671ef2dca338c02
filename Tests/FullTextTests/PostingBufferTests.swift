import SQLite
import Testing

@testable import FullText

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

  @Test func partsOfARowAreTheRow() throws {
    var tape: [UInt8] = []
    for number in 0..<5_000 { TokenTape.append("word\(number * number % 3_000)", to: &tape) }
    var whole: [String] = []
    let buffer = PostingBuffer(hasPlaces: true)
    tape.withUnsafeBytes { buffer.add($0, column: 0, row: 7) }
    try buffer.forEachTerm { (term, rows) throws(SQLiteError) in
      whole.append("\(Array(term)) \(Array(rows.bytes))")
    }
    var parts: [String] = []
    for part in 0..<UInt32(6) {
      buffer.removeAll()
      tape.withUnsafeBytes { buffer.add($0, column: 0, row: 7, part: part, of: 6) }
      var count = 0
      try buffer.forEachTerm { (term, rows) throws(SQLiteError) in
        parts.append("\(Array(term)) \(Array(rows.bytes))")
        count += 1
      }
      // None has nearly all: what memory holds at a time is a part.
      #expect(count > 0 && count < whole.count / 3, "\(count) of \(whole.count)")
    }
    #expect(Set(parts) == Set(whole))
    #expect(parts.count == whole.count)
  }
}
