import NoteText
import SQLite

/// The tokens of a text, cut ahead of time on another thread and handed to FTS5 later.
///
/// Each token is a byte with its length less one, whose top bit says that it is colocated, then its term.
/// Places in the text are left out: FTS5 does not ask for them when it indexes.
enum TokenTape {
  private static let colocated: UInt8 = 0x80

  /// Appends the tokens of a text to `tape` and returns how many positions they take.
  static func append(
    _ text: UnsafeRawBufferPointer, cutBy tokenizer: Tokenizer, to tape: inout [UInt8]
  ) -> Int {
    var positions = 0
    var buffer = TapeBuffer(room: text.count * 5 / 4)
    tokenizer.tokenize(text) { token in
      if !token.isColocated { positions += 1 }
      let length = UInt8(truncatingIfNeeded: token.term.count &- 1) & ~colocated
      buffer.append(token.isColocated ? length | colocated : length, token.term)
      return true
    }
    tape.append(contentsOf: buffer.bytes)
    return positions
  }

  /// Appends a text as one token, whatever it is; what is beyond 128 bytes is dropped.
  static func append(_ term: String, isColocated: Bool = false, to tape: inout [UInt8]) {
    let bytes = term.utf8.prefix(Int(colocated))
    guard !bytes.isEmpty else { return }
    tape.append(UInt8(bytes.count - 1) | (isColocated ? colocated : 0))
    tape += bytes
  }

  /// A token of a tape: where its term stands.
  struct Token {
    var start: Int
    var count: Int
    var isColocated: Bool
  }

  /// Returns the token at `offset`, which goes on to the next one; nil at the end.
  @inline(__always)
  static func token(in tape: UnsafeRawBufferPointer, at offset: inout Int) -> Token? {
    guard offset < tape.count else { return nil }
    let header = tape[offset]
    let start = offset + 1
    let count = Int(header & ~colocated) + 1
    guard start + count <= tape.count else { return nil }
    offset = start + count
    return Token(start: start, count: count, isColocated: header & colocated != 0)
  }

  /// Hands the tokens of a tape to FTS5.
  static func play(_ tape: UnsafeRawBufferPointer, _ sink: TokenSink) {
    var offset = 0
    while let token = token(in: tape, at: &offset) {
      let term = UnsafeRawBufferPointer(rebasing: tape[token.start..<token.start + token.count])
      if !sink(term, 0, 0, token.isColocated) { return }
    }
  }
}

/// The tapes of the row that is being written, one for each column.
///
/// FTS5 asks for the tokens of the columns one after the other; where no tape waits the text is cut as it
/// comes, as for a deletion or an integrity check.
final class TokenTapes {
  private var waiting: [UnsafeRawBufferPointer] = []
  private var next = 0

  func load(_ tapes: [UnsafeRawBufferPointer]) {
    waiting = tapes
    next = 0
  }

  func take() -> UnsafeRawBufferPointer? {
    guard next < waiting.count else { return nil }
    defer { next += 1 }
    return waiting[next]
  }

  /// Forgets the tapes; their bytes may go away now.
  func clear() {
    waiting.removeAll(keepingCapacity: true)
    next = 0
  }
}
