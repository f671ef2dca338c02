internal import NoteText

// Dates and numbers that are typed in several words are one thing to look for.
extension QuestionReader {
  /// Longest question in bytes in which dates are looked for; what is longer was pasted.
  private static let longestDated = 500
  /// Fewest digits of a number that may be typed in groups.
  private static let fewestDigits = 7

  /// Joins the words of a question that spell one date or one number.
  func merge(_ pieces: inout [QuestionPieces.Piece], of text: String) {
    guard text.utf8.count <= Self.longestDated else { return }
    mergeNumbers(&pieces, text)
    mergeDates(&pieces)
  }

  /// The tokenizer says what one number is, so that notes and questions are cut in the same way.
  private func mergeNumbers(_ pieces: inout [QuestionPieces.Piece], _ text: String) {
    guard pieces.count > 1, text.utf8.count(where: { $0 &- 0x30 < 10 }) >= Self.fewestDigits
    else { return }
    var numbers: [Range<Int>] = []
    exact.tokenize(text) { token in
      if token.kind == .joined, token.end > numbers.last?.upperBound ?? 0 {
        numbers.append(token.start..<token.end)
      }
      return true
    }
    for number in numbers {
      let parts = pieces.indices.filter { pieces[$0].bytes.overlaps(number) }
      guard parts.count > 1, parts.allSatisfy({ pieces[$0].isPlain }),
        let first = parts.first, let last = parts.last
      else { continue }
      merge(&pieces, first...last) { $0.isNumber = true }
    }
  }

  private func mergeDates(_ pieces: inout [QuestionPieces.Piece]) {
    let reader = DateReader(languages: languages, today: today)
    let words = pieces.map { piece in
      piece.isPlain || piece.isExcluded && piece.isWord && !piece.isNumber
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
      merge(&pieces, first...(first + date.count - 1)) { $0.date = date }
      removed += date.count - 1
      place += date.count - 1
    }
  }

  /// A word in small letters and without accents, as the names of months are listed.
  private func dateWord(_ text: String) -> String {
    var bytes = Substring(text).utf8
    while let last = bytes.last, ",;:!?)".utf8.contains(last) { bytes.removeLast() }
    while let first = bytes.first, "(".utf8.contains(first) { bytes.removeFirst() }
    guard bytes.count <= 16 else { return "" }
    let word = String(Substring(bytes))
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      let isEndOfSentence = word.hasSuffix(".") && word.utf8.count > 5
      return (isEndOfSentence ? String(word.dropLast()) : word).lowercased()
    }
    var folded = ""
    exact.tokenize(word) { token in
      if !token.isColocated { folded += token.text }
      return true
    }
    return folded
  }

  private func merge(
    _ pieces: inout [QuestionPieces.Piece], _ range: ClosedRange<Int>,
    _ mark: (inout QuestionPieces.Piece) -> Void
  ) {
    var piece = pieces[range.lowerBound]
    piece.text = pieces[range].map(\.text).joined(separator: " ")
    piece.typed = pieces[range].map(\.typed).joined(separator: " ")
    mark(&piece)
    pieces.replaceSubrange(range, with: [piece])
  }

  // MARK: Terms

  /// The terms of a date: as ISO writes it, which daily notes are named by, and all other ways to write it.
  func dateTerms(_ date: AskedDate, _ piece: QuestionPieces.Piece, _ wordIndex: Int) -> [QueryTerm]
  {
    var spellings = date.spellings(in: languages)
    // As typed, which is no spelling of a date for `last friday`.
    if date.isRelative { spellings.append(piece.trimmedText) }
    var found: [QueryTerm] = []
    for spelling in spellings {
      let phrase = QuestionPieces.Piece(text: spelling, role: .phrase)
      guard var term = terms(of: phrase, wordIndex).first,
        !found.contains(where: { $0.tokens == term.tokens })
      else { continue }
      term.word = piece.trimmedText
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
    return found
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
