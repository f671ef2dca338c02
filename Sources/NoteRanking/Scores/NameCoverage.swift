package import NoteQuery
package import NoteText

/// How much of a question a name says, and how much of the name the question says.
///
/// `mutex` is all of `Mutex` and a third of `pthread_mutex_init()`. Function words and repeated words of a name count
/// too, which tell `While loop` from `For loop`.
package struct NameCoverage {
  /// What names say of an answer, from 0 to 1.
  package struct Share: Sendable {
    /// Of its note's names the one that says most.
    package var ofName = 0.0
    /// How much of that name the question says.
    package var ofItself = 0.0
    /// What the signs are worth that were typed and stand in one of the names.
    package var ofSigns = 0.0
    package var ofHeading = 0.0
    /// Whether the heading says a word that frames the question, and nothing else, and the names say all others:
    /// `Examples` in the note *Mutex* for `mutex example`.
    package var isFrame = false
    /// Whether one of its names says all words that do not only frame the question, and nothing else.
    package var isSubject = false

    package init() {}

    /// Adds what one of the names says.
    package mutating func add(_ name: Measure) {
      ofSigns = max(ofSigns, name.ofSigns)
      if name.isSubject { isSubject = true }
      if name.ofQuestion > ofName { (ofName, ofItself) = (name.ofQuestion, name.ofItself) }
    }
  }

  /// What a name says of a question, and the question of the name: see `Share`.
  package struct Measure {
    package var ofQuestion = 0.0
    package var ofItself = 0.0
    package var ofSigns = 0.0
    package var isFrame = false
    /// Whether it says all words that do not only frame the question, and nothing else.
    package var isSubject = false
  }

  private let query: Query
  /// What each term is worth.
  private let values: [Double]
  private let functionWord: Double
  private let leastAsked: Double
  private let tokenizer: Tokenizer
  /// The tokens of the question in a language, what each is worth, and all together.
  private var asked: [(term: Int, token: [UInt8], value: Double)] = []
  private var total = 0.0
  private var language: Language?
  /// Values of words of names that the question does not have.
  private var others: [String: Double] = [:]
  /// The words of the name at hand, and the letters of those that the question does not have.
  private var words: [Word] = []
  private var letters: [UInt8] = []
  private let sections: Double
  /// What was typed with signs that mean something: `security+`. Each counts as a word.
  private let signs: [LiteralText]
  private let sign: Double

  /// - Parameter sections: The number of all sections.
  package init(
    _ query: Query, rarity: [Double], _ weights: RankingWeights, tokenizer: Tokenizer,
    sections: Int
  ) {
    self.query = query
    self.tokenizer = tokenizer
    functionWord = weights.functionWord
    leastAsked = weights.leastAsked
    self.sections = Double(sections)
    // `kubernetes?` asks for `Kubernetes`.
    let signs = query.literals.filter {
      $0.isSign && $0.wordIndex != nil && !$0.isWordAndPunctuation
    }
    self.signs = signs.compactMap { LiteralText($0.text) }
    sign = weights.sign
    values = zip(query.terms, rarity).map { term, rarity in
      term.isFunctionWord
        ? weights.functionWord : term.isAlternative ? 0 : max(0, term.weight) * rarity
    }
  }

  private mutating func prepare(_ language: Language) {
    if language == self.language { return }
    self.language = language
    asked = []
    total = Double(signs.count) * sign
    for (place, term) in query.terms.enumerated() where place < values.count && values[place] > 0 {
      total += values[place]
      let tokens = term.tokens(in: language)
      for token in tokens {
        asked.append((place, Array(token.utf8), values[place] / Double(tokens.count)))
      }
    }
  }

  /// Longest name in words; further words do not count.
  private static let longest = 64
  /// Names that say less of the question do not count.
  private static let leastPart = 0.2
  /// The same of names that the question has only a part of.
  private static let leastPartOfLong = 0.4
  /// The part of a name that the question has at least where the folder's name counts with it: `Basic Formal Ontology`
  /// among notes on machine learning is not about `machine learning basics`.
  private static let leastBesideFolder = 0.5
  /// Terms after which the others are taken for one.
  private static let mostTokens = 63

  /// How much of the question a name says, and how much of the name the question says.
  ///
  /// The first is that part to the power 1.25 where the question has the whole name in a row, else its fourth power, times
  /// the second.
  ///
  /// - Parameters:
  ///   - folder: The terms that the name of the note's folder says.
  ///   - frequency: In about how many sections a term stands.
  package mutating func measure<Failure>(
    _ name: String, _ language: Language, folder: [Int] = [], isHeading: Bool = false,
    frequency: (String) throws(Failure) -> Int
  ) throws(Failure) -> Measure {
    prepare(language)
    if total == 0 { return Measure() }
    var said: UInt64 = 0
    words.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    // Whether the words of the name follow each other in the question.
    var isRun = !isHeading
    var next = -1
    tokenizer.language = language
    defer { tokenizer.language = .english }
    tokenizer.tokenize(name) { token in
      if token.kind == .part {
        if !words.isEmpty, let place = place(of: token.term.dropLast()) {
          words[words.count - 1].lengthOfParts += token.end - token.start
          words[words.count - 1].ofParts += asked[place].value
          words[words.count - 1].said |= Self.bit(of: place)
        }
        return true
      }
      let place = place(of: token.term)
      if let place { said |= Self.bit(of: place) }
      if token.isColocated, !words.isEmpty {
        if let place, words[words.count - 1].part == 0 {
          // `C` is a part of `C#`, and `zenmode` all of `zen-mode`.
          words[words.count - 1].value = asked[place].value
          words[words.count - 1].part = token.kind == .joined ? 1 : 0.5
        }
      } else if let place {
        if next >= 0, place != next { isRun = false }
        next = place + 1
        words.append(Word(value: asked[place].value, part: 1, length: token.end - token.start))
      } else {
        isRun = false
        let start = letters.count
        letters.append(contentsOf: token.term)
        words.append(Word(letters: start..<letters.count, length: token.end - token.start))
      }
      return words.count < Self.longest
    }
    for place in words.indices where words[place].isSaidInParts {
      // `ZenMode` is all of `zen mode`, and `git` is not all of `GitHub`.
      said |= words[place].said
      words[place].part = 1
      words[place].value = words[place].ofParts
    }
    if said == 0 { return Measure() }
    let ofSigns = Double(signs.count { $0.standsWhole(in: name) }) * sign
    var measure = Measure(ofSigns: ofSigns)
    // The fourth power of so little is nothing, and to look words up takes time.
    var part = self.part(of: said, and: ofSigns)
    measure.isFrame = isHeading && saysFrame(said)
    let least = isRun ? Self.leastPart : Self.leastPartOfLong
    if part < least, folder.isEmpty, !measure.isFrame { return measure }
    var (covered, all) = (0.0, 0.0)
    for word in words {
      var value = word.value
      if word.part == 0 {
        let token = String(decoding: letters[word.letters], as: UTF8.self)
        value = try other(token, frequency)
        if !StopWords().contains(token) { measure.isFrame = false }
      }
      all += value
      covered += value * word.part
    }
    if all == 0 { return measure }
    if covered >= Self.leastBesideFolder * all {
      for place in asked.indices where folder.contains(asked[place].term) {
        said |= Self.bit(of: place)
      }
      part = self.part(of: said, and: ofSigns)
    }
    if part < least { return measure }
    measure.ofItself = covered / all
    measure.isSubject = !isHeading && measure.ofItself > 1 - 1e-9 && saysSubject(said)
    measure.ofQuestion =
      isRun
      ? part * part.squareRoot().squareRoot() : part * part * part * part * measure.ofItself
    return measure
  }

  /// The part of the question that some of its words are, and what its signs are worth beside them.
  private func part(of said: UInt64, and ofSigns: Double) -> Double {
    var held = ofSigns
    for place in asked.indices where said & Self.bit(of: place) != 0 { held += asked[place].value }
    return min(1, held / total)
  }

  /// Whether one of the words that a heading says only frames the question.
  private func saysFrame(_ said: UInt64) -> Bool {
    asked.indices.contains { said & Self.bit(of: $0) != 0 && isFrame($0) == true }
  }

  /// Whether a name says all words that do not only frame the question.
  private func saysSubject(_ said: UInt64) -> Bool {
    asked.indices.allSatisfy { said & Self.bit(of: $0) != 0 || isFrame($0) != false }
  }

  /// Whether an asked word only frames the question; nil for a function word.
  private func isFrame(_ place: Int) -> Bool? {
    let term = query.terms[asked[place].term]
    return term.isFunctionWord ? nil : term.weight < leastAsked
  }

  /// A word of a name, with what the question gives it.
  private struct Word {
    var value = 0.0
    /// How much of it the question has.
    var part = 0.0
    /// Where its letters are, if the question does not have it, and how many bytes it takes in the name.
    var letters = 0..<0
    var length: Int
    /// Of its parts, where it has capitals inside: the bytes that the question has, their values, and its words.
    var lengthOfParts = 0
    var ofParts = 0.0
    var said: UInt64 = 0

    /// Whether the question has it part by part.
    var isSaidInParts: Bool { part == 0 && lengthOfParts == length }
  }

  private func place(of term: some Sequence<UInt8>) -> Int? {
    asked.firstIndex { $0.token.elementsEqual(term) }
  }

  private static func bit(of place: Int) -> UInt64 { 1 << UInt64(min(place, mostTokens)) }

  /// What a word is worth that the question does not have.
  private mutating func other<Failure>(
    _ token: String, _ frequency: (String) throws(Failure) -> Int
  ) throws(Failure) -> Double {
    if let known = others[token] { return known }
    let value: Double
    if StopWords().contains(token) {
      value = functionWord
    } else {
      value = Rarity.of(Double(try frequency(token)), among: sections)
    }
    others[token] = value
    return value
  }
}

extension Ranker {
  /// Puts notes without anything to read after those that have all that was asked about, and orders anew.
  ///
  /// One that has the very name goes after those alone whose names begin with it: a mention elsewhere is not what is
  /// looked for.
  ///
  /// - Parameter names: Those of an answer's note, and its heading; called only where there is such a note.
  package func lowerStubs(
    in answers: inout [RankedAnswer], _ query: Query, names: (RankedAnswer) -> [String]
  ) {
    guard answers.contains(where: \.section.isStub) else { return }
    let asked = query.terms.indices.filter { NoteEvidence.isAsked(query.terms[$0]) }
    let any = answers.first { answer in
      !answer.section.isStub
        && asked.allSatisfy { term in
          answer.section.context.contains(term)
            || answer.matches.contains { $0.term == term && $0.form.isTerm }
        }
    }?.section
    var named: RankedSection?
    if answers.contains(where: { $0.section.isStub && $0.section.answersQuestion }) {
      let name = NameForm(query.name)
      named =
        answers.first { answer in
          !answer.section.isStub && names(answer).contains { NameForm($0).begins(with: name) }
        }?.section
    }
    for place in answers.indices where answers[place].section.isStub {
      guard let best = answers[place].section.answersQuestion ? named : any else { continue }
      let score = min(answers[place].section.score, RankedSection.score(below: best.score))
      answers[place].section.score = score
      answers[place].section.answersQuestion = best.answersQuestion
    }
    answers.sortByScore()
  }

  /// Tells notes of one name apart by how often they are linked to, and orders anew.
  ///
  /// - Parameters:
  ///   - links: How many links lead to a note.
  ///   - highest: The highest score that words can give.
  package func settleNamesakes<Failure>(
    _ answers: inout [RankedAnswer], highest: Double, explaining: Bool = false,
    links: (Int32) throws(Failure) -> Int
  ) throws(Failure) {
    guard let best = answers.lazy.map(\.section.namesake).max(), best > 0 else { return }
    let places = answers.indices.filter {
      answers[$0].section.namesake == best && answers[$0].passage != nil
    }.prefix(Self.mostNamesakes)
    guard places.count > 1 else { return }
    var counts: [Int] = []
    for place in places { counts.append(try links(answers[place].section.note)) }
    guard let most = counts.max(), most > 0 else { return }
    for (place, count) in zip(places, counts) {
      let isProse = answers[place].passage?.isProse ?? false
      let share = Double(count) / Double(most) * (isProse ? 1 : weights.links)
      add(
        weights.linked * highest * share, "links", to: &answers[place].section, explaining)
    }
    answers.sortByScore()
  }

  /// Notes of one name whose links are counted.
  private static let mostNamesakes = 64

  /// Adds what names say of the question, and orders anew.
  ///
  /// - Parameter highest: The highest score that words can give.
  package func add(
    names shares: [NameCoverage.Share], to answers: inout [RankedAnswer], highest: Double,
    explaining: Bool = false
  ) {
    for (index, share) in shares.enumerated() {
      answers[index].section.named = share.ofName
      let heading =
        share.ofHeading < 1 - 1e-9 ? weights.heading * share.ofHeading : weights.equalHeading
      let name = weights.name * share.ofName
      let property = weights.ofProperty * answers[index].section.asksProperty * share.ofItself
      add(name * highest, "name", to: &answers[index].section, explaining)
      add(property * highest, "property", to: &answers[index].section, explaining)
      add(weights.literal * share.ofSigns, "as typed", to: &answers[index].section, explaining)
      add(heading * highest, "heading", to: &answers[index].section, explaining)
    }
    raise(
      framed: shares.indices.filter { shares[$0].isFrame && answers[$0].passage != nil },
      of: &answers,
      explaining)
    answers.sortByScore()
  }

  /// Shows who made it, where that is asked of the very note whose properties say so: with its best section.
  ///
  /// - Parameter text: The properties of an answer's note.
  package func showMakers(
    in answers: inout [RankedAnswer], _ query: Query, names shares: [NameCoverage.Share],
    text: (RankedAnswer) -> FrontMatterText?
  ) {
    guard query.asked == .maker else { return }
    var notes: Set<Int32> = []
    for (place, share) in shares.enumerated()
    where share.isSubject && notes.insert(answers[place].section.note).inserted {
      if let maker = text(answers[place])?.maker { answers[place].passage = maker }
    }
  }

  /// Puts a section whose heading frames the question before the others of its note, which the question names: `Examples`
  /// for `mutex example`.
  private func raise(framed: [Int], of answers: inout [RankedAnswer], _ explaining: Bool) {
    for place in framed {
      let section = answers[place].section
      let others = zip(answers.indices, answers).filter { other, answer in
        answer.section.note == section.note && !answer.section.answersQuestion
          && !framed.contains(other)
      }
      guard let best = others.map(\.1.section.score).max(), best >= section.score else { continue }
      let gain = RankedSection.score(above: best) - section.score
      add(gain, "heading", to: &answers[place].section, explaining)
    }
  }
}
