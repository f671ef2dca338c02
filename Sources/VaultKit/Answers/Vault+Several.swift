extension Vault {
  /// Answers a question from several vaults, in one ranking; each answer says which vault it is of.
  ///
  /// The score of an answer depends on how rare the words are in its vault. So answers are compared by their share of the
  /// highest score that words can have in their vault, and scores are those of the vault with the best answer. A word
  /// is looked for in another spelling only if no vault has it. Throws `VaultError`, as the question to one vault.
  public static func ask(
    _ question: String, of vaults: [Vault], _ options: AskOptions = AskOptions(),
    refresh policy: RefreshPolicy = .first
  ) throws -> Answers {
    var own = options.withoutLimitOfZero
    let end = own.limit.addingReportingOverflow(own.offset)
    (own.limit, own.offset) = (end.overflow ? .max : end.partialValue, 0)
    var all = try vaults.map { try $0.ask(question, own, refresh: policy) }
    let known = all.filter { $0.corrections.isEmpty && !$0.answers.isEmpty }
    if !known.isEmpty, known.count < all.count {
      own.isExact = true
      for place in all.indices where !all[place].corrections.isEmpty {
        var exact = try vaults[place].ask(question, own, refresh: .never)
        exact.refresh.add(all[place].refresh)
        exact.suggestions = all[place].suggestions
        all[place] = exact
      }
    }
    for (place, vault) in vaults.enumerated() {
      for answer in all[place].answers.indices { all[place].answers[answer].vault = vault.root }
    }
    guard let whole = merged(all, options) else { throw VaultError(.noVault, at: "") }
    return whole
  }

  private static func merged(_ all: [Answers], _ options: AskOptions) -> Answers? {
    guard var whole = all.first else { return nil }
    for other in all.dropFirst() {
      whole.terms += other.terms.filter { !whole.terms.contains($0) }
      whole.corrections += other.corrections.filter { !whole.corrections.contains($0) }
      whole.suggestions += other.suggestions.filter { !whole.suggestions.contains($0) }
      whole.unknown.removeAll { !other.unknown.contains($0) }
      // A filter that no note of one vault meets may be met in another.
      whole.repairList.removeAll { !other.repairList.contains($0) }
      whole.total = whole.total.flatMap { sum in other.total.map { sum + $0 } }
      whole.excludedNotes.all += other.excludedNotes.all
      whole.excludedNotes.matching += other.excludedNotes.matching
      let notes = whole.refresh.notes + other.refresh.notes
      whole.refresh.add(other.refresh)
      whole.refresh.notes = notes
    }
    let answers = ranked(all.map { $0.answers[...] })
    whole.answers = Array(
      answers.dropFirst(options.offset).prefix(options.withoutLimitOfZero.limit))
    if !answers.isEmpty { whole.excludedNotes = .init() }
    return whole
  }

  /// Merges lists of answers without a change of the order in each.
  private static func ranked(_ lists: [ArraySlice<Answer>]) -> [Answer] {
    var lists = lists
    var merged: [Answer] = []
    let best = lists.compactMap(\.first).max { $0.share < $1.share }
    let highest = best.flatMap { $0.share > 0 ? $0.score / $0.share : nil }
    while let next = lists.indices.filter({ !lists[$0].isEmpty })
      .max(by: { (lists[$0].first?.share ?? 0, $1) < (lists[$1].first?.share ?? 0, $0) }),
      let answer = lists[next].popFirst()
    {
      merged.append(highest.map { answer.scaled(toHighest: $0) } ?? answer)
    }
    return merged
  }
}

extension Answer {
  /// The answer as it would score in a vault with another highest score.
  fileprivate func scaled(toHighest highest: Double) -> Answer {
    guard share > 0, score > 0 else { return self }
    var answer = self
    let factor = share * highest / score
    answer.score *= factor
    for place in explanation.indices { answer.explanation[place].value *= factor }
    return answer
  }
}
