import NoteQuery
import NoteText
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What holds for any question.
@Suite struct QuestionReaderLawTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces = [
    "what", "is", "the", "404", "GitHub", "wi-fi", "C++", "mean", "don't", "\"", "“", "”", " -",
    "-",
    " ", "  ", "\n", "?", "中文字", "山", "naïve", "ﬁ", "🎉", "\u{301}", "\0", "\u{FEFF}", "AND", "*",
    ":", "(",
  ]

  @Test func everyStringIsAQuestion() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = Generator(state: seed)
    let factor = getenv("VQ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 1
    let reader = QuestionReader(tokenizer: Tokenizer())
    for _ in 0..<3_000 * max(1, factor) {
      var text = ""
      for _ in 0..<Int.random(in: 0..<14, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      let query = reader.read(text)
      let own = query.terms.filter { !$0.isAlternative }
      let isSound =
        (query.terms + query.excluded).allSatisfy { term in
          !term.tokens.isEmpty && term.tokens.allSatisfy { !$0.isEmpty } && term.weight > 0
            && !term.word.isEmpty
        }
        && Set(query.terms.map(\.tokens)).count == query.terms.count
        && zip(own, own.dropFirst()).allSatisfy { $0.wordIndex <= $1.wordIndex }
        && query.terms.dropFirst(own.count).allSatisfy(\.isAlternative)
        && query.terms.count <= QuestionReader.mostTerms
        && !(query.terms.isEmpty && !query.ignored.isEmpty)
      #expect(isSound, "seed \(seed): \(text.debugDescription)")
      #expect(reader.read(text) == query, "seed \(seed): \(text.debugDescription)")
    }
  }

  /// What is not typed as syntax is read as its words, in any order of blanks.
  @Test func blanksMakeNoDifference() {
    let reader = QuestionReader(tokenizer: Tokenizer())
    let one = reader.read("how do I log in")
    let other = reader.read("\u{3000}how  do\tI\n log\u{A0}in ")
    #expect(one.terms == other.terms)
    #expect(one.ignored == other.ignored)
    #expect(one.questionKey == other.questionKey)
  }
}
