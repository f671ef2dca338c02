import NoteQuery
import NoteText
import Testing

@testable import NoteRanking

/// What a long section gets for its best stretch.
@Suite struct DeepPlacesTests {
  private static let terms = ["tablet", "babylon"].map {
    QueryTerm(word: $0, wordIndex: $0 == "tablet" ? 0 : 1, tokens: [$0])
  }

  /// The correction of a text, where an average body has fifty tokens.
  private static func correction(_ text: String, context: [Int] = []) -> Double {
    let matcher = TermMatcher(terms, tokenizer: Tokenizer())
    let places = DeepPlaces(terms, values: [2, 5], averageBody: 50, RankingWeights())
    let found = Array(text.utf8).withUnsafeBytes { matcher.matches(in: $0) }
    return places.correction(found.matches, tokens: found.tokens, context: context)
  }

  private static func words(_ count: Int) -> String {
    String(repeating: "filler ", count: count)
  }

  @Test func sectionThatIsNotLongStaysAsItWas() {
    #expect(Self.correction(Self.words(200) + "tablet babylon " + Self.words(200)) == 0)
  }

  @Test func whatStandsTogetherDeepInsideCounts() {
    let together = Self.correction(Self.words(2_000) + "tablet from babylon " + Self.words(2_000))
    let scattered = Self.correction("tablet " + Self.words(4_000) + "babylon")
    #expect(together > 0)
    #expect(scattered < together)
  }

  /// What was granted for the length until it was read is taken back.
  @Test func commonWordScatteredEverywhereIsNotWorthMore() {
    let often = Self.correction(String(repeating: Self.words(60) + "tablet ", count: 60))
    #expect(often <= 0)
  }

  /// Ten times the text with the same stretch in it is worth the same.
  @Test func lengthAroundTheBestStretchDoesNotMatter() {
    func score(_ count: Int) -> Double {
      Self.correction(Self.words(count) + "tablet babylon " + Self.words(count))
    }
    #expect(abs(score(2_000) - score(20_000)) < 1e-9)
  }

  @Test func termThatTheTitleSaysIsCovered() {
    let text = Self.words(2_000) + "babylon " + Self.words(2_000)
    #expect(Self.correction(text, context: [0]) >= Self.correction(text))
  }

  @Test func millionMatchesTakeOnePass() {
    let text = String(repeating: "tablet ", count: 1_000_000)
    #expect(Self.correction(text).isFinite)
  }
}
