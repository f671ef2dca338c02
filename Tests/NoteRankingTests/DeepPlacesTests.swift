import NoteQuery
import NoteText
import Testing

@testable import NoteRanking

/// What a long section gets for its best stretch.
@Suite struct DeepPlacesTests {
  private static let terms = ["tablet", "babylon"].map {
    QueryTerm(word: $0, wordIndex: $0 == "tablet" ? 0 : 1, tokens: [$0])
  }

  /// The gain of a text, where an average body has fifty tokens.
  private static func gain(_ text: String, context: [Int] = []) -> Double {
    let matcher = TermMatcher(terms, tokenizer: Tokenizer())
    let places = DeepPlaces(terms, values: [2, 5], averageBody: 50, RankingWeights())
    let found = Array(text.utf8).withUnsafeBytes { matcher.matches(in: $0) }
    return places.gain(found.matches, tokens: found.tokens, context: context)
  }

  private static func words(_ count: Int) -> String {
    String(repeating: "filler ", count: count)
  }

  @Test func sectionThatIsNotLongStaysAsItWas() {
    #expect(Self.gain(Self.words(200) + "tablet babylon " + Self.words(200)) == 0)
  }

  @Test func whatStandsTogetherDeepInsideCounts() {
    let together = Self.gain(Self.words(2_000) + "tablet from babylon " + Self.words(2_000))
    let scattered = Self.gain("tablet " + Self.words(4_000) + "babylon")
    #expect(together > 0)
    #expect(scattered < together)
  }

  @Test func commonWordScatteredEverywhereIsNotWorthMore() {
    #expect(Self.gain(String(repeating: Self.words(60) + "tablet ", count: 60)) == 0)
  }

  /// The more text around the best stretch, the less is the section worth without it.
  @Test func longerSectionGainsMore() {
    func gain(_ count: Int) -> Double {
      Self.gain(Self.words(count) + "tablet babylon " + Self.words(count))
    }
    #expect(gain(20_000) > gain(2_000))
  }

  @Test func termThatTheTitleSaysIsCovered() {
    let text = Self.words(2_000) + "babylon " + Self.words(2_000)
    #expect(Self.gain(text, context: [0]) >= Self.gain(text))
  }

  @Test func veryManyMatchesTakeOnePass() {
    let text = String(repeating: "tablet ", count: 200_000)
    #expect(Self.gain(text).isFinite)
  }
}
