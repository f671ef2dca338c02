/// Texts in FTS5's language.
///
/// Every token is quoted, so nothing that was typed is ever read as an operator.
package enum MatchExpression {
  /// Returns a token as one word of a query.
  package static func quoted(_ token: String) -> String {
    var text = "\""
    for character in token.unicodeScalars where character != "\0" {
      if character == "\"" { text.unicodeScalars.append("\"") }
      text.unicodeScalars.append(character)
    }
    return text + "\""
  }
}
