import FullText
import NoteText

extension TokenTape {
  /// Appends the tokens of a text to `tape` and returns how many positions they take.
  static func append(
    _ text: UnsafeRawBufferPointer, cutBy tokenizer: Tokenizer, to tape: inout TapeBuffer
  ) -> Int {
    var positions = 0
    tokenizer.tokenize(text) { token in
      if !token.isColocated { positions += 1 }
      tape.append(token.term, isColocated: token.isColocated)
      return true
    }
    return positions
  }
}
