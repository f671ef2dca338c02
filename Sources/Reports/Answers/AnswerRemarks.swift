package import VaultKit

/// Sentences about the answers to a question, for standard error.
package struct AnswerRemarks {
  private let answers: Answers
  private let offset: Int
  private let limit: Int
  private let namesOptions: Bool

  /// - Parameters:
  ///   - offset: How many of the first answers were left out.
  ///   - limit: How many answers were asked for; 0 for all.
  ///   - namesOptions: Whether options of the command line are named. Without them, unknown words are named instead.
  package init(_ answers: Answers, offset: Int, limit: Int, namesOptions: Bool = true) {
    self.namesOptions = namesOptions
    self.answers = answers
    self.offset = offset
    self.limit = limit
  }

  /// How the question was read.
  package var reading: [String] {
    var sentences = answers.repairs.map {
      "\(PlaceText.of("question", 1, $0.column)): \($0.message)"
    }
    if !answers.excluded.isEmpty {
      let words = answers.excluded.map { "'\(PlainText.shortened($0))'" }
      sentences.append("leaving out what has \(words.joined(separator: " or "))")
    }
    for correction in answers.corrections {
      let word = PlainText.shortened(correction.word)
      let shown = PlainText.safeName(correction.shown)
      let hint = namesOptions ? " (--exact forbids it)" : ""
      sentences.append("\"\(word)\" is in no note; showing \"\(shown)\"\(hint)")
    }
    for suggestion in answers.suggestions {
      let word = PlainText.shortened(suggestion.word)
      let shown = PlainText.safeName(suggestion.shown)
      if answers.corrections.contains(where: { $0.word == suggestion.word }) {
        sentences.append(
          "\"\(word)\" may also be \(shown) (\(Plural.count(suggestion.notes, "note")))")
        continue
      }
      let state = suggestion.isUnknown ? "in no note" : "rare"
      let notes = Plural.count(suggestion.notes, "note")
      sentences.append("\"\(word)\" is \(state); did you mean \(shown) (\(notes))?")
    }
    if namesOptions { return sentences }
    let told = answers.corrections.map(\.word) + answers.suggestions.map(\.word)
    let unknown = answers.unknown.filter { !told.contains($0) }
    return sentences + unknown.map { "\"\(PlainText.shortened($0))\" is in no note" }
  }

  /// Why there are no answers, or that there are more.
  package func closing(in vaults: [Vault]) -> [String] {
    if answers.answers.isEmpty { return [whyNothing(vaults), excludedHint].compactMap { $0 } }
    let end = offset + answers.answers.count
    guard let total = answers.total, limit > 0, total > end else { return [] }
    let range = offset > 0 ? "\(offset + 1) to \(end)" : "\(end)"
    return [Wording.part(range, of: total, namesOptions: namesOptions)]
  }

  private func whyNothing(_ vaults: [Vault]) -> String {
    let notes = answers.refresh.notes
    if notes == 0, let vault = vaults.first { return Wording.noNotes(in: vault) }
    if offset > 0 { return "there are not more than \(offset) answers" }
    let count = Plural.count(notes - answers.excludedNotes.all, "note")
    let sentence = "nothing in \(count) matches '\(PlainText.shortened(answers.question))'"
    return sentence + (namesOptions ? "" : "; they are as they are now")
  }

  /// Says how many excluded notes match, and how to see them.
  private var excludedHint: String? {
    let count = answers.excludedNotes.matching
    if count == 0 { return nil }
    let most = Vault.mostExcludedMatches
    let notes = count < most ? Plural.count(count, "note") : "\(most) or more notes"
    let (verb, them) = count == 1 ? ("does", "it") : ("do", "them")
    let hint = namesOptions ? "; --excluded shows \(them)" : ""
    return "\(notes) in Obsidian's \"Excluded files\" \(verb)\(hint)"
  }
}
