package import NoteModel
package import NoteQuery
package import NoteText

extension Ranker {
  /// Reads the texts of ranked sections and orders them anew, with the passage of each.
  ///
  /// `texts` are those of `ranking.sections`, in their order. To the score of the first stage come how near the
  /// terms stand to each other and how much of the question the best passage alone covers: a section that says it
  /// in one sentence beats one that has the words scattered. Sections of a note that names the question stay first.
  package func refine(
    _ ranking: Ranking, with texts: [SectionSource], for query: Query, tokenizer: Tokenizer,
    explaining: Bool = false
  ) -> [RankedAnswer] {
    let values = zip(query.terms, ranking.rarity).map { max(0, $0.weight) * $1 }
    let matcher = TermMatcher(query.terms, tokenizer: tokenizer)
    let nearness = Nearness(query.terms, values: values)
    let deepPlaces = DeepPlaces(
      query.terms, values: values, averageBody: ranking.averageBody, weights)
    let literals = literals(of: query, values)
    let sentence = LiteralText(sentenceOf: query)
    let chooser = PassageChooser(query, values: values, weights, literals: literals)
    var answers: [RankedAnswer] = []
    var notes: Set<Int32> = []
    // How much of the question a property of an answer is, by the answer's place.
    var quotes: [Int: Double] = [:]
    // The sections of a note have their upper headings in common.
    var known: [Heading: [TermMatch]] = [:]
    for (section, source) in zip(ranking.sections, texts) {
      let found = source.text.bytes.withUnsafeBytes {
        matcher.matches(in: $0, language: source.language)
      }
      let inHeadings = source.headings.map { text in
        let heading = Heading(text: text, language: source.language)
        if let matches = known[heading] { return matches }
        let matches = matcher.matches(in: heading)
        known[heading] = matches
        return matches
      }
      let nearest = ([found.matches] + inHeadings).map { nearness.measure($0) }.max() ?? 0
      let chosen = chooser.choose(
        source.text, found.matches, context: section.context, isWhole: section.isWholeNote)
      var passage = chosen?.passage
      var said = chosen?.value ?? 0
      var section = section
      // The properties are those of the note: they answer once, with its best section.
      if let frontMatter = source.frontMatter, notes.insert(section.note).inserted,
        !section.isWholeNote || passage == nil,
        let property = property(
          of: frontMatter, source.language, section.context, matcher, chooser),
        property.value > chosen?.shownValue ?? 0
      {
        passage = property.passage
        said = max(said, property.value)
        section.asksProperty = property.asked
        if property.quoted > 0 { quotes[answers.count] = property.quoted }
      }
      let deep = deepPlaces.gain(
        found.matches, tokens: found.tokens, context: section.context)
      add(deep, "stretch", to: &section, explaining)
      add(weights.nearness * nearest, "nearness", to: &section, explaining)
      add(forms(of: found.matches, inHeadings, section.context, values), to: &section, explaining)
      let literal = literals.reduce(0) { $1.text.stands(in: source) ? $0 + $1.value : $0 }
      add(weights.literal * literal, "as typed", to: &section, explaining)
      if let sentence, source.text.bytes.withUnsafeBytes(sentence.standsAsWords) {
        add(weights.sentence * ranking.highest, "sentence", to: &section, explaining)
      }
      add(weights.passage * max(0, said), "passage", to: &section, explaining)
      // Above the first heading the properties may be all there is to read.
      let hasProperties = source.headings.isEmpty && source.frontMatter?.beginning != nil
      if chosen?.isNavigation == true, !hasProperties, !section.answersQuestion {
        add(-weights.navigation * section.score, "navigation", to: &section, explaining)
      }
      section.isLinks = chosen?.isLinks ?? false
      answers.append(
        RankedAnswer(
          section: section, passage: passage?.shortened,
          matches: Array(found.matches.prefix(RankedAnswer.mostMatches))))
    }
    // Less where several notes have it: `status: done` is no answer.
    for (place, quoted) in quotes {
      let gain = weights.ofProperty * (quoted / Double(quotes.count)) * ranking.highest
      add(gain, "property", to: &answers[place].section, explaining)
    }
    answers.sortByScore()
    return answers
  }

  /// A heading in the language of its note.
  fileprivate struct Heading: Hashable {
    var text: String
    var language: Language
  }

  private func property(
    of text: FrontMatterText, _ language: Language, _ context: [Int], _ matcher: TermMatcher,
    _ chooser: PassageChooser
  ) -> PassageChooser.Property? {
    let matches = text.bytes.withUnsafeBytes { matcher.matches(in: $0, language: language).matches }
    return chooser.choose(text, matches, context: context)
  }

  /// What was typed with signs, and what each is worth: as much as its words.
  private func literals(
    of query: Query, _ values: [Double]
  ) -> [(text: LiteralText, value: Double)] {
    let all = zip(query.terms, values).reduce(0) { $1.0.isAlternative ? $0 : $0 + $1.1 }
    return query.literals.compactMap { literal in
      guard let text = LiteralText(literal.text) else { return nil }
      if literal.isOfSeveralWords {
        return (text, max(weights.wholeCode * all, weights.sign))
      }
      var value = 0.0
      for (term, termValue) in zip(query.terms, values)
      where term.wordIndex == literal.wordIndex && !term.isAlternative {
        value += termValue
      }
      // A common word may have a rare sign.
      let isWorthy = literal.isSign || value == 0
      let weight = literal.isCode ? weights.code : weights.mark
      return (text, isWorthy ? max(value, weights.sign) : weight * value)
    }
  }

  /// Makes sections ready that were found without a word: each with its beginning, in the given order.
  package func list(
    _ sections: [(id: Int64, note: Int64, text: SectionText)]
  ) -> [RankedAnswer] {
    let chooser = PassageChooser(Query(text: ""), values: [], weights)
    return sections.map { section in
      RankedAnswer(
        section: RankedSection(
          section: Int32(truncatingIfNeeded: section.id),
          note: Int32(truncatingIfNeeded: section.note), score: 0),
        passage: chooser.choose(section.text, [], context: [])?.passage, matches: [])
    }
  }

  /// What the forms of the words add: as typed beside as indexed, and what is like a term where it is missing.
  private func forms(
    of matches: [TermMatch], _ inHeadings: [[TermMatch]], _ context: [Int], _ values: [Double]
  ) -> [(label: String, value: Double)] {
    var best = [UInt8](repeating: .max, count: values.count)
    for term in context { best[term] = TermMatch.Form.folded.rawValue }
    for match in inHeadings.joined() {
      best[match.term] = min(best[match.term], match.form.rawValue)
    }
    for match in matches { best[match.term] = min(best[match.term], match.form.rawValue) }
    var typed = 0.0
    var alike = 0.0
    for term in values.indices {
      guard let form = TermMatch.Form(rawValue: best[term]) else { continue }
      if form == .typed { typed += values[term] }
      alike += weights.likeness(form) * values[term]
    }
    return [("exact form", weights.exactness * typed), ("kin", alike)]
  }

  private func add(
    _ parts: [(label: String, value: Double)], to section: inout RankedSection, _ explaining: Bool
  ) {
    for part in parts { add(part.value, part.label, to: &section, explaining) }
  }

  func add(
    _ value: Double, _ label: String, to section: inout RankedSection, _ explaining: Bool
  ) {
    section.score += value
    if explaining, value != 0 {
      section.parts.append(ScorePart(label: label, value: value))
    }
  }
}

extension TermMatcher {
  fileprivate func matches(in heading: Ranker.Heading) -> [TermMatch] {
    var text = heading.text
    return text.withUTF8 {
      matches(in: UnsafeRawBufferPointer($0), language: heading.language)
    }.matches
  }
}
