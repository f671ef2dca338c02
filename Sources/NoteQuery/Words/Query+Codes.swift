import Characters

// Names and numbers of programs: `NO_COLOR`, `CVE-2024-30`.
extension Query {
  /// The words of something typed with signs, in a row; nil where it has only one.
  package func phrase(of literal: QueryLiteral) -> QueryTerm? {
    let words = terms.filter {
      (literal.wordIndex == nil || $0.wordIndex == literal.wordIndex)
        && !$0.isAlternative && !$0.isPrefix
    }
    guard words.count > 1, let first = words.first else { return nil }
    return QuestionReader.phrase(words, first.word, first.wordIndex)
  }

  /// Adds a code that no note has as the beginning of a longer one, as `2607.28968` is of `2607.28968v1`.
  ///
  /// A letter has to follow: with one digit more it is another number.
  package mutating func addBeginnings(ofCode place: Int) {
    let way = (terms.map(\.way).max() ?? 0) + 1
    let code = terms[place]
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      var longer = code
      longer.tokens[longer.tokens.count - 1].append(letter)
      longer.forms = []
      longer.isPrefix = true
      QuestionReader.makeWay(&longer, code.wordIndex..<code.wordIndex + 1, way)
      terms.append(longer)
    }
  }
}

extension QueryTerm {
  /// Fewest characters of a code's last token that may be a beginning.
  private static let shortestBeginning = 2

  /// Whether it may be the beginning of a longer code: its last token holds a digit.
  package var canBeBeginning: Bool {
    let last = tokens[tokens.count - 1].utf8
    return !isAlternative && !isPrefix && last.count >= Self.shortestBeginning
      && last.contains { $0.isDigit }
  }
}
