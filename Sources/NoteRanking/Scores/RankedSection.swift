/// A section that may answer, with its score.
package struct RankedSection: Sendable, Hashable {
  package var section: Int32
  package var note: Int32
  package var score: Double
  /// Whether its note names the question; it then comes first, whatever its score.
  package var answersQuestion: Bool
  /// Whether the question is a name or a question of its note and none of its sections says it, so that the whole note
  /// answers.
  package var isWholeNote = false
  /// What its note got for having the name that was asked for; 0 where it was not for that.
  package var namesake = 0.0
  /// Whether there is nothing to read in its note.
  package var isStub = false
  /// Whether its text is links to other places alone.
  var isLinks = false
  /// How much of the question the note's names say, and of them the question, from 0 to 1.
  package var named = 0.0
  /// How much of the question is for a property of its note, by the note's names and the key, from 0 to 1.
  var asksProperty = 0.0
  /// The terms that its headings or its note's title and aliases say, ascending: a passage need not.
  package var context: [Int]
  /// The summands of the score; empty unless asked for.
  package var parts: [ScorePart]

  package init(
    section: Int32, note: Int32, score: Double, answersQuestion: Bool = false,
    context: [Int] = [], parts: [ScorePart] = []
  ) {
    self.section = section
    self.note = note
    self.score = score
    self.answersQuestion = answersQuestion
    self.context = context
    self.parts = parts
  }

  /// Whether only the numbers of sections tell which of two comes first.
  func isTied(with other: RankedSection) -> Bool {
    answersQuestion == other.answersQuestion && score == other.score
  }

  /// Whether it comes before another one, whatever their numbers.
  func isBetter(than other: RankedSection) -> Bool {
    if answersQuestion != other.answersQuestion { return answersQuestion }
    return score > other.score
  }

  /// The score that puts a section right before, or right after, one with a given score.
  static func score(above score: Double) -> Double { score * (1 + 1e-9) }
  static func score(below score: Double) -> Double { score * (1 - 1e-9) }

  /// The order of answers: named questions, then scores; equal ones by note and place.
  package static func precedes(_ first: RankedSection, _ second: RankedSection) -> Bool {
    if !first.isTied(with: second) { return first.isBetter(than: second) }
    if first.note != second.note { return first.note < second.note }
    return first.section < second.section
  }
}
