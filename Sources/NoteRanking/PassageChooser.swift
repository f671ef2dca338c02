import NoteModel
import NoteQuery

/// Chooses the piece of a section that answers best.
struct PassageChooser {
  private let weights: RankingWeights
  private let nearness: Nearness
  /// What each term is worth here: its value, and half of it more for codes and numbers.
  private let values: [Double]
  /// The question as it was typed, without the punctuation at its end; nil where it is no wording to look for.
  private let wording: LiteralText?

  init(_ query: Query, values: [Double], _ weights: RankingWeights) {
    self.weights = weights
    wording = Self.wording(of: query)
    nearness = Nearness(query.terms, values: values)
    self.values = zip(query.terms, values).map { term, value in
      let isCode = term.tokens.contains { $0.utf8.contains { $0 &- 0x30 < 10 } }
      return isCode ? value * 1.5 : value
    }
  }

  /// Longest question in bytes that may stand in a text as typed.
  private static let longestWording = 80

  private static func wording(of query: Query) -> LiteralText? {
    guard query.terms.count + query.ignored.count > 1, query.text.utf8.count <= longestWording
    else { return nil }
    var text = Substring(query.text)
    while let last = text.last, last.isWhitespace || last.isPunctuation { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return LiteralText(String(text))
  }

  /// Fewest bytes of a piece that is shown though it matches nothing.
  private static let leastBeginning = 24

  /// What the best passage says of the question, and the passage; nil where the text is empty.
  ///
  /// The terms of `context` stand above the text: they count for the section though the passage does not say
  /// them, and decide little between its passages, which are all about them. `matches` are those of the whole text,
  /// ascending. Of equal pieces the first one wins; where nothing matches that is the beginning of the text.
  func choose(
    _ text: borrowing SectionText, _ matches: [TermMatch], context: [Int]
  ) -> (value: Double, passage: Passage)? {
    var shares = values
    var isOpen = [Bool](repeating: true, count: values.count)
    for term in context {
      shares[term] *= weights.contextShare
      isOpen[term] = false
    }
    return text.bytes.withUnsafeBufferPointer { bytes in
      let units = PassageUnits(text, bytes).units
      // Where nothing matches: the first words that say something, not the name of a picture.
      let beginning = units.first { $0.end - $0.start >= Self.leastBeginning } ?? units.first
      guard var best = beginning else { return nil }
      var bestValue = -1.0
      var bestMatches = 0..<0
      var next = 0
      for (index, unit) in units.enumerated() {
        while next < matches.count, matches[next].start < unit.start { next += 1 }
        let first = next
        while next < matches.count, matches[next].end <= unit.end { next += 1 }
        guard next > first else { continue }
        // Texts say first what they are about.
        let opening = 1 + weights.opening / Double(1 + index)
        let prior = unit.isTableHead ? weights.tableHead : opening
        let value = prior * value(of: unit, matches[first..<next], bytes, shares, isOpen)
        if value > bestValue {
          bestValue = value
          best = unit
          bestMatches = first..<next
        }
      }
      isOpen = Array(repeating: true, count: values.count)
      var said = value(of: best, matches[bestMatches], bytes, values, isOpen)
      if isBare(best, matches[bestMatches]) { said *= weights.pointer }
      for term in context where !matches[bestMatches].contains(where: { $0.term == term }) {
        said += values[term]
      }
      let line = text.firstLine + Self.lineBreaks(bytes, 0, best.start)
      let passage = Passage(
        line: line, endLine: line + Self.lineBreaks(bytes, best.start, best.end),
        start: best.start, end: best.end, matches: Array(matches[bestMatches]))
      return (said, passage)
    }
  }

  /// Adds up the terms of a piece: each once, more where the piece begins with it or it stands before
  /// the first colon, and their nearness. Terms that are said above the text (not open) get no such bonus: in a note
  /// on heaps every other sentence begins with them. Nor has
  /// a piece that says nothing else: it is a mere pointer.
  private func value(
    of unit: PassageUnits.Unit, _ matches: ArraySlice<TermMatch>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: [Double], _ isOpen: [Bool]
  ) -> Double {
    if matches.isEmpty { return 0 }
    let isEntry = unit.beginsEntry && !isBare(unit, matches)
    let opening = isEntry && unit.kind != .code ? firstWord(unit, bytes) : -1
    let headEnd = isEntry ? headEnd(unit, bytes) : unit.start
    var bonuses: [Double] = Array(repeating: -.infinity, count: values.count)
    for match in matches {
      var bonus = 0.0
      if !match.form.isTerm { bonus -= 1 - weights.likeness(match.form) }
      if match.form != .part, isOpen[match.term] {
        if match.start < headEnd { bonus += weights.head }
        if match.start <= opening { bonus += weights.beginning }
      }
      bonuses[match.term] = max(bonuses[match.term], bonus)
    }
    var sum = 0.0
    for term in values.indices where bonuses[term] > -.infinity {
      sum += values[term] * (1 + bonuses[term])
    }
    sum += nearness.measure(matches) * 0.5
    let isWording = wording?.standsAsWords(
      in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[unit.start..<unit.end]))
    return isWording == true ? sum * weights.wording : sum
  }

  /// Whether a piece is nothing but terms, as an item of a list of links is.
  private func isBare(_ unit: PassageUnits.Unit, _ matches: ArraySlice<TermMatch>) -> Bool {
    var end = unit.start
    var others = 0
    for match in matches {
      others += max(0, match.start - end)
      end = max(end, match.end)
    }
    return others + unit.end - end <= 2 * matches.count + 2
  }

  /// Offset of the first byte that may begin a word; brackets and quotes before it do not count.
  private func firstWord(_ unit: PassageUnits.Unit, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = unit.start
    while index < unit.end, bytes[index] < 0x80, bytes[index] &- 0x30 >= 10,
      (bytes[index] | 0x20) &- 0x61 >= 26
    {
      index += 1
    }
    return index
  }

  /// Where the words before a colon or a dash end; the start of the piece where there are none.
  private func headEnd(_ unit: PassageUnits.Unit, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let limit = min(unit.end, unit.start + 80)
    for index in unit.start..<limit {
      let isBlankNext = index + 1 == unit.end || bytes[index + 1] <= 0x20
      if bytes[index] == UInt8(ascii: ":"), isBlankNext { return index }
      if bytes[index] == UInt8(ascii: "-"), isBlankNext, index > unit.start,
        bytes[index - 1] <= 0x20
      {
        return index
      }
      let isColonOrDash =
        index + 2 < limit
        && (bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0x94
          || bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x93
          || bytes[index] == 0xEF && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A)
      if isColonOrDash { return index }
    }
    return unit.start
  }

  private static func lineBreaks(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var count = 0
    for index in start..<end where bytes[index] == 0x0A { count += 1 }
    return count
  }
}
