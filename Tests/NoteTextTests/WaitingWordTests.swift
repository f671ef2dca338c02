import NoteText
import TestSupport
import Testing

/// Words are looked up several at a time; what comes of one must not depend on which others are near.
@Suite struct WaitingWordTests {
  private static let longWords = [
    "getUserNameFromTheDatabase", "aWordWithCapitalsInside and", "Internationalization-minded",
    "characteristically", "x\(String(repeating: "y", count: 200))", "1,000,000", "a,1", "abcdefgh",
    "ABCDEFGHIJKLMNO", "abcdefghijklmno1", "abcdefghijklmnop", "Qwerty7", "under_score",
  ]
  private static let pieces =
    longWords
    + (TokenizerTests.rows + TokenizerTests.unicodeRows + TokenizerTests.stemRows).map(\.text)

  @Test(arguments: Rounds.seeds(40))
  func wordsAreCutTheSameBesideOthers(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let tokenizer = Tokenizer(stemming: seed % 4 == 0 ? .none : .byLanguage)
    if seed % 3 == 0 { tokenizer.language = .german }
    let chosen = (0..<60).compactMap { _ in Self.pieces.randomElement(using: &random) }
    var apart: [String] = []
    for piece in chosen {
      let line = tokens(of: piece, Self.fresh(like: tokenizer, seed))
      if !line.isEmpty { apart.append(line) }
    }
    #expect(
      tokens(of: chosen.joined(separator: "\n"), tokenizer) == apart.joined(separator: " "),
      "VQ_SEED=\(seed)")
  }

  private static func fresh(like other: Tokenizer, _ seed: UInt64) -> Tokenizer {
    let tokenizer = Tokenizer(stemming: seed % 4 == 0 ? .none : .byLanguage)
    tokenizer.language = other.language
    return tokenizer
  }

  /// Where the stems of some words are not asked for, those words stay as they are and all others are what they were.
  ///
  /// It relies on English stems that begin like their words.
  @Test(arguments: ["w", "s", "dlt", "aeiou", ""])
  func wordsWithOtherFirstLettersAreNotStemmed(_ letters: String) {
    let odd =
      "skies dying lying tying idly gently ugly early only singly using yelling internationalizations"
    let text = (Self.pieces + [odd]).joined(separator: "\n")
    let tokenizer = Tokenizer()
    var all: [Token.Place] = []
    tokenizer.tokenize(text) { token in
      all.append(Token.Place(token))
      return true
    }
    tokenizer.stemmedLetters = letters.utf8.reduce(0) { $0 | 1 &<< UInt32($1) }
    var some: [Token.Place] = []
    tokenizer.tokenize(text) { token in
      some.append(Token.Place(token))
      return true
    }
    #expect(some.map(\.start) == all.map(\.start))
    for (found, expected) in zip(some, all) {
      let first = expected.term.utf8.first ?? 0
      if letters.utf8.contains(first) || first &- 0x61 >= 26 {
        #expect(found == expected)
      } else {
        #expect(found.term.utf8.first == first, "\(found.term), \(expected.term)")
      }
    }
  }

  @Test(arguments: [1, 15, 16, 17, 40])
  func nothingComesAfterAStop(_ most: Int) {
    let text = (1...60).map { "word\($0) words some\u{E9} well-known" }.joined(separator: " ")
    let tokenizer = Tokenizer()
    var all: [String] = []
    tokenizer.tokenize(text) { token in
      all.append(token.text)
      return true
    }
    var seen: [String] = []
    tokenizer.tokenize(text) { token in
      seen.append(token.text)
      return seen.count < most
    }
    #expect(seen == Array(all.prefix(most)))
    // Nor with the next text.
    #expect(tokens(of: "one two", tokenizer) == "one two")
  }
}

extension Token {
  /// A token that stays, with its place.
  fileprivate struct Place: Equatable {
    var term: String
    var start: Int
    var end: Int
    var isColocated: Bool

    init(_ token: Token) {
      (term, start, end) = (token.text, token.start, token.end)
      isColocated = token.isColocated
    }
  }
}
