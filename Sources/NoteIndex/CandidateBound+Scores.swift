import NoteQuery

// The same sums as in ranking, which knows a candidate only when it is whole. They are here since a call into another
// module for each row would cost more than the sum.
extension CandidateBound {
  @inline(__always)
  private static func worth(_ field: Field, _ length: Double) -> Double {
    field.weight / (field.constant + field.slope * max(field.leastLength, length))
  }

  /// What a term of value 1 adds to the score of a section that holds it so often.
  @inline(__always)
  func matches(
    inBody: Int, bodyLength: Int, inHeadings: Int, headingsLength: Int
  ) -> Double {
    var sum = 0.0
    if inBody > 0 { sum = Double(inBody) * Self.worth(body, Double(bodyLength)) }
    if inHeadings > 0 { sum += Double(inHeadings) * Self.worth(headings, Double(headingsLength)) }
    return (saturation + 1) * sum / (saturation + sum)
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
