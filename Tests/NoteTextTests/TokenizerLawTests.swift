import NoteText
import TestSupport
import Testing

/// What holds for any bytes.
@Suite struct TokenizerLawTests {
  private static let alphabets = [
    "abcXYZ '’.-_+#0123", "é\u{301}ßﬁＡ™½²₂", "中文字ガｶﾞ\u{3099}한\u{1112}\u{1161}\u{11AB}", "ที่นี่ខ្មែរ",
    "हिन्दी\u{93C}ы\u{306}й שָׁ كِ", "\u{200D}\u{FE0F}🎉👨‍👩‍👧\u{AD}\u{200B}\u{3000}",
  ]

  private static func text(_ generator: inout SeededGenerator) -> [UInt8] {
    if Bool.random(using: &generator) {
      return (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
    }
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      let scalars = Array(
        alphabets.randomElement(using: &generator)?.unicodeScalars ?? "a".unicodeScalars)
      text += Array(String(scalars.randomElement(using: &generator) ?? "a").utf8)
    }
    return text
  }

  @Test func tokensAreValidAndInOrder() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let tokenizer = Tokenizer()
    for _ in 0..<Rounds.count(2_000) {
      let text = Self.text(&generator)
      var lastStart = 0
      var isFirst = true
      text.withUnsafeBytes { bytes in
        tokenizer.tokenize(bytes) { token in
          let isSound =
            token.start >= lastStart && token.end > token.start && token.end <= bytes.count
            && !token.term.isEmpty && token.term.count <= Tokenizer.longestTerm
            && String(validating: token.term, as: UTF8.self) != nil
            && !(isFirst && token.isColocated)
          #expect(isSound, "seed \(seed): \(text) gives \(token.text) at \(token.start)")
          isFirst = false
          lastStart = token.start
          return isSound
        }
      }
    }
  }

  @Test func termsAreTokensOfThemselves() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let tokenizer = Tokenizer(stemming: .none)
    for _ in 0..<Rounds.count(2_000) {
      let text = Self.text(&generator)
      var terms: [String] = []
      text.withUnsafeBytes { bytes in
        tokenizer.tokenize(bytes) { token in
          if !token.isColocated { terms.append(token.text) }
          return true
        }
      }
      for term in terms {
        var again: [String] = []
        tokenizer.tokenize(term) { token in
          if !token.isColocated { again.append(token.text) }
          return true
        }
        #expect(again == [term], "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: [
    ("a", "one letter"), ("\u{93F}", "a vowel sign"), ("ก\u{E34}", "a letter and a mark"),
    ("ﷺ", "a ligature of many letters"), ("aA", "capitals"), ("é", "a folded letter"),
  ])
  func longWordsAreCappedAtACharacter(_ unit: String, _ reason: String) {
    let text = String(repeating: unit, count: 10_000)
    var longest = 0
    Tokenizer().tokenize(text) { token in
      longest = max(longest, token.term.count)
      #expect(String(validating: token.term, as: UTF8.self) != nil, "\(reason)")
      return true
    }
    #expect(longest > 0 && longest <= Tokenizer.longestTerm, "\(reason)")
  }
}
