import Characters
internal import NoteText

/// Tells the language of a question by its function words.
///
/// A question is too short for certainty, and need not be: taking a function word for a term, or a
/// term for a function word, costs little.
enum FunctionWordCount {
  /// Bytes of a question that are looked at.
  private static let longestSample = 500

  /// Function words that tell a language which few notes are in. One alone may be a name or a word of another
  /// language: `die`, `man`, `C`.
  private static let leastWords = 2

  /// The one of `languages` that the question has most function words of; English where others have no more.
  ///
  /// - Parameter main: What most notes are written in.
  static func language(
    of text: String, among languages: [Language], main: Language
  ) -> Language {
    guard languages.count > 1 else { return .english }
    let words = Set(
      parts(of: String(decoding: text.utf8.prefix(longestSample), as: UTF8.self))
        .filter { !isLoneConsonant($0, in: text) }
    ).map { Array($0.utf8) }
    var best = (language: Language.english, count: StopWords.count(of: words, in: .english))
    for language in languages where language != .english {
      let count = StopWords.count(of: words, in: language)
      if count > best.count, count >= (language == main ? 1 : leastWords) {
        best = (language, count)
      }
    }
    return best.language
  }

  /// Whether a part is a consonant that no apostrophe ties to a word: `vitamin c`, but `c'est`.
  private static func isLoneConsonant(_ part: String, in text: String) -> Bool {
    guard part.utf8.count == 1, !"aeiouy".contains(part) else { return false }
    let text = text.lowercased()
    return !["'", "\u{2019}"].contains { text.contains(part + $0) }
  }

  /// The runs of letters in a text, in small letters; an apostrophe ends one.
  static func parts(of text: String) -> [String] {
    text.lowercased().unicodeScalars.split { scalar in
      scalar.isASCII ? !scalar.isSmallASCIILetter : !scalar.properties.isAlphabetic
    }.map(String.init)
  }
}
