import NoteQuery

/// A query in FTS5's language.
///
/// Every token is quoted, so nothing that was typed is ever read as an operator. Phrase `n` of the
/// expression is term `n` of the query; excluded terms follow.
enum MatchExpression {
  /// Returns the expression, or nil for a query without a term.
  static func make(_ query: Query) -> String? {
    guard !query.terms.isEmpty else { return nil }
    let wanted = query.terms.map(phrase).joined(separator: " OR ")
    guard !query.excluded.isEmpty else { return wanted }
    return "(\(wanted)) NOT (\(query.excluded.map(phrase).joined(separator: " OR ")))"
  }

  private static func phrase(_ term: QueryTerm) -> String {
    term.tokens.map(quoted).joined(separator: " + ") + (term.isPrefix ? " *" : "")
  }

  private static func quoted(_ token: String) -> String {
    var text = "\""
    for character in token.unicodeScalars where character != "\0" {
      if character == "\"" { text.unicodeScalars.append("\"") }
      text.unicodeScalars.append(character)
    }
    return text + "\""
  }
}
