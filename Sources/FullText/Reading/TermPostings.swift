package import SQLite

/// Finds the postings of terms in one full-text table: of words, beginnings of words, and words in a row.
package struct TermPostings {
  private let terms: any TermSource

  package init(_ terms: any TermSource) { self.terms = terms }

  /// Returns the postings of tokens in a row; no row comes twice, and of one cursor they ascend.
  ///
  /// A row without a place is one that is gone.
  ///
  /// - Parameter isPrefix: Whether the last token may be the beginning of a longer one.
  package func cursors(of tokens: [String], isPrefix: Bool) throws(SQLiteError) -> [PostingCursor] {
    try cursors(of: words(of: tokens, isPrefix: isPrefix), tokens: tokens.count)
  }

  /// Returns the postings that hold the words of so many tokens in a row.
  package func cursors(of words: [Phrase.Word], tokens: Int) throws(SQLiteError) -> [PostingCursor]
  {
    if tokens <= 1 || words.isEmpty { return words.first?.cursors ?? [] }
    var phrase = Phrase(words)
    return [try phrase.postings()]
  }

  /// Returns the words of tokens in a row, each once and with its postings; none if one of them is nowhere.
  ///
  /// - Parameter isPrefix: Whether the last token may be the beginning of a longer one.
  package func words(of tokens: [String], isPrefix: Bool) throws(SQLiteError) -> [Phrase.Word] {
    var words: [Phrase.Word] = []
    for (place, token) in tokens.enumerated() {
      let isBeginning = isPrefix && place == tokens.count - 1
      let known = words.firstIndex { $0.token == token }
      if let known, !isBeginning {
        words[known].distances.append(place)
        continue
      }
      let cursors =
        isBeginning ? try terms.postings(beginningWith: token) : try terms.postings(of: token)
      if cursors.isEmpty { return [] }
      words.append(Phrase.Word(token: token, cursors: cursors, distances: [place]))
    }
    return words
  }

  /// Returns the postings of each of some tokens, as `cursors(of:isPrefix:)` has them.
  package func cursors(ofEach tokens: [String]) throws(SQLiteError) -> [[PostingCursor]] {
    try terms.postings(ofEach: tokens)
  }
}
