internal import NoteText

/// Words that frame a question: they ask for an explanation and do not say of what.
///
/// They are looked for, since a section that says `means` is more likely to explain; but they must not
/// decide against the word that is asked about. So it is with function words of scripts beyond Latin: a text may
/// never ask, and then the word that asks is the rarest one of the question.
enum FrameWords {
  /// Weight of a frame word beside the 1 of others.
  static let weight = 0.2
  /// Weight of a function word beyond Latin; the lists of some languages hold words that decide now and then.
  static let ofScripts = 0.4

  /// Weight of a function word in the name of a note.
  static let ofNames = 0.4
  /// Weight of what is asked how much of it there is: `long` in `how long does it last`.
  static let ofMeasures = 0.5

  /// Weight of a pair of characters that holds a particle: it stands across the border of two words.
  static let ofParticles = 0.4

  /// Returns the weight of a word, given as typed and folded.
  static func weight(of word: String, folded: String) -> Double {
    let isBeyondLatin = word.utf8.first.map { $0 >= 0xCD } ?? false
    let isFrame = isBeyondLatin ? StopWords.ofScripts.contains(word.lowercased()) : false
    return isFrame ? ofScripts : english.contains(folded) ? weight : 1
  }

  /// What the words of a question so far say of the next one.
  struct Frame {
    private var last = ""
    private var asksHowLong = false

    /// The most that the next word, folded, may weigh: `how long does … last`, `what happens when`, `who wrote`.
    mutating func weight(of word: String) -> Double {
      defer { last = word }
      if last == "how", measures.contains(word) {
        asksHowLong = true
        return ofMeasures
      }
      // What somebody did is told in many words: `Developed by` answers `who wrote`.
      if last == "who" { return ofMeasures }
      let isFrame =
        last == "what" && happening.contains(word) || asksHowLong && lasting.contains(word)
      return isFrame ? FrameWords.weight : 1
    }
  }

  private static let measures = WordList(
    """
    long often far big large small old tall high deep fast quick quickly soon late early heavy
    """)
  private static let happening = WordList("happens happen happened happening")
  private static let lasting = WordList("last lasts take takes")

  private static let english = WordList(
    """
    mean means meaning meant define defined defines definition definitions explain explained explains
    explanation describe described describes description stand stands called tell know
    example examples work works use used uses using way ways make makes get gets
    difference differences between many much another best
    """)
}
