internal import NoteText

// Who asks how to do something is shown the guide: a note whose name says that it tells it.
extension QuestionReader {
  /// A verb and its object, at least.
  private static let fewestOfGuide = 2
  /// Longer questions say more than names do.
  private static let mostOfGuide = 6

  /// The words that the name of a guide says; nil where the question asks something else.
  func howTo(_ query: Query) -> HowTo? {
    guard query.asked == .way, let asking = query.terms.first(where: \.isQuestionWord) else {
      return nil
    }
    var typed = query.terms.filter { !$0.isAlternative }
    guard let verb = typed.first else { return nil }
    typed.removeFirst()
    let others = TaskVerbs.others(of: verb.word.lowercased()).compactMap {
      terms(of: QuestionPieces.Piece(text: $0), verb.wordIndex).first
    }
    // `make` and `use` frame a question; here the one is a task, and the other still tells nothing.
    let task = verb.weight >= 1 || !others.isEmpty ? [[verb] + others] : []
    let deciding = typed.filter { $0.weight >= 1 }.map { [$0] }
    let range = Self.fewestOfGuide...Self.mostOfGuide
    guard !deciding.isEmpty, range.contains(task.count + deciding.count) else { return nil }
    return HowTo(words: [[asking]] + task + deciding)
  }
}
