import Characters
package import NoteModel
import NoteQuery

/// A text that is looked for as it was typed, signs and all, but for the case of ASCII letters.
package struct LiteralText: Sendable {
  /// In small letters; never empty.
  private let bytes: [UInt8]

  /// Returns nil for no text.
  package init?(_ text: String) {
    bytes = text.utf8.map(ASCIICase.small)
    if bytes.isEmpty { return nil }
  }

  /// Longest question in bytes that may stand in a text as typed.
  private static let longestWording = 80

  /// Makes the wording of a question, without the punctuation at its end; nil for a question of one word or a long one.
  init?(wordingOf query: Query) {
    guard query.typedTerms + query.ignored.count > 1, query.text.utf8.count <= Self.longestWording
    else { return nil }
    self.init(Self.trimmed(query.text))
  }

  /// Fewest words of a sentence, and its most bytes.
  private static let leastOfSentence = 7
  private static let longestSentence = 400

  /// Makes a sentence that was pasted; nil for a question and for fewer words.
  init?(sentenceOf query: Query) {
    guard query.asked == nil, query.filter == nil, query.text.utf8.count <= Self.longestSentence,
      !query.text.utf8.contains(UInt8(ascii: "?")), query.terms.first?.isQuestionWord != true,
      query.text.split(whereSeparator: \.isWhitespace).count >= Self.leastOfSentence
    else { return nil }
    self.init(Self.trimmed(query.text))
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace || last.isPunctuation { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }

  /// Whether it stands anywhere in a text.
  package func stands(in text: UnsafeRawBufferPointer) -> Bool {
    ASCIICase.place(of: bytes, in: text) != nil
  }

  /// Whether it stands in a text between words: `is it` does not in `this item`.
  package func standsAsWords(in text: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while let place = ASCIICase.place(of: bytes, in: text, from: start) {
      let end = place + bytes.count
      let isCut =
        place > 0 && Self.isOneWord(text[place - 1], bytes[0])
        || end < text.count && Self.isOneWord(bytes[bytes.count - 1], text[end])
      if !isCut { return true }
      start = place + 1
    }
    return false
  }

  /// Whether it stands in a text and is no part of a longer name: `NO_COLOR` in `NO_COLOR_AT_ALL` is one.
  package func standsWhole(in text: UnsafeRawBufferPointer) -> Bool {
    func isOfName(_ byte: UInt8, then other: UInt8?) -> Bool {
      byte.isOfWord || byte == UInt8(ascii: "_")
        || "-./".utf8.contains(byte) && other?.isOfWord == true
    }
    var start = 0
    while let place = ASCIICase.place(of: bytes, in: text, from: start) {
      let end = place + bytes.count
      let isCut =
        place > 0 && bytes[0].isOfWord
        && isOfName(text[place - 1], then: place > 1 ? text[place - 2] : nil)
        || end < text.count && bytes[bytes.count - 1].isOfWord
          && isOfName(text[end], then: end + 1 < text.count ? text[end + 1] : nil)
      if !isCut { return true }
      start = place + 1
    }
    return false
  }

  /// Whether it stands in a text as an option of a command, as `-delete` does, and `--delete` with it.
  package func standsAsOption(in text: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    while let place = ASCIICase.place(of: bytes, in: text, from: start) {
      let end = place + bytes.count
      let isCut =
        place > 0 && text[place - 1].isOfWord
        || end < text.count && (text[end].isOfWord || text[end] == UInt8(ascii: "-"))
      if !isCut { return true }
      start = place + 1
    }
    return false
  }

  /// Whether two bytes that follow each other are of one word; in scripts without blanks the bytes do not tell.
  private static func isOneWord(_ first: UInt8, _ second: UInt8) -> Bool {
    first.isOfWord && second.isOfWord && (first.isASCII || second.isASCII)
  }

  /// Whether it stands in the text or the headings of a section.
  package func stands(in section: SectionSource) -> Bool {
    section.contains { stands(in: $0) }
  }

  /// Whether it stands there and is no part of a longer name.
  package func standsWhole(in section: SectionSource) -> Bool {
    section.contains { standsWhole(in: $0) }
  }

  /// Whether it stands in a name and is no part of a longer one.
  package func standsWhole(in name: String) -> Bool {
    var name = name
    return name.withUTF8 { standsWhole(in: UnsafeRawBufferPointer($0)) }
  }

  /// All places in a text, ascending and apart, as matches of the first term.
  package func matches(in text: UnsafeRawBufferPointer) -> [TermMatch] {
    var matches: [TermMatch] = []
    var start = 0
    while let place = ASCIICase.place(of: bytes, in: text, from: start) {
      start = place + bytes.count
      matches.append(
        TermMatch(term: 0, start: place, end: start, position: matches.count, form: .typed))
    }
    return matches
  }
}

extension Ranker {
  /// Ranks sections that were found by a literal alone: the more often it stands there, the better.
  ///
  /// Sections that do not hold it are left out; equal ones keep their order.
  package func rank(
    _ sections: [(id: Int64, note: Int64, source: SectionSource)], holding literal: LiteralText
  ) -> [RankedAnswer] {
    let query = Query(text: "", terms: [QueryTerm(word: "", wordIndex: 0, tokens: [])])
    let chooser = PassageChooser(query, values: [1], weights)
    var answers: [RankedAnswer] = []
    for section in sections where literal.stands(in: section.source) {
      let text = section.source.text
      let matches = text.bytes.withUnsafeBytes { literal.matches(in: $0) }
      let count = Double(matches.count)
      let inHeadings = matches.isEmpty ? 0.5 : 0
      answers.append(
        RankedAnswer(
          section: RankedSection(
            section: Int32(truncatingIfNeeded: section.id),
            note: Int32(truncatingIfNeeded: section.note),
            score: inHeadings + count / (count + weights.saturation)),
          passage: chooser.choose(text, matches, context: [])?.passage?.shortened,
          matches: Array(matches.prefix(RankedAnswer.mostMatches))))
    }
    // A sort of the library need not keep the order of equal ones.
    let places = answers.indices.sorted { first, second in
      let (one, other) = (answers[first].section.score, answers[second].section.score)
      return one == other ? first < second : one > other
    }
    return places.map { answers[$0] }
  }

  /// Shows a line of a section in an answer, with the words that it was found for; nothing where the text has no such line.
  package func show(
    _ line: Int, marking words: [String], of text: SectionText, in answer: inout RankedAnswer
  ) {
    var (start, row) = (0, text.firstLine)
    while row < line, let end = text.bytes[start...].firstIndex(of: .lineFeed) {
      (start, row) = (end + 1, row + 1)
    }
    let end = text.bytes[start...].firstIndex(of: .lineFeed) ?? text.bytes.count
    guard row == line, start < end else { return }
    let query = Query(text: "", terms: [QueryTerm(word: "", wordIndex: 0, tokens: [])])
    let chooser = PassageChooser(query, values: [1], weights)
    let whole = TermMatch(term: 0, start: start, end: end, position: 0, form: .typed)
    guard var passage = chooser.choose(text, [whole], context: [])?.passage else { return }
    let marks = words.compactMap { LiteralText($0) }.flatMap { literal in
      text.bytes.withUnsafeBytes { literal.matches(in: $0) }
    }
    answer.matches = Array(
      marks.sorted { ($0.start, $1.end) < ($1.start, $0.end) }.prefix(RankedAnswer.mostMatches))
    passage.matches = answer.matches.filter {
      $0.start >= passage.start && $0.end <= passage.end
    }
    answer.passage = passage.shortened
  }
}
