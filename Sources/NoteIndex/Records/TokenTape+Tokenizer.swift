import NoteText

extension TokenTape {
  /// Appends the tokens of a text to `tape` and returns how many positions they take.
  static func append(
    _ text: UnsafeRawBufferPointer, cutBy tokenizer: Tokenizer, to tape: inout [UInt8]
  ) -> Int {
    var positions = 0
    var buffer = TapeBuffer(room: text.count * 5 / 4)
    tokenizer.tokenize(text) { token in
      if !token.isColocated { positions += 1 }
      buffer.append(token.term, isColocated: token.isColocated)
      return true
    }
    tape.append(contentsOf: buffer.bytes)
    return positions
  }
}
