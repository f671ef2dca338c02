import NoteRanking

extension Vault {
  /// Answers a question from several vaults, in one ranking; each answer says which vault it is of.
  ///
  /// `ShareMerge` orders them and makes their scores comparable. A word is looked for in another spelling only if no vault
  /// has it. Throws `VaultError`, as the question to one vault.
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
    let answers = ranked(all.map(\.answers))
    whole.answers = Array(
      answers.dropFirst(options.offset).prefix(options.withoutLimitOfZero.limit))
    if !answers.isEmpty { whole.excludedNotes = .init() }
    return whole
  }

  /// Merges lists of answers by `ShareMerge`.
  private static func ranked(_ lists: [[Answer]]) -> [Answer] {
    let merge = ShareMerge(lists.map { $0.map(\.shared) })
    return merge.order.map { list, place in
      var answer = lists[list][place]
      let factor = merge.factor(for: answer.shared)
      answer.score *= factor
      for part in answer.explanation.indices { answer.explanation[part].value *= factor }
      return answer
    }
  }
}

extension Answer {
  fileprivate var shared: ShareMerge.Score { ShareMerge.Score(score, share: share) }
}
