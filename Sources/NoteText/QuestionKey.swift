import Characters

/// The form in which a question is compared with the questions a note answers.
package enum QuestionKey {
  /// Joins all tokens of `text` by a blank; further forms of a token are left out.
  ///
  /// Case, accents, punctuation and English endings make no difference: `What does 404 mean?` is
  /// `what does 404 means`.
  package static func make(_ text: String, _ tokenizer: Tokenizer) -> String {
    var key: [UInt8] = []
    tokenizer.tokenize(text) { token in
      if token.isColocated { return true }
      if !key.isEmpty { key.append(.space) }
      key.append(contentsOf: token.term)
      return true
    }
    return String(decoding: key, as: UTF8.self)
  }
}
