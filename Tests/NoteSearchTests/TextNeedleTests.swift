import TestSupport
import Testing

@testable import NoteSearch

/// Where a text stands in others.
struct TextNeedleTests {
  private static func places(
    _ needle: TextNeedle, _ text: String, _ range: Range<Int>? = nil
  ) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { bytes in
      var places: [Range<Int>] = []
      let range = range ?? 0..<bytes.count
      var start = range.lowerBound
      while let place = needle.next(in: bytes, from: start, range) {
        places.append(place)
        start = place.upperBound
      }
      return places
    }
  }

  @Test(arguments: [
    ("dog", "a DOGdog", [2..<5, 5..<8]), ("Ä", "ä a\u{308}", [0..<2, 3..<6]),
    ("ΣΑΣ", "σας", [0..<6]), ("straße", "STRAẞE", [0..<8]), ("字", "漢字", [3..<6]),
    ("k", "\u{212A}k", [3..<4]), ("aa", "aaaa", [0..<2, 2..<4]), ("Ⱥ", "ⱥ", [0..<3]), ("x", "", []),
  ])
  func standsInAnyLetterCase(_ needle: String, _ text: String, _ places: [Range<Int>]) {
    #expect(Self.places(TextNeedle(needle), text) == places)
  }

  @Test(arguments: [
    ("dog", "dog dogs hotdog dog.", [0..<3, 16..<19]), ("a-b", "xa-b a-b", [5..<8]),
    ("(a", "x(a", [1..<3]), ("漢", "漢字", [0..<3]), ("é", "cafés é", [7..<9]),
  ])
  func standsAsWholeWords(_ needle: String, _ text: String, _ places: [Range<Int>]) {
    #expect(Self.places(TextNeedle(needle, isWhole: true), text) == places)
  }

  @Test func mindsCaseIfAsked() {
    #expect(Self.places(TextNeedle("Dog", mindsCase: true), "dog Dog") == [4..<7])
  }

  @Test func staysInItsRange() {
    #expect(Self.places(TextNeedle("dog"), "dog dog dog", 1..<9) == [4..<7])
  }

  /// What is found sixteen places at a time is what is found by looking at each.
  @Test(arguments: Rounds.seeds(40))
  func findsWhatLookingAtEachPlaceFinds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("abABäÄß漢 \n")
    func text(_ count: Int) -> String {
      String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
    }
    for _ in 0..<50 {
      let (needle, text) = (
        text(Int.random(in: 1...4, using: &random)), text(Int.random(in: 0...90, using: &random))
      )
      let (wanted, folded) = (Array(needle.lowercased()), Array(text.lowercased()))
      var count = 0
      var place = 0
      while place < folded.count {
        let stands = folded[place...].starts(with: wanted)
        count += stands ? 1 : 0
        place += stands ? wanted.count : 1
      }
      #expect(
        Self.places(TextNeedle(needle), text).count == count,
        "seed \(seed): '\(needle)' in '\(text)'")
    }
  }
}
