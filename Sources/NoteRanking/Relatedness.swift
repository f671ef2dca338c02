import Platform

/// How much two notes have to do with each other: the weights of all signs of it, added up.
///
/// Files and tags that few notes share count more; that is the measure of Adamic and Adar, Friends and Neighbors on the
/// Web, 2003.
package enum Relatedness {
  /// Why two notes may belong together.
  package enum Sign: Sendable {
    /// One links to the other.
    case link
    /// They have a file, a linking note or a tag in common, with so many notes in all.
    case shared(by: Int)
    /// They have a rare word in common: its rarity, and that of all words of the note that are looked up.
    case word(rarity: Double, ofAll: Double)
  }

  /// What all rare words of a note together count.
  private static let ofWords = 2.0
  private static let unitsOfOne = 0x1p40

  /// Returns what a sign counts.
  ///
  /// Sums of such weights are exact, so it does not matter which sign comes first.
  package static func weight(_ sign: Sign) -> Double {
    let weight =
      switch sign {
      case .link: 1.0
      case .shared(let notes): 1 / Logarithm.binary(Double(2 + notes))
      case .word(let rarity, let all): ofWords * rarity / all
      }
    return (weight * unitsOfOne).rounded() / unitsOfOne
  }

  /// The order of related notes: the highest score first, equal ones by `tie`.
  package static func precedes<Tie: Comparable>(
    _ first: (score: Double, tie: Tie), _ second: (score: Double, tie: Tie)
  ) -> Bool {
    (second.score, first.tie) < (first.score, second.tie)
  }
}
