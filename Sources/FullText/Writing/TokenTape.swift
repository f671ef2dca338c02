package import SQLite

/// The tokens of a text, cut ahead of time on another thread and handed to FTS5 later.
///
/// Each token is a byte with its length less one, whose top bit says that it is colocated, then its term.
/// Places in the text are left out: FTS5 does not ask for them when it indexes.
@usableFromInline package enum TokenTape {
  @usableFromInline static var colocated: UInt8 { 0x80 }

  /// Appends a text as one token, whatever it is; what is beyond 128 bytes is dropped.
  package static func append(_ term: String, isColocated: Bool = false, to tape: inout [UInt8]) {
    let bytes = term.utf8.prefix(Int(colocated))
    guard !bytes.isEmpty else { return }
    tape.append(UInt8(bytes.count - 1) | (isColocated ? colocated : 0))
    tape += bytes
  }

  /// A token of a tape: where its term stands.
  package struct Token {
    var start: Int
    var count: Int
    var isColocated: Bool
  }

  /// Returns the token at `offset`, which goes on to the next one; nil at the end.
  package static func token(in tape: UnsafeRawBufferPointer, at offset: inout Int) -> Token? {
    guard offset < tape.count else { return nil }
    let header = tape[offset]
    let start = offset + 1
    let count = Int(header & ~colocated) + 1
    guard start + count <= tape.count else { return nil }
    offset = start + count
    return Token(start: start, count: count, isColocated: header & colocated != 0)
  }

  /// Whether the first token of a tape says that it is colocated, with none before it.
  static func isColocatedFirst(_ tape: UnsafeRawBufferPointer) -> Bool {
    tape.first.map { $0 & colocated != 0 } ?? false
  }

  /// Hands the tokens of a tape to FTS5.
  package static func play(_ tape: UnsafeRawBufferPointer, _ sink: TokenSink) {
    var offset = 0
    while let token = token(in: tape, at: &offset) {
      let term = UnsafeRawBufferPointer(rebasing: tape[token.start..<token.start + token.count])
      if !sink(term, 0, 0, token.isColocated) { return }
    }
  }
}

/// The tokens of one column of a row, in the bytes of all columns; a note can have very many.
package struct ColumnTape: Sendable {
  private var start: UInt32
  private var end: UInt32
  private var positions: UInt32

  package init(tape: Range<Int>, length: Int) {
    start = UInt32(truncatingIfNeeded: tape.lowerBound)
    end = UInt32(truncatingIfNeeded: tape.upperBound)
    positions = UInt32(truncatingIfNeeded: length)
  }

  /// See `TokenTape`.
  package var tape: Range<Int> { Int(start)..<Int(end) }
  /// Its length in token positions.
  package var length: Int { Int(positions) }
}

/// The tapes of the row that is being written, one for each column.
///
/// FTS5 asks for the tokens of the columns one after the other; where no tape waits the text is cut as it
/// comes, as for a deletion or an integrity check.
package final class TokenTapes {
  private var waiting: [UnsafeRawBufferPointer] = []
  private var next = 0

  package init() {}

  /// Lays tapes ready, which have to stay until `clear`.
  package func load(_ tapes: [UnsafeRawBufferPointer]) {
    waiting = tapes
    next = 0
  }

  /// Returns the tape of the next column; nil where none waits.
  package func take() -> UnsafeRawBufferPointer? {
    guard next < waiting.count else { return nil }
    defer { next += 1 }
    return waiting[next]
  }

  /// Forgets the tapes; their bytes may go away now.
  package func clear() {
    waiting.removeAll(keepingCapacity: true)
    next = 0
  }
}
