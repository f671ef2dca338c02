import NoteModel
import NoteQuery

/// Chooses the piece of a section that answers best.
///
/// Two things are asked of the pieces. What the best one says of the question is a part of the score; that is reckoned
/// from words alone. Which one is shown is another question: a reader who asked for something by its name wants to see
/// what is said of it, not a line that repeats the name.
struct PassageChooser {
  private let weights: RankingWeights
  private let nearness: Nearness
  /// What each term is worth here: its value, and half of it more for codes and numbers.
  private let values: [Double]
  /// The terms that a title can say: those that decide.
  private let asked: [Int]
  /// The question as it was typed, without the punctuation at its end; nil where it is no wording to look for.
  private let wording: LiteralText?
  /// What was typed with signs, and what each is worth.
  private let literals: [(text: LiteralText, value: Double)]

  init(
    _ query: Query, values: [Double], _ weights: RankingWeights,
    literals: [(text: LiteralText, value: Double)] = []
  ) {
    self.weights = weights
    self.literals = literals
    wording = LiteralText(wordingOf: query)
    nearness = Nearness(query.terms, values: values)
    self.values = zip(query.terms, values).map { term, value in
      let isCode = term.tokens.contains { $0.utf8.contains { $0 &- 0x30 < 10 } }
      return isCode ? value * 1.5 : value
    }
    asked = query.terms.indices.filter { NoteEvidence.isAsked(query.terms[$0]) }
  }

  /// What was chosen of a text.
  struct Choice {
    /// What the best piece says of the question, for the score.
    var value: Double
    /// How good the piece is that is shown; 0 where it says nothing that the headings do not.
    var shownValue: Double
    /// nil where there is nothing that a person would read.
    var passage: Passage?
  }

  /// Chooses a piece; nil where the text is empty.
  ///
  /// The terms of `context` stand above the text: they count for the section though the passage does not say
  /// them, and decide little between its passages, which are all about them. `matches` are those of the whole text,
  /// ascending. Of equal pieces the first one wins; where nothing matches that is the beginning of the text.
  func choose(_ text: borrowing SectionText, _ matches: [TermMatch], context: [Int]) -> Choice? {
    text.bytes.withUnsafeBufferPointer { bytes in
      let units = PassageUnits(text, bytes).units
      if units.isEmpty { return nil }
      let pieces = Self.pieces(units, matches)
      let value = value(of: units, pieces, matches, bytes, context)
      let (shown, shownValue) = shown(of: units, pieces, matches, bytes, text.marks, context)
      let extent = PassageExtent(bytes, units)
      var range: Range<Int>?
      if let shown {
        range = extent.around(shown)
      } else {
        range = Self.beginning(units).map { extent.start(from: $0) }
      }
      guard let range else { return Choice(value: value, shownValue: 0, passage: nil) }
      let (start, end) = (units[range.lowerBound].start, units[range.upperBound - 1].end)
      let line = text.firstLine + Self.lineBreaks(bytes, 0, start)
      var passage = Passage(
        line: line, endLine: line + Self.lineBreaks(bytes, start, end), start: start, end: end,
        matches: matches.filter { $0.start >= start && $0.end <= end })
      passage.isStart = shown == nil
      if let shown, range.count == 1, let head = extent.head(of: shown) {
        passage.head = head.start..<head.end
      }
      return Choice(value: value, shownValue: shownValue, passage: passage)
    }
  }

  /// Chooses a property, which must say a word of the question that the headings do not.
  func choose(
    _ text: FrontMatterText, _ matches: [TermMatch], context: [Int]
  ) -> (value: Double, passage: Passage)? {
    let (shares, isOpen) = shares(context)
    return text.bytes.withUnsafeBufferPointer { bytes in
      var best: (value: Double, entry: FrontMatterText.Entry)?
      for entry in text.entries {
        let own = matches.filter { $0.start >= entry.start && $0.end <= entry.end }
        guard own.contains(where: { isOpen[$0.term] && $0.form.isTerm }) else { continue }
        let unit = PassageUnits.Unit(
          start: entry.start, end: entry.end, kind: .paragraph, beginsEntry: true)
        var value = value(of: unit, own[...], bytes, shares, isOpen, isShown: true)
        if entry.isState { value *= weights.state }
        if value > best?.value ?? 0 { best = (value, entry) }
      }
      guard let best else { return nil }
      let (start, end) = (best.entry.start, best.entry.end)
      let line = text.firstLine + Self.lineBreaks(bytes, 0, start)
      var passage = Passage(
        line: line, endLine: line + Self.lineBreaks(bytes, start, end), start: start, end: end,
        matches: matches.filter { $0.start >= start && $0.end <= end })
      passage.property = best.entry.key
      return (best.value, passage)
    }
  }

  // MARK: What is said

  /// The matches of each unit, as a range of all.
  private static func pieces(
    _ units: [PassageUnits.Unit], _ matches: [TermMatch]
  ) -> [Range<Int>] {
    var next = 0
    return units.map { unit in
      while next < matches.count, matches[next].start < unit.start { next += 1 }
      let first = next
      while next < matches.count, matches[next].end <= unit.end { next += 1 }
      return first..<next
    }
  }

  /// What a term counts, and whether nothing above the text says it.
  private func shares(_ context: [Int], _ share: Double? = nil) -> ([Double], [Bool]) {
    var shares = values
    var isOpen = [Bool](repeating: true, count: values.count)
    for term in context {
      shares[term] *= share ?? weights.contextShare
      isOpen[term] = false
    }
    return (shares, isOpen)
  }

  /// What the best piece says of the question.
  private func value(
    of units: [PassageUnits.Unit], _ pieces: [Range<Int>], _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> Double {
    let (shares, isOpen) = shares(context)
    var best = 0
    var bestValue = -1.0
    for (index, unit) in units.enumerated() where !pieces[index].isEmpty && unit.worth != .nothing {
      let value =
        prior(of: unit, index)
        * value(of: unit, matches[pieces[index]], bytes, shares, isOpen)
      if value > bestValue {
        bestValue = value
        best = index
      }
    }
    let own = bestValue < 0 ? [] : matches[pieces[best]]
    let all = [Bool](repeating: true, count: values.count)
    var said = value(of: units[best], own, bytes, values, all)
    if units[best].worth == .links || isBare(units[best], own) { said *= weights.pointer }
    for term in context where !own.contains(where: { $0.term == term }) { said += values[term] }
    return said
  }

  /// Texts say first what they are about; the first row of a table only names what the others say.
  private func prior(of unit: PassageUnits.Unit, _ index: Int) -> Double {
    unit.isTableHead ? weights.tableHead : 1 + weights.opening / Double(1 + index)
  }

  // MARK: What is shown

  /// The unit to show, and how good it is; none where no unit says more than the headings do.
  private func shown(
    of units: [PassageUnits.Unit], _ pieces: [Range<Int>], _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ marks: [TextMark], _ context: [Int]
  ) -> (Int?, Double) {
    let (shares, isOpen) = shares(context, weights.shownContext)
    if values.isEmpty || !asked.isEmpty && asked.allSatisfy({ !isOpen[$0] }) { return (nil, 0) }
    // Where the term itself stands, what is only like it is another thing.
    var stands = [Bool](repeating: false, count: values.count)
    for match in matches where match.form.isTerm { stands[match.term] = true }
    let extent = PassageExtent(bytes, units)
    var best: Int?
    var bestValue = 0.0
    for (index, unit) in units.enumerated() where !pieces[index].isEmpty {
      let own = matches[pieces[index]].filter { $0.form.isTerm || !stands[$0.term] }
      guard own.contains(where: { isOpen[$0.term] }) else { continue }
      var value =
        prior(of: unit, index) * value(of: unit, own[...], bytes, shares, isOpen, isShown: true)
      switch unit.worth {
      case .text: break
      case .links: value *= weights.links
      case .nothing:
        // An address is shown for a word that stands nowhere else.
        guard isInAddress(own, unit, bytes, marks, isOpen) else { continue }
        value *= weights.pointer
      }
      if value > bestValue, isBare(unit, own[...]), !extent.leadsOn(index) {
        value *= weights.repeated
      }
      if value > bestValue {
        bestValue = value
        best = index
      }
    }
    return (best, bestValue)
  }

  /// Whether an open term stands in an address, not only in a tag or a picture's text.
  private func isInAddress(
    _ matches: [TermMatch], _ unit: PassageUnits.Unit, _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: [TextMark], _ isOpen: [Bool]
  ) -> Bool {
    matches.contains { match in
      guard isOpen[match.term] else { return false }
      let first = SectionText.firstMark(marks, reaching: match.start)
      for mark in marks[first...] {
        if mark.start > match.start { break }
        if mark.end >= match.end, mark.kind.isSkipped { return mark.kind == .address }
      }
      return true
    }
  }

  /// The first unit of a text that a person would read: prose before items, those before lists of links.
  static func beginning(_ units: [PassageUnits.Unit]) -> Int? {
    units.firstIndex { $0.worth == .text && $0.kind != .html && $0.kind != .math }
      ?? units.firstIndex { $0.worth != .nothing }
  }

  // MARK: Values

  /// Adds up the terms of a piece: each once, more where the piece begins with it or it stands before
  /// the first colon, and their nearness. Terms that are said above the text (not open) get no such bonus: in a note
  /// on heaps every other sentence begins with them. Nor has
  /// a piece that says nothing else: it is a mere pointer.
  private func value(
    of unit: PassageUnits.Unit, _ matches: ArraySlice<TermMatch>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: [Double], _ isOpen: [Bool],
    isShown: Bool = false
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
    let near = isShown ? matches.filter { isOpen[$0.term] }[...] : matches
    sum += nearness.measure(near) * 0.5
    let piece = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(bytes)[unit.start..<unit.end])
    if isShown {
      for literal in literals where literal.text.stands(in: piece) { sum += literal.value }
    }
    return wording?.standsAsWords(in: piece) == true ? sum * weights.wording : sum
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
