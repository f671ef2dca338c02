package import VaultKit

/// The answers that a budget has room for, the best ones first and with as much of their text as goes in.
package struct BudgetedAnswers {
  package let answers: Answers
  /// Places of the answers whose text is cut.
  let cut: Set<Int>
  /// Whether answers were left out or cut.
  package let isTruncated: Bool
  /// How many answers come before the next page; nil if there can be no more.
  package let next: Int?

  /// Fits answers into a budget; the first one and all passages are always there.
  ///
  /// - Parameters:
  ///   - offset: How many answers come before them.
  ///   - limit: How many answers were asked for; 0 for all.
  ///   - tokens: Most tokens of them as JSON.
  package init(_ all: Answers, offset: Int, limit: Int, tokens: Int) {
    var answers = all
    answers.answers = []
    var room = tokens - Self.cost(of: .object(all.head([]) + all.refresh.fields))
    // What an answer is worth nothing without comes first, for as many as there is room for.
    for answer in all.answers {
      let least = answer.cut(toTokens: 0) ?? answer
      let cost = Self.cost(of: least)
      if !answers.answers.isEmpty, cost > room { break }
      room -= cost
      answers.answers.append(answer)
    }
    var cut: Set<Int> = []
    for (place, answer) in answers.answers.enumerated() {
      guard let least = answer.cut(toTokens: 0) else { continue }
      let own = TokenCount.of(least.text)
      if let shorter = answer.cut(toTokens: max(0, room + own)) {
        answers.answers[place] = shorter
        cut.insert(place)
      }
      room -= TokenCount.of(answers.answers[place].text) - own
    }
    self.answers = answers
    self.cut = cut
    let end = offset + answers.answers.count
    let isWhole = answers.answers.count == all.answers.count
    isTruncated = !isWhole || !cut.isEmpty
    let isLast = all.total.map { $0 <= end } ?? (limit == 0 || all.answers.count < limit)
    next = isWhole && isLast ? nil : end
  }

  private static func cost(of answer: Answer) -> Int {
    let row = AnswerRow(answer: answer, isExplained: false)
    return cost(of: row.value(row.fields))
  }

  private static func cost(of value: FieldValue) -> Int {
    TokenCount.of(value.text(isForTerminal: false))
  }

  /// What is said of them behind the answers.
  ///
  /// - Parameter remarks: Sentences; nil to leave them out.
  func fields(_ remarks: [String]?) -> [Field] {
    let fields: [Field] = [
      ("total", .optional(answers.total, FieldValue.integer)),
      ("truncated", .boolean(isTruncated || next != nil)),
      ("next", .optional(next, FieldValue.integer)),
    ]
    return fields + (remarks.map { [("remarks", .texts($0))] } ?? [])
  }
}
