import Characters
import NoteModel
import NoteQuery

/// Chooses the piece of a section that answers best.
///
/// Two things are asked of the pieces. What the best one says of the question is a part of the score; that is computed
/// from words alone. Which one is shown is another question: a reader who asked for something by its name wants to see
/// what is said of it, not a line that repeats the name.
struct PassageChooser {
  let weights: RankingWeights
  private let nearness: Nearness
  /// What each term is worth here: its value, and half of it more for codes and numbers.
  let values: [Double]
  /// Whether each term is a code or a number: an entry that begins with one is about that.
  private let isCode: [Bool]
  /// The terms that a title can say: those that decide.
  let asked: [Int]
  /// The same, and words that nearly all notes have, as the labels of fields.
  let askedOfFields: [Int]
  /// What a term counts at least that can tell which piece is shown.
  let leastOpen: Double
  /// The question as it was typed, without the punctuation at its end; nil where it is no wording to look for.
  private let wording: LiteralText?
  /// The word of the question that each term comes from.
  let wordIndices: [Int]
  /// What kind of thing the question asks for.
  let askedKind: AskedKind?
  /// Which words are the key of a property together.
  let keyPhrases: [KeyPhrase]
  /// The acronym that is asked for.
  private let acronym: Acronym?
  /// What was typed with signs, and what each is worth.
  private let literals: [(text: LiteralText, value: Double)]

  init(
    _ query: Query, values: [Double], _ weights: RankingWeights,
    literals: [(text: LiteralText, value: Double)] = []
  ) {
    self.weights = weights
    self.literals = literals
    wording = LiteralText(wordingOf: query)
    askedKind = query.asked
    keyPhrases = query.keyPhrases
    acronym = Acronym(of: query).flatMap { $0.isCertain ? $0 : nil }
    wordIndices = query.terms.map(\.wordIndex)
    nearness = Nearness(query.terms, values: values)
    isCode = query.terms.map { $0.tokens.contains { $0.utf8.contains { $0.isDigit } } }
    self.values = zip(isCode, values).map { isCode, value in isCode ? value * 1.5 : value }
    let floor = weights.leastOpen * (values.max() ?? 0)
    leastOpen = floor
    askedOfFields = query.terms.indices.filter { place in
      let term = query.terms[place]
      return !term.isAlternative && term.weight >= weights.leastAsked && place < values.count
    }
    asked = askedOfFields.filter { values[$0] >= floor }
  }

  /// What was chosen of a text.
  struct Choice {
    /// What the best piece says of the question, for the score.
    var value: Double
    /// How good the piece is that is shown; 0 where it says nothing that the headings do not.
    var shownValue: Double
    /// nil where there is nothing that a person would read.
    var passage: Passage?
    /// Whether the text is links in a row, as at the foot of a page, and nothing else.
    var isNavigation = false
    /// Whether the text is links alone.
    var isLinks = false
  }

  /// Chooses a piece; nil where the text is empty.
  ///
  /// The terms of `context` stand above the text: they count for the section though the passage does not say
  /// them, and decide little between its passages, which are all about them. `matches` are those of the whole text,
  /// ascending. Of equal pieces the first one wins; where nothing matches that is the beginning of the text.
  ///
  /// - Parameter isWhole: Whether the text is the answer as such, whatever its pieces say.
  func choose(
    _ text: borrowing SectionText, _ matches: [TermMatch], context: [Int], isWhole: Bool = false
  ) -> Choice? {
    text.bytes.withUnsafeBufferPointer { bytes in
      let cut = PassageUnits(text, bytes)
      let units = cut.units
      if units.isEmpty { return nil }
      // The words of an address say nothing to a reader who has others.
      let spoken = Self.spoken(matches, bytes, text.marks)
      let pieces = Self.pieces(units, spoken)
      let value = value(of: cut, pieces, spoken, bytes, context)
      let isNamed = isWhole || isSaid(by: context)
      let isField = isNamed && !isWhole
      let (shown, shownValue): (Int?, Double) =
        if !isWhole, let maker = makerField(of: cut, bytes, context) {
          (maker, 0)
        } else if isNamed {
          isField ? askedField(of: cut, pieces, spoken, bytes, context) : (nil, 0)
        } else {
          shown(of: cut, pieces, spoken, bytes, context)
        }
      // What is said nowhere in these words may stand in an address, or be one of the fields.
      let isUnsaid = shown == nil && !isNamed && !isFound(spoken, context)
      let addressed = isUnsaid ? addressed(units, matches, bytes, text.marks, context) : nil
      let extent = PassageExtent(bytes, cut)
      var range: Range<Int>?
      if let shown = shown ?? addressed {
        range = extent.around(shown)
      } else {
        let withFields =
          isUnsaid && (context.isEmpty || askedKind != nil) || isField && askedKind == .maker
        range = Self.beginning(cut, withFields: withFields).map { extent.start(from: $0) }
      }
      var choice = Choice(
        value: value, shownValue: shownValue, isNavigation: cut.isNavigation, isLinks: cut.isLinks)
      if let shown,
        tellsAskedKind(units[shown].start..<units[shown].end, spoken[pieces[shown]], bytes)
      {
        choice.value *= weights.askedKind
      }
      guard let range else { return choice }
      let (start, end) = (units[range.lowerBound].start, units[range.upperBound - 1].end)
      let line = text.firstLine + Self.lineBreaks(bytes, 0, start)
      var passage = Passage(
        line: line, endLine: line + Self.lineBreaks(bytes, start, end), start: start, end: end,
        matches: matches.filter { $0.start >= start && $0.end <= end })
      passage.isProse = cut.worth(of: range.lowerBound) == .text
      passage.isStart = shown == nil && addressed == nil
      if let shown, range.count == 1, let head = extent.head(of: shown) {
        passage.head = head.start..<head.end
      }
      choice.passage = passage
      return choice
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
  func shares(_ context: [Int], _ share: Double? = nil) -> ([Double], [Bool]) {
    var shares = values
    var isOpen = values.map { $0 >= leastOpen }
    for term in context {
      shares[term] *= share ?? weights.contextShare
      isOpen[term] = false
    }
    return (shares, isOpen)
  }

  /// What the best piece says of the question.
  private func value(
    of cut: PassageUnits, _ pieces: [Range<Int>], _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> Double {
    let units = cut.units
    let (shares, isOpen) = shares(context)
    var best = 0
    var bestValue = -1.0
    for (index, unit) in units.enumerated() where !pieces[index].isEmpty {
      let worth = cut.worth(of: index)
      if worth == .nothing { continue }
      let own = matches[pieces[index]]
      var value = prior(of: unit, index) * value(of: unit, own, bytes, shares, isOpen)
      if worth <= .links || isBare(unit, own) { value *= weights.pointer }
      if worth == .field { value *= weights.links }
      if value > bestValue {
        bestValue = value
        best = index
      }
    }
    let own = bestValue < 0 ? [] : matches[pieces[best]]
    let all = [Bool](repeating: true, count: values.count)
    var said = value(of: units[best], own, bytes, values, all)
    if cut.worth(of: best) <= .links || isBare(units[best], own) { said *= weights.pointer }
    for term in context where !own.contains(where: { $0.term == term }) { said += values[term] }
    return said
  }

  /// Texts say first what they are about; the first row of a table only names what the others say.
  func prior(of unit: PassageUnits.Unit, _ index: Int) -> Double {
    unit.isTableHead ? weights.tableHead : 1 + weights.opening / Double(1 + index)
  }

  // MARK: Values

  /// Adds up the terms of a piece: each once, more where the piece begins with it or it stands before
  /// the first colon, and their nearness. Terms that are said above the text (not open) get no such bonus: in a note
  /// on heaps every other sentence begins with them. Nor has
  /// a piece that says nothing else: it is a mere pointer.
  func value(
    of unit: PassageUnits.Unit, _ matches: ArraySlice<TermMatch>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: [Double], _ isOpen: [Bool],
    isShown: Bool = false
  ) -> Double {
    if matches.isEmpty { return 0 }
    let isEntry = unit.beginsEntry && !isBare(unit, matches)
    let share = isShown ? share(of: matches) : 1
    let opening = isEntry && !unit.kind.keepsBlanks ? firstWord(unit, bytes) : -1
    let headEnd = isEntry ? headEnd(unit, bytes) : unit.start
    var sum = withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { bonuses in
      bonuses.initialize(repeating: -.infinity)
      for match in matches {
        var bonus = 0.0
        if !match.form.isTerm { bonus -= 1 - weights.likeness(match.form) }
        if match.form != .part, isOpen[match.term] {
          let part = isCode[match.term] ? 1 : share
          if match.start < headEnd { bonus += weights.head * part }
          if match.start <= opening { bonus += weights.beginning * part }
          if spellsOut(match, in: unit, bytes) { bonus += weights.acronym }
        }
        bonuses[match.term] = max(bonuses[match.term], bonus)
      }
      var sum = 0.0
      for term in values.indices where bonuses[term] > -.infinity {
        sum += values[term] * (1 + bonuses[term])
      }
      return sum
    }
    let near = isShown ? matches.filter { isOpen[$0.term] }[...] : matches
    sum += nearness.measure(near) * 0.5
    if isShown, headEnd > unit.start, isCovered(unit.start..<headEnd, Array(near), bytes) {
      sum *= 1 + (weights.label - 1) * share
    }
    let piece = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(bytes)[unit.start..<unit.end])
    if isShown {
      for literal in literals where literal.text.stands(in: piece) {
        sum +=
          literal.text.standsWhole(in: piece) ? literal.value : literal.value * weights.ofLonger
      }
    }
    if isShown, tellsAskedKind(unit.start..<unit.end, matches, bytes) { sum *= weights.askedKind }
    guard wording?.standsAsWords(in: piece) == true else { return sum }
    return sum * (isShown ? weights.shownWording : weights.wording)
  }

  /// The part of the words asked for that a piece has: one that begins with a word must not beat one that has all.
  private func share(of matches: ArraySlice<TermMatch>) -> Double {
    squaredPart(of: asked) { term in
      matches.contains { $0.term == term && $0.form.isTerm }
    } ?? 1
  }

  /// How much of some terms is said, by what they are worth, from 0 to 1, as the square of that part; nil if they are
  /// worth nothing.
  func squaredPart(of terms: [Int], where isSaid: (Int) -> Bool) -> Double? {
    var (said, all) = (0.0, 0.0)
    for term in terms {
      all += values[term]
      if isSaid(term) { said += values[term] }
    }
    return all > 0 ? said * said / (all * all) : nil
  }

  /// Whether a piece says what the acronym is short for that is asked for.
  private func spellsOut(
    _ match: TermMatch, in unit: PassageUnits.Unit, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let acronym, acronym.isSame(Array(bytes[match.start..<match.end])[...]) else {
      return false
    }
    let word = match.start..<match.end
    return Acronym.meaning(of: word, in: unit.start..<unit.end, of: bytes) != nil
  }

  /// Whether a piece is nothing but terms, as an item of a list of links is.
  func isBare(_ unit: PassageUnits.Unit, _ matches: ArraySlice<TermMatch>) -> Bool {
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
    while index < unit.end, bytes[index].isASCII, !bytes[index].isDigit,
      !bytes[index].isLetter
    {
      index += 1
    }
    return index
  }

  /// Where the words that name a list item or a row end; its start where there are none.
  func headEnd(_ unit: PassageUnits.Unit, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    EntryHead.end(in: unit.start..<unit.end, of: bytes) ?? unit.start
  }

  /// Counts line breaks eight bytes at a time: a passage of a long section can have thousands of them before it.
  static func lineBreaks(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var count = 0
    var index = start
    while index + 8 <= end {
      // A byte is 0 where a break is; its high bit alone is set below, and that of no other one.
      let word =
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      count += (~(((word & low) + low) | word | low)).nonzeroBitCount
      index += 8
    }
    while index < end {
      count += bytes[index] == .lineFeed ? 1 : 0
      index += 1
    }
    return count
  }

  /// Whether all letters and digits of a stretch belong to terms.
  func isCovered(
    _ range: Range<Int>, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func isRead(_ range: Range<Int>) -> Bool {
      SectionText.readableLetters(bytes, [], in: range, most: 1) > 0
    }
    var index = range.lowerBound
    for match in matches
    where match.form.isTerm && match.end > index && match.start < range.upperBound {
      if isRead(index..<max(index, match.start)) { return false }
      index = min(range.upperBound, match.end)
    }
    return !isRead(index..<range.upperBound)
  }
}
