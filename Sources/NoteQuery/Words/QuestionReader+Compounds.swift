import Characters
internal import NoteText

// People write `e-mail`, `email` and `e mail`. A word with a hyphen is in the index as one word too, so two words of a
// question are looked for as one; and a word that hardly any note has is looked for as two.
extension QuestionReader {
  /// Most words of a question whose neighbours are joined; a longer one was pasted.
  private static let mostJoined = 24
  /// Length of two words that are joined, in bytes.
  private static let joinedLength = 4...24
  /// Function words that end a compound: `log in` is `login`, and `capital of` is nothing.
  private static let particles = WordList("in on off out over up down back away through under")

  /// A word of the question that may be a part of a compound.
  struct Neighbour {
    var text: String
    /// Its place in the question; nil for one that is ignored.
    var wordIndex: Int?
  }

  /// Adds each two words that were typed one after the other as one.
  func addCompounds(of neighbours: [Neighbour?], to query: inout Query) {
    guard neighbours.count > 1, neighbours.count <= Self.mostJoined else { return }
    var ways = query.terms.map(\.way).max() ?? 0
    for (first, second) in zip(neighbours, neighbours.dropFirst()) {
      guard let first, let second, let start = first.wordIndex else { continue }
      guard second.wordIndex != nil || Self.particles.contains(second.text) else { continue }
      let text = first.text + second.text
      guard Self.joinedLength.contains(text.utf8.count) else { continue }
      let piece = QuestionPieces.Piece(text: text)
      guard var term = terms(of: piece, start).first, term.tokens.count == 1,
        !query.terms.contains(where: { $0.tokens == term.tokens })
      else { continue }
      term.word = query.terms.first { $0.wordIndex == start }?.word ?? first.text
      ways += 1
      Self.makeWay(&term, start..<(second.wordIndex ?? start) + 1, ways)
      query.terms.append(term)
    }
  }

  /// The word of a piece if it may be a part of a compound: Latin letters and nothing else.
  static func neighbour(_ piece: QuestionPieces.Piece, _ wordIndex: Int?) -> Neighbour? {
    guard piece.isPlain, piece.date == nil else { return nil }
    let text = piece.text.lowercased()
    let isWord = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII ? scalar.isSmallASCIILetter : (0xC0..<0x250).contains(scalar.value)
    }
    return isWord && !text.isEmpty ? Neighbour(text: text, wordIndex: wordIndex) : nil
  }

  // MARK: Capitals inside a word

  /// Most words of a question that are looked for in words with capitals inside.
  private static let mostWithParts = 16
  /// What such a word is worth beside the word itself: `GitHub` says little of `git`.
  private static let partWeight = 0.3

  /// Adds each word as a part of another one, as the `git` in `GitHub`.
  func addParts(to query: inout Query) {
    let words = query.terms.filter(Self.canBePart)
    guard words.count <= Self.mostWithParts else { return }
    var ways = query.terms.map(\.way).max() ?? 0
    for var term in words {
      term.tokens = term.tokens.map(Self.part)
      for place in term.forms.indices {
        term.forms[place].tokens = term.forms[place].tokens.map(Self.part)
      }
      term.weight *= Self.partWeight
      ways += 1
      Self.makeWay(&term, term.wordIndex..<term.wordIndex + 1, ways)
      query.terms.append(term)
    }
  }

  /// A word of at least three ASCII letters and digits, a letter first, that is looked for as it is.
  private static func canBePart(_ term: QueryTerm) -> Bool {
    !term.isAlternative && !term.isFunctionWord && !term.isPrefix && term.tokens.count == 1
      && term.tokens[0].utf8.count > 2 && term.tokens[0].utf8.first.map { $0 >= 0x61 } == true
      && term.tokens[0].utf8.allSatisfy { $0.isDigit || $0.isSmallLetter }
  }

  /// The token of a part of a word, as the tokenizer writes it.
  private static func part(_ token: String) -> String {
    token + String(UnicodeScalar(Tokenizer.partMark))
  }

  // MARK: Rare words

  /// Fewest letters of a part of a word.
  private static let shortestPart = 2
  private static let splitLength = 4...24

  /// Adds to a query other ways to write a word that hardly any note has: `back up` for `backup`, and what may be an
  /// umlaut, `Müller` for `Mueller`.
  ///
  /// - Parameter isWord: Whether the vault has a word.
  package func addForms(
    ofRare place: Int, to query: inout Query, isWord: (String) throws -> Bool
  ) rethrows {
    let term = query.terms[place]
    guard query.typedTerms < Self.mostTerms / 2,
      Self.isAllOfItsWord(term, query)
    else { return }
    let text = term.word.lowercased().filter { !".,;:!?()\"".contains($0) }
    let letters = Array(text.utf8)
    guard Self.splitLength.contains(letters.count), letters.allSatisfy({ $0.isSmallLetter }) else {
      return
    }
    var found: [QueryTerm] = []
    // A name may stand in any note: `Mueller`. In English `poet` is not `pöt`, which would be `pot`.
    let isName = term.word.utf8.first?.isCapital == true
    if let umlauts = Self.withUmlauts(letters),
      let word = terms(of: QuestionPieces.Piece(text: umlauts), term.wordIndex).first?
        .limited(to: isName ? .all : Self.umlautLanguages),
      try word.forms.contains(where: { try isWord($0.tokens[0]) })
    {
      found.append(word)
    }
    for border in Self.shortestPart...(letters.count - Self.shortestPart) {
      let first = String(decoding: letters[..<border], as: UTF8.self)
      let second = String(decoding: letters[border...], as: UTF8.self)
      let text = first + " " + second
      // Hardly any border cuts a word in two words, and to make a term takes longer than to look the tokens up.
      let parts = tokens(of: text)
      guard parts.count == 2, try parts.allSatisfy({ try isWord($0) }) else { continue }
      let piece = QuestionPieces.Piece(text: text, role: .phrase)
      guard let phrase = terms(of: piece, term.wordIndex).first, phrase.tokens == parts else {
        continue
      }
      found.append(phrase)
    }
    for var other in found {
      other.word = term.word
      let way = (query.terms.map(\.way).max() ?? 0) + 1
      Self.makeWay(&other, term.wordIndex..<term.wordIndex + 1, way)
      query.terms.append(other)
    }
  }

  /// Languages in which people type two letters for one where they lack the key.
  private static let umlautLanguages = LanguageSet([
    .german, .swedish, .norwegian, .danish, .finnish,
  ])

  /// The tokens of a text as English has them, without further forms.
  private func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    tokenizer.language = .english
    tokenizer.tokenize(text) { token in
      if !token.isColocated { tokens.append(token.text) }
      return true
    }
    return tokens
  }

  private static func isAllOfItsWord(_ term: QueryTerm, _ query: Query) -> Bool {
    query.terms.count { $0.wordIndex == term.wordIndex && !$0.isAlternative } == 1
  }

  /// The word with umlauts where two letters can stand for one; nil where none can.
  ///
  /// Not behind a vowel or a q: `neue`, `Bauer`, `Quelle`.
  static func withUmlauts(_ letters: [UInt8]) -> String? {
    var text = ""
    var index = 0
    var hasUmlaut = false
    while index < letters.count {
      let isBehindVowel = index > 0 && "aeiouq".utf8.contains(letters[index - 1])
      let next = index + 1 < letters.count ? letters[index + 1] : 0
      if !isBehindVowel, let letter = umlaut(letters[index], next) {
        text += letter
        hasUmlaut = true
        index += 2
        continue
      }
      text.unicodeScalars.append(Unicode.Scalar(letters[index]))
      index += 1
    }
    return hasUmlaut ? text : nil
  }

  private static func umlaut(_ first: UInt8, _ second: UInt8) -> String? {
    switch (first, second) {
    case (UInt8(ascii: "a"), UInt8(ascii: "e")): "ä"
    case (UInt8(ascii: "o"), UInt8(ascii: "e")): "ö"
    case (UInt8(ascii: "u"), UInt8(ascii: "e")): "ü"
    case (UInt8(ascii: "a"), UInt8(ascii: "a")): "å"
    default: nil
    }
  }

  /// Other ways that notes write a word.
  func otherSpellings(of word: String) -> [String] {
    if let other = Self.withoutUmlauts(word) { return [other] }
    guard languages.contains(.french), let ordinal = FrenchOrdinal(word) else { return [] }
    return ordinal.spellings(besides: word)
  }

  /// The word as it is typed where there is no key for umlauts, nil where it has none.
  private static func withoutUmlauts(_ word: String) -> String? {
    let pairs: [(Character, String)] = [
      ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa"),
    ]
    if word.utf8.allSatisfy({ $0.isASCII }) { return nil }
    let small = word.lowercased()
    guard small.contains(where: { letter in pairs.contains { $0.0 == letter } }) else { return nil }
    return small.map { letter in pairs.first { $0.0 == letter }?.1 ?? String(letter) }.joined()
  }
}
