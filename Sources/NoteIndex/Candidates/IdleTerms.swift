import NoteQuery

/// The terms of a query that say nothing in a vault: function words of names that are not questions, and parts of longer
/// words where enough sections have the word itself.
enum IdleTerms {
  /// Names are questions if at least one note in this many has a question word in its names.
  private static let leastAsking = 20
  /// From this many sections with the word itself, longer words that contain it are ignored.
  private static let mostWithParts = 64

  /// The places of the parts of longer words that say nothing.
  static func parts(in query: Query, _ frequencies: [TermFrequency]) -> [Int] {
    query.terms.indices.filter { isIdlePart($0, of: query, frequencies) }
  }

  /// Whether a term is a part of longer words, and says nothing beside its word, which has been counted.
  static func isIdlePart(_ place: Int, of query: Query, _ frequencies: [TermFrequency]) -> Bool {
    let terms = query.terms
    guard terms[place].isPartOfWords else { return false }
    let word = terms.indices.first {
      terms[$0].wordIndex == terms[place].wordIndex && !terms[$0].isAlternative
    }
    return word.map { frequencies[$0].sections >= mostWithParts } ?? false
  }

  /// Whether the names of notes are questions, judged by how many have a question word.
  static func isAsked(_ count: Int, of notes: Int) -> Bool {
    count > 0 && count * leastAsking >= notes
  }
}
