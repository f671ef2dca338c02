import VaultKit

/// What an answer is called: the title of its note and the headings above it.
enum AnswerHead {
  static func text(of answer: Answer) -> String {
    // An embedded section repeats the heading above it, and a mark of a template may leave nothing of one.
    var names: [String] = []
    for name in ([answer.title] + answer.headings).map({ PlainText.safeName($0) })
    where !name.isEmpty && name != names.last {
      names.append(name)
    }
    return names.joined(separator: " › ")
  }
}
