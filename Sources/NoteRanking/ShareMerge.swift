/// Merges ranked lists of several vaults into one.
///
/// The score of an answer depends on how rare the words are in its vault. So answers are compared by their share of the
/// highest score that words can have in their vault. The order in each list stays, and the scores become those of the
/// vault with the best answer.
package struct ShareMerge {
  /// What a score is in its own vault.
  package struct Score: Sendable, Hashable {
    package var value: Double
    /// The part of the highest score; 0 if it is not known.
    package var share: Double

    package init(_ value: Double, share: Double) {
      self.value = value
      self.share = share
    }

    /// The part of the highest score that words can have; 0 if there is none.
    package static func share(of score: Double, inHighest highest: Double) -> Double {
      highest > 0 ? score / highest : 0
    }
  }

  /// All answers, best first: the list and the place in it, both counted from 0.
  package let order: [(list: Int, place: Int)]
  /// The highest score of the vault with the best answer; nil if it is not known.
  private let highest: Double?

  package init(_ lists: [[Score]]) {
    let best = lists.compactMap(\.first).max { $0.share < $1.share }
    highest = best.flatMap { $0.share > 0 ? $0.value / $0.share : nil }
    var rest = lists.map { $0[...] }
    var order: [(list: Int, place: Int)] = []
    while let next = rest.indices.filter({ !rest[$0].isEmpty })
      .max(by: { (rest[$0].first?.share ?? 0, $1) < (rest[$1].first?.share ?? 0, $0) })
    {
      order.append((next, rest[next].startIndex))
      rest[next].removeFirst()
    }
    self.order = order
  }

  /// By what a score and its summands are multiplied in the merged list.
  package func factor(for score: Score) -> Double {
    guard let highest, score.share > 0, score.value > 0 else { return 1 }
    return score.share * highest / score.value
  }
}
