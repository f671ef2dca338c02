internal import NoteText

// From a piece of the question to its terms, as the tokenizer cuts the notes.
extension QuestionReader {
  /// Cuts a piece as English has it.
  ///
  /// Pairs of characters that touch one of the `asking` words are left out.
  func cut(
    _ piece: QuestionPieces.Piece, _ wordIndex: Int, without asking: AskingWords?
  ) -> Cut {
    var cut = Cut()
    let bytes = Array(piece.text.utf8)
    var asking = asking
    tokenizer.language = .english
    tokenizer.tokenize(piece.text) { token in
      if asking?.touches(token.start..<token.end) == true { return true }
      if token.isColocated {
        if let weight = Self.alternativeWeight(token), !piece.isPhrase {
          let term = QueryTerm(
            word: "", wordIndex: wordIndex, tokens: [token.bareText], weight: weight,
            isAlternative: true)
          cut.alternatives.append((term, token.kind, token.start..<token.end))
        }
        return true
      }
      cut.places.append(token.start..<token.end)
      var term = QueryTerm(word: "", wordIndex: wordIndex, tokens: [token.text])
      // One character of a script without blanks is the beginning of a pair, wherever it stands.
      term.isPrefix = token.kind == .unspaced && term.tokens[0].unicodeScalars.count == 1
      if token.kind == .unspaced, !term.isPrefix {
        // As typed: a particle is never written in katakana.
        let typed = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
        if StopWords.holdsParticle(typed) { term.weight = FrameWords.ofParticles }
      }
      cut.terms.append(term)
      return true
    }
    return cut
  }

  /// The terms of a piece, what may stand in for them, and where each of them was typed.
  struct Cut {
    var terms: [QueryTerm] = []
    var alternatives: [(term: QueryTerm, kind: Token.Kind, place: Range<Int>)] = []
    var places: [Range<Int>] = []
  }

  /// The alternatives of a word, as ways to write it where they are all of it.
  static func ways(
    _ alternatives: [(term: QueryTerm, kind: Token.Kind, place: Range<Int>)], of terms: Int,
    _ bounds: Range<Int>, _ wordIndex: Int
  ) -> [QueryTerm] {
    alternatives.enumerated().map { place, alternative in
      var term = alternative.term
      let isWhole = alternative.kind == .part ? terms == 1 : alternative.place == bounds
      // The parts of `getUserName` are one way together.
      if isWhole {
        makeWay(&term, wordIndex..<wordIndex + 1, alternative.kind == .part ? 1 : place + 2)
      }
      return term
    }
  }

  /// What a further form of a token is worth beside it; nil where it is not looked for.
  ///
  /// A compound written as one is all of the word, more than one of its parts: `8000` is `8,000`, and `8` is not. The
  /// parts of `getUserName` are only hints; the bare `c` of `C++` would be another thing.
  private static func alternativeWeight(_ token: Token) -> Double? {
    switch token.kind {
    case .joined: 1.2
    case .part: 0.3
    case .word, .unspaced, .single, .accented: nil
    }
  }
}
