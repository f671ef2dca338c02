// Scores need the formula when a candidate is whole, upper bounds for each posting. So it is here, below the index and
// ranking, and it is inlined into both: a call for each posting would cost more than the sum.

/// The formula by which occurrences of terms become a score.
///
/// An occurrence counts by its field's weight and length; the sum over the fields saturates, not each field by itself.
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6.
@usableFromInline package enum BM25F {
  /// A field's weight and length normalization with the averages worked in.
  @usableFromInline package struct FieldScale: Sendable, Hashable {
    @usableFromInline package var weight: Double
    @usableFromInline package var constant: Double
    @usableFromInline package var slope: Double

    package init(weight: Double, constant: Double, slope: Double) {
      self.weight = weight
      self.constant = constant
      self.slope = slope
    }

    /// What a field's weight is divided by if the field has this length.
    @inlinable @inline(__always)
    package func divisor(_ length: Double) -> Double { constant + slope * length }

    /// What one occurrence in a field of this length is worth.
    @inlinable @inline(__always)
    package func worth(_ length: Double) -> Double { weight / divisor(length) }
  }

  /// What a term of a value adds to the score, given the sum of what its occurrences are worth.
  ///
  /// - Parameter divisor: What `sum` still has to be divided by: one division is faster than one for each field.
  @inlinable @inline(__always)
  package static func saturated(
    _ value: Double, _ sum: Double, over divisor: Double = 1, _ saturation: Double
  ) -> Double {
    value * (saturation + 1) * sum / (saturation * divisor + sum)
  }

  /// The most that terms of these values can add, however often they occur.
  @inlinable @inline(__always)
  package static func most(_ values: Double, _ saturation: Double) -> Double {
    values * (saturation + 1)
  }

  /// How much of a question terms of these values cover, from 0 to 1.
  @inlinable @inline(__always)
  package static func part(_ values: Double, of total: Double) -> Double {
    total > 0 ? min(1, values / total) : 0
  }

  /// The score after the part for coverage.
  ///
  /// - Parameters:
  ///   - covered: How much of the question is covered, from 0 to 1.
  ///   - coverage: The part of the score that depends on it.
  @inlinable @inline(__always)
  package static func weighed(_ matches: Double, _ covered: Double, _ coverage: Double) -> Double {
    matches * (1 - coverage + coverage * covered)
  }

  /// The bonus for a title, as a part of the highest possible score.
  ///
  /// - Parameters:
  ///   - part: How much of what was asked the title says, from 0 to 1.
  ///   - about: The bonus of a title that says all of it.
  @inlinable @inline(__always)
  package static func bonus(ofTitleSaying part: Double, _ about: Double) -> Double {
    about * part * part * part * part
  }
}
