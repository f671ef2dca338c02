internal import NoteText

/// Words that frame a question: they ask for an explanation and do not say of what.
///
/// They are looked for, since a section that says `means` is more likely to explain; but they must not
/// decide against the word that is asked about.
enum FrameWords {
  /// Weight of a frame word beside the 1 of others.
  static let weight = 0.2

  /// Returns the weight of a folded word.
  static func weight(of word: String) -> Double { english.contains(word) ? Self.weight : 1 }

  private static let english = WordList(
    """
    mean means meaning meant define defined defines definition definitions explain explained explains
    explanation describe described describes description stand stands called tell know
    example examples work works use used uses using way ways make makes get gets
    difference differences between many much
    """)
}
