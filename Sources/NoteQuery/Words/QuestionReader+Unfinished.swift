import Characters
internal import NoteText

// While a question is being typed each word may be the beginning of a longer one, the last one above all.
extension QuestionReader {
  /// Fewest letters of a beginning that is looked for everywhere; fewer begin a large part of all words, and are looked
  /// for in the names of notes alone.
  private static let shortestBeginning = 3

  /// Fewest letters of a stem that is shorter than what was typed, and how many it may lack.
  private static let shortestStem = 4
  private static let longestStemCut = 4
  private static let stemWeight = 0.5

  /// Most words before the last one that may be beginnings, and what such a one is worth beside the word itself.
  private static let mostBeginnings = 6
  private static let beginningWeight = 0.8

  /// Reads a question that is still being typed: each word may be the beginning of a longer one.
  package func readUnfinished(_ text: String) -> Query {
    var query = readUnfinishedEnd(text)
    let last = query.terms.map(\.wordIndex).max() ?? 0
    var ways = query.terms.map(\.way).max() ?? 0
    for term in query.terms.filter({ $0.canBeRare && $0.wordIndex < last })
      .prefix(Self.mostBeginnings)
    {
      guard let beginning = beginning(of: term.word) else { continue }
      ways += 1
      var other = QueryTerm(
        word: term.word, wordIndex: term.wordIndex, tokens: [beginning], isPrefix: true,
        weight: Self.beginningWeight)
      Self.makeWay(&other, term.wordIndex..<term.wordIndex + 1, ways)
      query.terms.append(other)
    }
    return query
  }

  /// A word as the notes have its beginning; nil where it is short or more than one token.
  private func beginning(of word: String) -> String? {
    var beginning: String?
    var count = 0
    exact.tokenize(word) { token in
      if token.isColocated { return true }
      count += 1
      beginning = token.kind == .word ? token.text : nil
      return true
    }
    guard count == 1, let beginning, beginning.unicodeScalars.count >= Self.shortestBeginning
    else { return nil }
    return beginning
  }

  private func readUnfinishedEnd(_ text: String) -> Query {
    var query = read(text)
    guard let last = text.unicodeScalars.last, last.properties.isAlphabetic || last.isASCII,
      text.utf8.last.map({ $0.isOfWord }) == true
    else { return query }
    var beginning = ""
    var isUnspaced = false
    exact.tokenize(text) { token in
      if token.isColocated { return true }
      beginning = token.text
      isUnspaced = token.kind == .unspaced
      return true
    }
    guard !isUnspaced, !beginning.isEmpty else { return query }
    let word = text.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? text
    var term = QueryTerm(
      word: word, wordIndex: query.terms.map(\.wordIndex).max() ?? 0, tokens: [beginning],
      isPrefix: true)
    term.isOfNotes = beginning.unicodeScalars.count < Self.shortestBeginning
    let place = query.terms.lastIndex { !$0.isAlternative && $0.tokens.count == 1 }
    if let place, query.terms[place].wordIndex == term.wordIndex, query.ignored.last != word {
      // The word itself, in all its forms, is the better match.
      var whole = query.terms[place]
      whole.isAlternative = true
      query.terms[place] = term
      query.terms.append(whole)
      if !term.isOfNotes { query.terms += shorterStems(of: term) }
    } else if query.ignored.last == word {
      query.ignored.removeLast()
      term.wordIndex += 1
      query.terms.insert(
        term, at: query.terms.firstIndex(where: \.isAlternative) ?? query.terms.count)
    }
    return query
  }

  /// What the word that `beginning` becomes may be in the index, less its ending: `runn` may become `running`, which
  /// is there as `run`, and `organizat` is there as `organ`.
  private func shorterStems(of beginning: QueryTerm) -> [QueryTerm] {
    let letters = Array(beginning.tokens[0].utf8)
    guard letters.allSatisfy({ $0.isSmallLetter }) else { return [] }
    let shortest = max(Self.shortestStem, letters.count - Self.longestStemCut)
    var lengths = Array(stride(from: shortest, to: letters.count, by: 1))
    if letters.count > 3, letters[letters.count - 1] == letters[letters.count - 2],
      lengths.first != letters.count - 1
    {
      lengths.append(letters.count - 1)
    }
    return Set(lengths).sorted().map { length in
      QueryTerm(
        word: beginning.word, wordIndex: beginning.wordIndex,
        tokens: [String(decoding: letters[..<length], as: UTF8.self)], weight: Self.stemWeight,
        isAlternative: true)
    }
  }
}
