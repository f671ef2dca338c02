import TestSupport
import Testing

@testable import Reports

/// What an agent gets of a text is what a person sees of it.
@Suite struct VisibleTextTests {
  struct Row: CustomTestStringConvertible {
    var text: String
    var visible: String
    var reason: String
    var testDescription: String { reason }
  }

  @Test(arguments: [
    Row(text: "a\tb\nc", visible: "a\tb\nc", reason: "what is plain stays"),
    Row(
      text: "hi\u{E0049}\u{E0067}\u{E006E}!", visible: "hi!", reason: "tags spell a hidden sentence"
    ),
    Row(
      text: "a\u{202E}b\u{2066}c", visible: "a\u{FFFD}b\u{FFFD}c", reason: "directions are control"),
    Row(text: "a\u{200B}b\u{FEFF}c\u{2060}d", visible: "abcd", reason: "zero-width blanks"),
    Row(text: "wea\u{AD}ther", visible: "weather", reason: "a soft hyphen"),
    Row(text: "می\u{200C}خواهم", visible: "می\u{200C}خواهم", reason: "Persian needs its joiner"),
    Row(text: "👩\u{200D}💻", visible: "👩\u{200D}💻", reason: "so does an emoji of two parts"),
    Row(text: "a\u{200D}b", visible: "ab", reason: "a joiner of letters that do not join"),
    Row(
      text: "☀\u{FE0F} 1\u{FE0F}\u{20E3}", visible: "☀\u{FE0F} 1\u{FE0F}\u{20E3}", reason: "colours"
    ),
    Row(text: "葛\u{E0100}", visible: "葛\u{E0100}", reason: "a form of an ideograph"),
    Row(
      text: "😀\u{E0101}\u{E0102}\u{FE01}x\u{E0103}", visible: "😀\u{E0101}x",
      reason: "selectors in a row spell a text"),
    Row(
      text: "a\r\nb\rc\u{1B}[1m", visible: "a\nb\u{FFFD}c\u{FFFD}[1m", reason: "control characters"),
  ])
  func hidesWhatAPersonDoesNotSee(_ row: Row) {
    #expect(Array(VisibleText.of(row.text).utf8) == Array(row.visible.utf8))
    #expect(VisibleText.of(row.visible) == row.visible)
  }

  @Test func placesMoveWithTheText() {
    let (text, places) = VisibleText.of("a\u{200B}\u{1B}bc", places: [0, 1, 4, 5, 6, 7])
    #expect(text == "a\u{FFFD}bc")
    #expect(places == [0, 1, 1, 4, 5, 6])
  }

  /// What is shown of a path can be typed, and means the path.
  @Test(arguments: Rounds.seeds(100))
  func placeIsReadAsItWasWritten(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let signs: [Unicode.Scalar] = [
      "a", "<", "U", "+", ">", "/", "\u{200E}", "\u{E0041}", "\u{1B}", "\n", "\u{202E}", "é",
      "\u{200D}",
      "😀", "\u{FE0F}",
    ]
    var path = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &random) {
      path.append(signs.randomElement(using: &random) ?? "a")
    }
    let shown = VisibleText.place(String(path))
    #expect(Array((VisibleText.typed(shown) ?? shown).utf8) == Array(String(path).utf8))
    #expect(VisibleText.of(shown) == shown)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 })
  }
}
