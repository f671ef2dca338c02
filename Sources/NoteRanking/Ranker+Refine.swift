import NoteModel
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
    let chooser = PassageChooser(query, values: values, weights)
    var answers: [RankedAnswer] = []
    for (section, source) in zip(ranking.sections, texts) {
      let found = source.text.bytes.withUnsafeBytes { matcher.matches(in: $0) }
      let inHeadings = source.headings.map { heading in
        var heading = heading
        return heading.withUTF8 { matcher.matches(in: UnsafeRawBufferPointer($0)) }.matches
      }
      let nearest = ([found.matches] + inHeadings).map { nearness.measure($0) }.max() ?? 0
      let chosen = chooser.choose(source.text, found.matches, context: section.context)
      var section = section
      add(weights.nearness * nearest, "nearness", to: &section, explaining)
      add(weights.passage * max(0, chosen?.value ?? 0), "passage", to: &section, explaining)
      answers.append(
        RankedAnswer(section: section, passage: chosen?.passage, matches: found.matches))
    }
    answers.sort { RankedSection.precedes($0.section, $1.section) }
    return answers
  }

  private func add(
    _ value: Double, _ label: String, to section: inout RankedSection, _ explaining: Bool
  ) {
    section.score += value
    if explaining, value != 0 {
      section.parts.append(ScorePart(label: label, value: value))
    }
  }
}
