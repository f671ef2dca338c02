import Characters
internal import NoteText

// Which words only hold a question together.
extension QuestionReader {
  /// Whether a piece is a function word on its own.
  ///
  /// A quoted word is meant; so is one in capitals among small letters (`what is IT`), `I` and the first word
  /// excepted where they are one letter. Compounds (`how-to`) are names.
  func isFunctionWord(
    _ piece: QuestionPieces.Piece, _ terms: [QueryTerm], _ reading: Reading
  ) -> Bool {
    guard !piece.isPhrase, piece.date == nil, !terms.isEmpty else { return false }
    let word = terms[0].word
    if reading.language != .english {
      // Letters, apostrophes and hyphens alone: `C++` is a name. So is a single consonant.
      let isPlain = word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          ? scalar.isASCIILetter || scalar == "'" || scalar == "-"
          : scalar == "\u{2019}" || scalar.properties.isAlphabetic
      }
      let isConsonant = word.utf8.count == 1 && !"aeiouyAEIOUY".contains(word)
      let words = StopWords([reading.language])
      let parts = FunctionWordCount.parts(of: word)
      return isPlain && !isConsonant && !parts.isEmpty
        && parts.allSatisfy { words.contains($0) }
    }
    guard terms.count == 1 else { return false }
    // Every word may be there or not, so between two of them it says nothing.
    if word == "OR", reading.hasSmallLetters, reading.wordIndex > 0 { return true }
    let plain = folded(word)
    guard functionWords.contains(plain) else { return false }
    if Self.wordsOfTheirOwn.contains(plain), word.utf8.count == plain.utf8.count { return false }
    let isCapitals = word.utf8.allSatisfy { $0.isCapital }
    let isOneLetter = word.utf8.count == 1
    if !isCapitals || !reading.hasSmallLetters { return true }
    return isOneLetter && (reading.wordIndex == 0 || word == "I")
  }

  /// Words that are function words with an apostrophe alone: `I'd`, but `process id`.
  private static let wordsOfTheirOwn = WordList("id ill")

  /// The word folded and not stemmed; empty where it has accents.
  ///
  /// Words with accents are no English ones, though they may fold to one: Vietnamese `số` is no `so`.
  func folded(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { $0.isASCII || $0 == "\u{2019}" }
    return isPlain ? withoutAccents(word) : ""
  }

  /// The word as the frame of a question knows it: in English none with accents.
  func framing(_ word: String, _ reading: Reading) -> String {
    reading.language == .english ? folded(word) : withoutAccents(word)
  }

  private func withoutAccents(_ word: String) -> String {
    var text = ""
    exact.tokenize(word) { token in
      text = token.text
      return false
    }
    return text
  }
}
