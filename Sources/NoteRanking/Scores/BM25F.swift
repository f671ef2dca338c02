import Platform

/// The formula by which occurrences of terms become a score.
///
/// An occurrence counts by its field's weight and length; the sum over the fields saturates, not each field by itself.
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6.
enum BM25F {
  /// A field's weight and length normalization with the averages worked in.
  struct FieldScale {
    var weight: Double
    var constant: Double
    var slope: Double

    /// - Parameter average: Tokens of an average field of this kind.
    init(_ scale: RankingWeights.FieldWeight, average: Double) {
      weight = scale.weight
      constant = 1 - scale.normalization
      slope = scale.normalization / average
    }

    /// What one occurrence in a field of this length is worth.
    @inline(__always)
    func worth(_ length: Double) -> Double { weight / (constant + slope * length) }
  }

  /// How rare a term is: the logarithm of its inverse frequency, never negative.
  static func rarity(_ frequency: Double, of sections: Double) -> Double {
    Logarithm.natural(1 + (sections - frequency + 0.5) / (frequency + 0.5))
  }

  /// What a term of a value adds to the score, given the sum of what its occurrences are worth.
  @inline(__always)
  static func saturated(_ value: Double, _ sum: Double, _ saturation: Double) -> Double {
    value * (saturation + 1) * sum / (saturation + sum)
  }

  /// The score after the part for coverage.
  ///
  /// - Parameters:
  ///   - covered: How much of the question is covered, from 0 to 1.
  ///   - coverage: The part of the score that depends on it.
  @inline(__always)
  static func weighed(_ matches: Double, _ covered: Double, _ coverage: Double) -> Double {
    matches * (1 - coverage + coverage * covered)
  }
}
