import Characters
internal import NoteText

// Dates and numbers that are typed in several words are one thing to look for, beside their words.
extension QuestionReader {
  /// Longest question in bytes in which dates are looked for; what is longer was pasted.
  private static let longestDated = 500
  /// Fewest digits of a number that may be typed in groups.
  private static let fewestDigits = 7
  /// What a number as one is worth in multiples of its groups: most of those stand in another number of its kind too.
  private static let numberWeight = 2.0

  // MARK: Numbers

  /// A word that is looked for, and where it was typed.
  struct WordPlace {
    var bytes: Range<Int>
    var wordIndex: Int
  }

  /// Whether a question has so many digits that they may be one number in groups.
  static func mayHaveNumber(_ text: String) -> Bool {
    text.utf8.count <= longestDated && text.utf8.count { $0.isDigit } >= fewestDigits
  }

  /// Adds each number that was typed with blanks as one: another way to write its groups, which may be numbers of their
  /// own, as in `404 500 502`.
  ///
  /// The tokenizer says what one number is, so that notes and questions are cut in the same way.
  func addNumbers(in text: String, at places: [WordPlace], to query: inout Query) {
    guard places.count > 1 else { return }
    var ways = query.terms.map(\.way).max() ?? 0
    exact.tokenize(text) { token in
      guard token.kind == .joined else { return true }
      let number = token.start..<token.end
      let parts = places.filter { $0.bytes.overlaps(number) }
      guard parts.count > 1, let first = parts.first, let last = parts.last,
        !query.terms.contains(where: { $0.tokens == [token.text] })
      else { return true }
      ways += 1
      var term = QueryTerm(
        word: query.terms.first { $0.wordIndex == first.wordIndex }?.word ?? token.text,
        wordIndex: first.wordIndex, tokens: [token.text], weight: Self.numberWeight)
      Self.makeWay(&term, first.wordIndex..<last.wordIndex + 1, ways)
      query.terms.append(term)
      return true
    }
  }

  // MARK: Dates

  /// Joins the words of a question that spell one date.
  func mergeDates(
    _ pieces: inout [QuestionPieces.Piece], of text: String, in query: inout Query
  ) {
    guard text.utf8.count <= Self.longestDated else { return }
    defer {
      for date in pieces.lazy.compactMap(\.date) {
        for case .day(let day) in date.days { query.days.append(day) }
      }
      query.isDate = pieces.count == 1 && !query.days.isEmpty
    }
    let reader = DateReader(languages: languages, today: today)
    let words = pieces.map { piece in
      piece.isPlain || piece.isExcluded && piece.isWord
        ? dateWord(piece.text) : ""
    }
    var place = 0
    var removed = 0
    while place < words.count {
      defer { place += 1 }
      guard !words[place].isEmpty, let date = reader.date(words[place...]) else { continue }
      let first = place - removed
      let isOne = pieces[first...].prefix(date.count).dropFirst().allSatisfy(\.isPlain)
      guard isOne else { continue }
      merge(&pieces, first...(first + date.count - 1), date)
      removed += date.count - 1
      place += date.count - 1
    }
  }

  /// A word in small letters and without accents and apostrophes, as the names of months are listed.
  private func dateWord(_ text: String) -> String {
    var bytes = Substring(text).utf8
    while let last = bytes.last, ",;:!?)".utf8.contains(last) { bytes.removeLast() }
    while let first = bytes.first, "(".utf8.contains(first) { bytes.removeFirst() }
    guard bytes.count <= 20 else { return "" }
    var word = String(Substring(bytes))
    if word.utf8.allSatisfy({ $0.isASCII }) {
      let isEndOfSentence = word.hasSuffix(".") && word.utf8.count > 5
      word = (isEndOfSentence ? String(word.dropLast()) : word).lowercased()
      if word.hasSuffix("'s") { word.removeLast(2) }
      return word.contains("'") ? word.filter { $0 != "'" } : word
    }
    var folded = ""
    exact.tokenize(word) { token in
      if !token.isColocated { folded += token.text }
      return true
    }
    return folded
  }

  private func merge(
    _ pieces: inout [QuestionPieces.Piece], _ range: ClosedRange<Int>, _ date: AskedDate
  ) {
    var piece = pieces[range.lowerBound]
    piece.text = pieces[range].map(\.text).joined(separator: " ")
    piece.typed = pieces[range].map(\.typed).joined(separator: " ")
    piece.date = date
    pieces.replaceSubrange(range, with: [piece])
  }

  // MARK: Terms

  /// The terms of a date: as ISO writes it, which daily notes are named by, all other ways to write it, and as it was
  /// typed, in a row and word by word.
  func dateTerms(_ date: AskedDate, _ piece: QuestionPieces.Piece, _ wordIndex: Int) -> [QueryTerm]
  {
    let typed = piece.trimmedText
    var spellings = date.spellings(in: languages)
    if date.isGuess { spellings.insert(typed, at: 0) } else { spellings.append(typed) }
    var found: [QueryTerm] = []
    for spelling in spellings {
      let phrase = QuestionPieces.Piece(text: spelling, role: .phrase)
      guard var term = terms(of: phrase, wordIndex).first,
        !found.contains(where: { $0.tokens == term.tokens })
      else { continue }
      term.word = typed
      if !found.isEmpty { Self.makeWay(&term, wordIndex..<wordIndex + 1, found.count) }
      found.append(term)
    }
    // In `2026-03-01T10:00` the day is not a word of its own.
    if case .day = date.days[0], var term = found.first, let last = term.tokens.last {
      term.tokens[term.tokens.count - 1] = last + "t"
      term.isPrefix = true
      Self.makeWay(&term, wordIndex..<wordIndex + 1, found.count)
      found.append(term)
    }
    return found + plainTerms(of: typed, wordIndex, way: found.count)
  }

  /// The words of a date one by one, as one way, all together worth as much as one word; none of a single word.
  private func plainTerms(of text: String, _ wordIndex: Int, way: Int) -> [QueryTerm] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1 else { return [] }
    var plain: [QueryTerm] = []
    for word in words where !functionWords.contains(folded(word)) {
      for var term in terms(of: QuestionPieces.Piece(text: word), wordIndex)
      where !term.isAlternative {
        term.word = text
        Self.makeWay(&term, wordIndex..<wordIndex + 1, way)
        plain.append(term)
      }
    }
    for place in plain.indices { plain[place].weight /= Double(plain.count) }
    return plain
  }

  static func makeWay(_ term: inout QueryTerm, _ words: Range<Int>, _ way: Int) {
    term.isAlternative = true
    term.replaces = words
    term.way = way
  }
}

extension QuestionPieces.Piece {
  /// The bytes of the question that it was typed with.
  var bytes: Range<Int> { column - 1..<column - 1 + typed.utf8.count }

  var isWord: Bool { if case .word = role { true } else { false } }

  /// A word that is looked for.
  var isPlain: Bool { isWord && !isExcluded }
}
