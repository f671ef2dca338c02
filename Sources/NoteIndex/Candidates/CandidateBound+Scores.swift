import NoteQuery

// The same sums as in ranking, which knows a candidate only when it is whole. They are here since a call into another
// module for each section would cost more than the sum.
extension CandidateBound {
  /// What a term of value 1 adds to the score of a section that holds it so often.
  ///
  /// An occurrence counts by its field's weight and length, and the sum over both fields saturates. Written as one
  /// fraction and without a branch, since this is reckoned for each posting.
  @inline(__always)
  func matches(
    inBody: Double, bodyLength: Double, inHeadings: Double, headingsLength: Double
  ) -> Double {
    let length =
      bodyLength > body.longLength ? body.stretchLength : max(body.leastLength, bodyLength)
    let ofBody = body.constant + body.slope * length
    let ofHeadings = headings.constant + headings.slope * headingsLength
    let sum = inBody * body.weight * ofHeadings + inHeadings * headings.weight * ofBody
    return (saturation + 1) * sum / (saturation * ofBody * ofHeadings + sum)
  }

  /// The most that terms of these values can add, however often they are there.
  @inline(__always)
  func most(_ values: Double) -> Double { values * (saturation + 1) }

  /// The score of a section or a note that covers terms of these values.
  @inline(__always)
  func weighed(_ matches: Double, covering values: Double) -> Double {
    let covered = total > 0 ? min(1, values / total) : 0
    return matches * (1 - coverage + coverage * covered)
  }

  /// The most that a title can add which says terms of these values.
  func bonus(saying values: Double) -> Double {
    let said = asked > 0 ? min(1, values / asked) : 0
    return about * said * said * said * said * most(total) * (1 + siblings)
  }

  /// Whether a score may be of interest; sums in another order differ in their last digits.
  @inline(__always)
  func isReached(by score: Double) -> Bool { score * (1 + 1e-5) >= threshold }
}
