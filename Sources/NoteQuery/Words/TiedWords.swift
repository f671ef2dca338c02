internal import NoteText

/// Words of a question that an apostrophe or a hyphen ties to another one, and that only hold it together: French and
/// Italian articles (`l'homme`, `dell'arte`), French pronouns behind their verb (`joue-t-il`).
enum TiedWords {
  private static let pronouns = WordList("il elle ils elles on ce je tu nous vous là")

  /// Returns what a word says without the words tied to it; the word itself where nothing else would be left.
  static func core(of word: String, in language: Language) -> String {
    guard language == .french || language == .italian else { return word }
    var core = word[...]
    while let apostrophe = core.firstIndex(where: { $0 == "'" || $0 == "\u{2019}" }) {
      let rest = core[core.index(after: apostrophe)...]
      let tied = core[..<apostrophe].lowercased()
      guard !rest.isEmpty, StopWords([language]).contains(tied) || tied.count == 1 else { break }
      core = rest
    }
    if language == .french { core = withoutPronoun(core) }
    return core.isEmpty ? word : String(core)
  }

  private static func withoutPronoun(_ word: Substring) -> Substring {
    guard let hyphen = word.lastIndex(of: "-") else { return word }
    let ending = word[word.index(after: hyphen)...].lowercased().filter(\.isLetter)
    guard pronouns.contains(ending) else { return word }
    let verb = word[..<hyphen]
    return verb.hasSuffix("-t") ? verb.dropLast(2) : verb
  }
}
