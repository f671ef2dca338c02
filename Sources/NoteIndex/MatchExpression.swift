import NoteQuery

/// A query in FTS5's language.
///
/// Every token is quoted, so nothing that was typed is ever read as an operator. The phrases of the
/// expression are the forms of the terms, in their order.
enum MatchExpression {
  /// Returns the expression that finds rows with any of the terms, nil for none.
  static func any(of terms: [QueryTerm]) -> String? {
    terms.isEmpty ? nil : terms.flatMap(phrases).joined(separator: " OR ")
  }

  private static func phrases(_ term: QueryTerm) -> [String] {
    term.allForms.map { form in
      form.tokens.map(quoted).joined(separator: " + ") + (term.isPrefix ? " *" : "")
    }
  }

  static func quoted(_ token: String) -> String {
    var text = "\""
    for character in token.unicodeScalars where character != "\0" {
      if character == "\"" { text.unicodeScalars.append("\"") }
      text.unicodeScalars.append(character)
    }
    return text + "\""
  }
}
