// Function words occur in most sections, so which of them a section holds says little. How often it holds them, and how
// long it is, decides. Both are known as soon as a posting is read, long before the section can be scored.

/// The highest score that what was read of a note can give, and the least that is of interest.
@usableFromInline package struct CandidateBound: Sendable, Hashable {
  /// How much an occurrence in a field counts, by the field's length.
  @usableFromInline package struct Field: Sendable, Hashable {
    @usableFromInline package var scale: BM25F.FieldScale
    /// Lengths below this one count as this one.
    @usableFromInline package var leastLength: Double
    /// From this length on one stretch may count alone, and that has `stretchLength`.
    @usableFromInline package var longLength: Double
    @usableFromInline package var stretchLength: Double

    package init(
      _ scale: BM25F.FieldScale, leastLength: Double = 0, longLength: Double = .infinity,
      stretchLength: Double = 0
    ) {
      self.scale = scale
      self.leastLength = leastLength
      self.longLength = longLength
      self.stretchLength = stretchLength
    }

    /// The length that a field of this length counts as.
    @inlinable @inline(__always)
    package func counted(_ length: Double) -> Double {
      length > longLength ? stretchLength : max(leastLength, length)
    }
  }

  @usableFromInline package var body: Field
  @usableFromInline package var headings: Field
  /// BM25's k1.
  @usableFromInline package var saturation: Double
  /// Part of the score that depends on how much of the question is covered.
  @usableFromInline package var coverage: Double
  /// Weight of what all sections of a note say together.
  @usableFromInline package var siblings: Double
  /// Weight of what a title says, as a part of the highest score.
  @usableFromInline package var about: Double
  /// The values of all terms together, and of those that a title can say.
  @usableFromInline package var total: Double
  @usableFromInline package var asked: Double
  /// A lower score is of no interest.
  @usableFromInline package var threshold: Double

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

extension CandidateBound {
  /// What a term of value 1 adds to the score of a section that holds it so often.
  ///
  /// One fraction over both fields, and no branch, since this is computed for each posting.
  @inlinable @inline(__always)
  package func matches(
    inBody: Double, bodyLength: Double, inHeadings: Double, headingsLength: Double
  ) -> Double {
    let ofBody = body.scale.divisor(body.counted(bodyLength))
    let ofHeadings = headings.scale.divisor(headingsLength)
    let sum = inBody * body.scale.weight * ofHeadings + inHeadings * headings.scale.weight * ofBody
    return BM25F.saturated(1, sum, over: ofBody * ofHeadings, saturation)
  }

  /// The most that terms of these values can add, however often they occur.
  @inlinable @inline(__always)
  package func most(_ values: Double) -> Double { BM25F.most(values, saturation) }

  /// The score of a section or a note that covers terms of these values.
  @inlinable @inline(__always)
  package func weighed(_ matches: Double, covering values: Double) -> Double {
    BM25F.weighed(matches, BM25F.part(values, of: total), coverage)
  }

  /// The most that a title can add which says terms of these values.
  @inlinable @inline(__always)
  package func bonus(saying values: Double) -> Double {
    BM25F.bonus(ofTitleSaying: BM25F.part(values, of: asked), about) * most(total) * (1 + siblings)
  }

  /// Whether a score may be of interest; sums in another order differ in their last digits.
  @inlinable @inline(__always)
  package func isReached(by score: Double) -> Bool { score * (1 + 1e-5) >= threshold }
}
