import NoteRanking

extension Vault {
  /// Answers of each phrasing that are looked at: one that others have far down may still be among the first of all.
  private static let depth = 20

  /// Answers one question that was put in several ways, in one ranking.
  ///
  /// `PhrasingFusion` orders them. An answer is shown with its passage as in the phrasing where it stands highest. A single
  /// phrasing is answered as by `ask`. Throws `VaultError`.
  ///
  /// - Parameters:
  ///   - phrasings: At least one; what else was asked is left out of the answers' own question.
  ///   - vaults: At least one.
  ///   - check: Called before each phrasing, to throw if the answers are no longer wanted.
  public static func ask(
    phrasings: [String], of vaults: [Vault], _ options: AskOptions = AskOptions(),
    refresh policy: RefreshPolicy = .first, check: () throws -> Void = {}
  ) throws -> Answers {
    func ask(_ question: String, _ options: AskOptions, _ policy: RefreshPolicy) throws -> Answers {
      try check()
      return vaults.count == 1
        ? try vaults[0].ask(question, options, refresh: policy)
        : try Self.ask(question, of: vaults, options, refresh: policy)
    }
    guard let first = phrasings.first else { throw VaultError(.emptyQuestion, at: "") }
    if phrasings.count == 1 { return try ask(first, options, policy) }
    var deep = options
    let wanted = options.withoutLimitOfZero.limit
    (deep.offset, deep.limit) = (0, max(Self.depth, min(wanted, 1_000) + options.offset))
    var all: [Answers] = []
    for (place, phrasing) in phrasings.enumerated() {
      // All are asked of one state of the vault.
      all.append(try ask(phrasing, deep, place == 0 ? policy : .never))
    }
    return fused(all, options)
  }

  private static func fused(_ all: [Answers], _ options: AskOptions) -> Answers {
    var whole = all[0]
    var fusion = PhrasingFusion<AnswerPlace>()
    for answers in all {
      fusion.add(
        answers.answers.map { AnswerPlace(vault: $0.vault, path: $0.path, line: $0.line) })
    }
    for other in all.dropFirst() {
      whole.terms += other.terms.filter { !whole.terms.contains($0) }
      whole.ignored += other.ignored.filter { !whole.ignored.contains($0) }
      whole.corrections += other.corrections.filter { !whole.corrections.contains($0) }
      whole.suggestions += other.suggestions.filter { !whole.suggestions.contains($0) }
      whole.unknown += other.unknown.filter { !whole.unknown.contains($0) }
      whole.repairList += other.repairList.filter { !whole.repairList.contains($0) }
      whole.excludedNotes.matching = max(
        whole.excludedNotes.matching, other.excludedNotes.matching)
    }
    whole.total = nil
    let order = fusion.order
    whole.answers = order.dropFirst(options.offset).prefix(options.withoutLimitOfZero.limit).map {
      all[$0.list].answers[$0.place]
    }
    if !order.isEmpty { whole.excludedNotes = .init() }
    return whole
  }

  private struct AnswerPlace: Hashable {
    var vault: String?
    var path: String
    var line: Int
  }
}
