package import NoteText

/// What a question asks that begins with `how to`, for the names of notes that say it: *How to develop plugins* answers
/// `how do I write a plugin`.
package struct HowTo: Sendable, Hashable {
  /// The asking word, then each word that decides, as the terms that may stand for it.
  package let words: [[QueryTerm]]

  package init(words: [[QueryTerm]]) { self.words = words }

  /// How many of the words of a name are those asked, from 0 to 1; 0 where it does not say them all.
  package func share(of name: String, _ language: Language, _ tokenizer: Tokenizer) -> Double {
    var said = Set<Int>()
    var count = 0
    tokenizer.language = language
    defer { tokenizer.language = .english }
    tokenizer.tokenize(name) { token in
      if !token.isColocated { count += 1 }
      for (place, word) in words.enumerated()
      where word.contains(where: { term in
        term.tokens(in: language).contains { token.term.elementsEqual($0.utf8) }
      }) {
        said.insert(place)
      }
      return count < Self.longestName
    }
    return said.count == words.count ? Double(words.count) / Double(count) : 0
  }

  /// Longest name in words.
  private static let longestName = 64
}
