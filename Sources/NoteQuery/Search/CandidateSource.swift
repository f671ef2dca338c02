/// Candidates that are read piece by piece, so that a vault of any size takes the same memory.
package protocol CandidateSource: AnyObject {
  associatedtype Failure: Error

  var totals: Candidates.Totals { get }
  /// How many rows hold each term of the query, by its index.
  var frequencies: [TermFrequency] { get }
  /// Whether one of the notes' questions equals the query.
  var namesQuestion: Bool { get }

  /// Goes back to the first piece.
  func rewind() throws(Failure)

  /// Puts the next candidates in the place of `piece`; returns false after the last ones.
  ///
  /// A note comes whole in one piece, with all sections and fields that hold a term. Notes that are not needed
  /// may be left out; those that name the question never are.
  func next(_ need: CandidateNeed, into piece: inout Candidates) throws(Failure) -> Bool
}

/// How many rows hold a term.
package struct TermFrequency: Sendable, Hashable {
  /// Sections that are let through by the filter of the query.
  package var sections: Int
  /// Notes whose own fields hold it, as far as they are let through.
  package var notes: Int
  /// Whether a note that is there holds it, let through or not.
  package var isFound: Bool

  package init(sections: Int = 0, notes: Int = 0, isFound: Bool = false) {
    self.sections = sections
    self.notes = notes
    self.isFound = isFound
  }
}

/// What a note has to hold to be of interest: terms that are worth enough together.
///
/// Common words are worth little; the longer a search has gone on, the more a note needs to come
/// among the best, and the fewer words need to be looked for everywhere.
package struct CandidateNeed: Sendable, Hashable {
  /// The value of each term.
  package var values: [Double]
  /// Least sum of the values of a note's terms that is of interest.
  package var least: Double
  /// The same of a note whose own fields hold a term.
  package var leastOfNamed: Double
  /// How the score of a note is bounded; nil where every score is of interest.
  package var bound: CandidateBound?

  package init(
    values: [Double], least: Double = 0, leastOfNamed: Double = 0, bound: CandidateBound? = nil
  ) {
    self.values = values
    self.least = least
    self.leastOfNamed = leastOfNamed
    self.bound = bound
  }
}
