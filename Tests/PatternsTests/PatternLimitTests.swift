import Patterns
import TestSupport
import Testing

/// No pattern takes long, whoever wrote it.
struct PatternLimitTests {
  /// Patterns and texts that take for ever elsewhere; the steps say what is done, not a clock.
  static let costly: [(pattern: String, unit: String)] = [
    ("(a+)+$", "a"), ("(a|a)*$", "a"), ("(a|aa)+$", "a"), ("(.*)*x", "a"), ("^(\\w+\\s?)*$", "a"),
    ("(?:a?){50}a{50}$", "a"), (String(repeating: "(?:a|a)", count: 60) + "b", "a"),
    (".*.*.*=x", "="), ("(x+x+)+y", "x"), ("[^\\d]*\\d", "a"), ("[^\\d]{60000}\\d", "a"),
    ("(a*)\\1\\1\\1b", "a"), ("(.*)(?:\\1)*c", "ab"), ("(?<=.{5000})b", "a"),
    ("((((a*)*)*)*)*b", "a"), ("(?=(a+))*a*b", "a"), ("(?:(?=a*)a)*b", "a"), ("\\s+$", " \u{A0}"),
    ("(?!.*a)(a|b)*c", "b"), ("(?i:(ſ|s)+)+$", "s"),
  ]

  @Test(arguments: costly.indices)
  func matchingEndsAfterItsSteps(place: Int) throws {
    let (pattern, unit) = Self.costly[place]
    let matcher = try PatternMatcher(Pattern(pattern), mostSteps: 300_000)
    let text = String(repeating: unit, count: 200_000) + "!"
    var bytes = Array(text.utf8)
    let error = bytes.withUnsafeMutableBytes { bytes -> PatternError? in
      do throws(PatternError) {
        _ = try matcher.firstMatch(in: UnsafeRawBufferPointer(bytes))
      } catch {
        return error
      }
      return nil
    }
    if let error {
      #expect(error.kind == .tooCostly)
    } else {
      #expect(matcher.steps <= 300_000)
    }
  }

  @Test func patternsHaveASize() {
    let long = String(repeating: "a", count: Pattern.mostBytes)
    #expect(throws: Never.self) { try Pattern(long) }
    let texts = [
      long + "a", String(repeating: "(", count: 101) + String(repeating: ")", count: 101),
      String(repeating: "()", count: 200), "(((a{1,500}b){1,500}){1,500}){1,500}",
    ]
    for text in texts {
      let error = #expect(throws: PatternError.self) { try Pattern(text) }
      #expect(error?.kind == .tooLarge, "\(text.prefix(20))")
    }
    let deep = String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100)
    #expect(throws: Never.self) { try Pattern(deep) }
    #expect(throws: Never.self) { try Pattern(String(repeating: "[", count: 4000) + "]") }
  }

  @Test func aPlainSearchOfALongTextTakesFewSteps() throws {
    let text = String(repeating: "The quick brown fox. ", count: 50_000)
    for (pattern, most) in [("lazy", 10), ("f[ao]x", 400_000), ("^.*nothing", 3_200_000)] {
      let matcher = try PatternMatcher(Pattern(pattern), mostSteps: 5_000_000)
      var bytes = Array(text.utf8)
      try bytes.withUnsafeMutableBytes { bytes in
        _ = try matcher.forEachMatch(in: UnsafeRawBufferPointer(bytes)) { _ in true }
      }
      #expect(matcher.steps <= most, "/\(pattern)/")
    }
  }

  /// Any text is a pattern or an error, and any pattern ends on any bytes.
  @Test func anyTextIsAPatternOrAnError() throws {
    var random = SeededGenerator(seed: 2)
    let pieces = [
      "a", "b", "é", "(", ")", "(?:", "(?=", "(?<!", "(?<n>", "[", "]", "^", "-", "$", "|", "*",
      "+",
      "?", "{2}", "{1,3}", "{", "}", "\\", "\\1", "\\k<n>", "\\p{L}", "\\d", "\\S", "\\b",
      "\\u{61}",
      "\\x", "\\c", "\\0", ".", "\u{0}", "\u{2028}", "😀", "(?i:", "/", "#", "\\Q", "(*",
    ]
    for _ in 0..<Rounds.count(2000) {
      let count = Int.random(in: 0..<14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = (0..<200).map { _ in
        Bool.random(using: &random) ? UInt8(0x61) : UInt8.random(in: 0...255, using: &random)
      }
      do throws(PatternError) {
        let matcher = try PatternMatcher(Pattern(text, [.hasLines]), mostSteps: 20_000)
        bytes.withUnsafeBytes { bytes in
          do throws(PatternError) {
            var last = 0
            try matcher.forEachMatch(in: bytes) { range in
              #expect(last <= range.lowerBound && range.upperBound <= bytes.count)
              last = range.upperBound
              return true
            }
          } catch {
            #expect(error.kind == .tooCostly)
          }
        }
      } catch {
        #expect(!error.message.isEmpty && error.offset <= text.utf8.count, "\(text)")
        // PCRE2 refuses nothing of what the translator lets through but lookbehinds.
        let isOurs = !error.message.contains("lookbehind") && error.message.contains("assertion")
        #expect(!isOurs, "\(text): \(error.message)")
      }
    }
  }
}
