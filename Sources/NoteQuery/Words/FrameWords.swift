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

  /// Weight of the kind of thing that is asked for: `ville` in `dans quelle ville`.
  static let ofKinds = 0.7

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
    let language: Language
    private var last = ""
    private var asksHowLong = false
    private var asksWhich = false

    init(_ language: Language) { self.language = language }

    /// The most that the next word, folded, may weigh: `how long does … last`, `what happens when`, `who wrote`.
    mutating func weight(of word: String, isFunctionWord: Bool) -> Double {
      language == .english ? weightInEnglish(of: word) : weight(of: word, isFunctionWord, language)
    }

    /// The kind that is asked for is told where the answer is: `quelle ville`, `quelle est la capitale`.
    ///
    /// In English `which` and `what` tell it less often; there the same rule costs more than it brings.
    private mutating func weight(
      of word: String, _ isFunctionWord: Bool, _ language: Language
    ) -> Double {
      if FrameWords.which(language)?.contains(word) == true {
        asksWhich = true
      } else if !isFunctionWord {
        defer { asksWhich = false }
        if FrameWords.frame(language)?.contains(word) == true { return ofScripts }
        if asksWhich { return ofKinds }
      }
      return 1
    }

    private mutating func weightInEnglish(of word: String) -> Double {
      defer { last = word }
      if last == "how", measures.contains(word) {
        asksHowLong = true
        return ofMeasures
      }
      // What somebody did is told in many words: `Developed by` answers `who wrote`.
      if last == "who" { return AskedKind.isMaking(word) ? FrameWords.weight : ofMeasures }
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

  /// The words of a language that ask for one of a kind; nil where none are known.
  private static func which(_ language: Language) -> WordList? {
    switch language {
    case .french: WordList("quel quelle quels quelles ")
    case .german: WordList("welche welcher welches welchen welchem ")
    default: nil
    }
  }

  /// The frame words of a language other than English, folded; nil where none are known.
  private static func frame(_ language: Language) -> WordList? {
    language == .french ? french : nil
  }

  private static let french = WordList(
    """
    signifie signifient signification definition definit definir explique expliquer explication
    exemple exemples sorte sortes type types nom noms appelle appellent nomme nommer facon maniere
    difference differences fait faire font permet raison raisons existe existent utilise utiliser
    sert trouve trouver situe situee
    """)
  private static let english = WordList(
    """
    mean means meaning meant define defined defines definition definitions explain explained explains
    explanation describe described describes description stand stands called tell know
    example examples work works use used uses using way ways make makes get gets
    difference differences between many much another best
    """)
}
