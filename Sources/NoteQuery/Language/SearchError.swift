/// Why a search cannot be read at all.
package enum SearchError: Error, Hashable, Sendable {
  case tooLong
  case tooDeep(column: Int)
  case tooManyTerms
  /// The text between two slashes is no pattern, or costs too much; the message says why.
  case badPattern(String, column: Int, message: String)
  /// It has more parts than can be looked for in so much text.
  case tooCostly

  /// One sentence, lower case and without a full stop.
  package var message: String {
    switch self {
    case .tooLong: "the query is longer than \(SearchReader.longest) bytes"
    case .tooDeep(let column): "query:1:\(column): brackets are deeper than \(SearchReader.deepest)"
    case .tooManyTerms: "the query has more than \(SearchReader.mostTerms) terms"
    case .tooCostly:
      "the search has too many parts for so much text; leave some out, or narrow it with 'path:' or 'tag:'"
    case .badPattern(let pattern, let column, let message):
      "query:1:\(column): '/\(pattern)/' cannot be used: \(message)"
    }
  }

  /// What a question says that reads the place as text.
  package var repair: QueryRepair {
    guard case .badPattern(let pattern, let column, let message) = self else {
      return QueryRepair(column: 1, message: message + "; reading it as text")
    }
    return QueryRepair(
      column: column, message: "'/\(pattern)/' cannot be used: \(message); reading it as text")
  }
}
