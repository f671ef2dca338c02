// Function words stand in most sections, so that which of them a section holds tells little: how often it holds them,
// and how long it is, decides. That is known as soon as a row is read, long before it could be scored.

/// The highest score that what was read of a note can give, against the least that is of interest.
package struct CandidateBound: Sendable, Hashable {
  /// How much an occurrence in a field counts, by the field's length.
  package struct Field: Sendable, Hashable {
    package var weight: Double
    package var constant: Double
    package var slope: Double
    /// Lengths below this one count as this one.
    package var leastLength: Double
    /// From this length on one stretch may count alone, and that has `stretchLength`.
    package var longLength: Double
    package var stretchLength: Double

    package init(
      weight: Double, constant: Double, slope: Double, leastLength: Double = 0,
      longLength: Double = .infinity, stretchLength: Double = 0
    ) {
      self.weight = weight
      self.constant = constant
      self.slope = slope
      self.leastLength = leastLength
      self.longLength = longLength
      self.stretchLength = stretchLength
    }
  }

  package var body: Field
  package var headings: Field
  /// BM25's k1.
  package var saturation: Double
  /// Part of the score that depends on how much of the question is covered.
  package var coverage: Double
  /// Weight of what all sections of a note say together.
  package var siblings: Double
  /// Weight of what a title says, as a part of the highest score.
  package var about: Double
  /// The values of all terms together, and of those that a title can say.
  package var total: Double
  package var asked: Double
  /// A lower score is of no interest.
  package var threshold: Double

  package init(
    body: Field, headings: Field, saturation: Double, coverage: Double, siblings: Double,
    about: Double, total: Double, asked: Double, threshold: Double
  ) {
    self.body = body
    self.headings = headings
    self.saturation = saturation
    self.coverage = coverage
    self.siblings = siblings
    self.about = about
    self.total = total
    self.asked = asked
    self.threshold = threshold
  }
}
