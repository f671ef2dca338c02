package import NoteQuery

// How far down the list sections are read and looked at closely.
extension Ranker {
  /// Sections that are looked at closely at first, for a question of a few words and for a longer one, which more sections
  /// have some words of. Each further look goes four times as far.
  private static let fewLooks = 16
  package static let manyLooks = 25
  /// Words of a question that is longer than a few.
  private static let manyWords = 4

  /// Sections of one note that are ranked if it has as many, however few of them are shown.
  static let leastOfNote = 25

  /// How many sections are looked at closely at first.
  package func closeLooks(for query: Query) -> Int {
    let words = query.terms.count { !$0.isAlternative && !$0.isFunctionWord }
    return words < Self.manyWords ? Self.fewLooks : Self.manyLooks
  }
}
