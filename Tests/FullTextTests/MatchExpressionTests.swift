import Testing

@testable import FullText

/// What was typed is no operator of FTS5.
@Suite struct MatchExpressionTests {
  @Test func tokensAreQuoted() {
    #expect(MatchExpression.quoted("a\"b") == #""a""b""#)
    #expect(MatchExpression.quoted("OR\0") == #""OR""#)
  }
}
