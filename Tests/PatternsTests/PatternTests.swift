import Patterns
import Testing

/// What a pattern matches, held to what JavaScript says of it with the flag `u`.
struct PatternTests {
  struct Row: CustomTestStringConvertible {
    var pattern: String
    var flags: PatternFlags = []
    var text: String
    /// The texts of all matches.
    var matches: [String]

    init(_ pattern: String, _ text: String, _ matches: [String]) {
      self.init(pattern, [], text, matches)
    }

    init(_ pattern: String, _ flags: PatternFlags, _ text: String, _ matches: [String]) {
      (self.pattern, self.flags, self.text, self.matches) = (pattern, flags, text, matches)
    }

    var testDescription: String { "/\(pattern)/ in \(text.debugDescription)" }
  }

  static let syntax: [Row] = [
    Row("a", "banana", ["a", "a", "a"]),
    Row("^daily/.*", [.ignoresCase], "Daily/x.md", ["Daily/x.md"]),
    Row("a|", "ba", ["", "a", ""]),
    Row("", "é", ["", ""]),
    // Only what JavaScript knows is syntax.
    Row("a{,2}", "a{,2} aa", ["a{,2}"]),
    Row("a{", "a{", ["a{"]),
    Row("]}", "]}", ["]}"]),
    Row("\\A\\Z\\Q\\K\\G\\h", "AZQKGh", ["AZQKGh"]),
    Row("\\R\\X\\N\\C\\E\\e\\a", "RXNCEea", ["RXNCEea"]),
    Row("[[:alpha:]]", "a] :]", ["a]", ":]"]),
    Row("[]", "x]", []),
    Row("[^]", "x\n", ["x", "\n"]),
    Row("[]x]", "x]", []),
    Row("a#b c", "a#b c", ["a#b c"]),
    // Classes.
    Row("[\\w-x]+", "a-x .", ["a-x"]),
    Row("[a\\]^-]+", "]^a-b", ["]^a-"]),
    Row("[\\b]", "a\u{8}", ["\u{8}"]),
    Row("[\\S\\n]+", "a\n \u{A0}b", ["a\n", "b"]),
    Row("[^\\s]+", "a\u{2003}b\u{FEFF}c", ["a", "b", "c"]),
    Row("[☃-☆é]", "é☃", ["é", "☃"]),
    // Sets are those of ASCII, but for blanks.
    Row("\\d+", "12 ٣٤", ["12"]),
    Row("\\w+", "straße", ["stra", "e"]),
    Row("a\\sb", "a\u{3000}b a\u{FEFF}b a\u{85}b", ["a\u{3000}b", "a\u{FEFF}b"]),
    // Escapes.
    Row("\\u0041\\x42\\103", "ABC", ["ABC"]),
    Row("\\uD83D\\uDE00|\\u{1F600}", "😀", ["😀"]),
    Row("\\u12|\\x1", "u12 x1", ["u12", "x1"]),
    Row("\\cJ|\\c1", "\n\\c1", ["\n", "\\c1"]),
    Row("\\v\\0", "\u{B}\0", ["\u{B}\0"]),
    Row("\\/\\-\\.", "/-.", ["/-."]),
    Row("\\p{L}+|\\p{Script=Greek}", "Straße λ 1", ["Straße", "λ"]),
    Row("\\P{Letter}", "a1", ["1"]),
    Row("[\\p{Lu}\\p{gc=Nd}]+", "aB1", ["B1"]),
    Row("p{L}", "p{L}", ["p{L}"]),
    // Ends and lines.
    Row("a$", "a\na\n", []),
    Row("a$", [.hasLines], "a\na\r\n", ["a", "a"]),
    Row("^", [.hasLines], "a\nb\n", ["", "", ""]),
    Row("a.b", "a\nb a\rb a b", ["a b"]),
    Row("a.b", [.dotMatchesBreaks], "a\nb a\rb", ["a\nb", "a\rb"]),
    // Groups.
    Row("(?<year>\\d{4})-\\k<year>", "2024-2024 2024-2025", ["2024-2024"]),
    Row("(?<größe>a)\\k<größe>", "aa", ["aa"]),
    Row("(a)\\1\\2", "aa\u{2}", ["aa\u{2}"]),
    Row("\\1(a)", "aa", ["a", "a"]),
    Row("(?:(a)|b)\\1", "aa b", ["aa", "b"]),
    Row("\\k<x>", "k<x>", ["k<x>"]),
    Row("a(?=b)|(?<=x)c|(?<!x)d|e(?!f)", "ab xc xd d ef e", ["a", "c", "d", "e"]),
    Row("^(?!.*archive).*$", [.ignoresCase], "notes/a.md", ["notes/a.md"]),
    Row("(?i:a)A", "AA aA aa", ["AA", "aA"]),
    Row("a*?b|c+?", "aab cc", ["aab", "c", "c"]),
    Row("x{2}|y{2,}|z{1,2}?", "xxx yyy zz", ["xx", "yyy", "z", "z"]),
    // Letter case in all scripts.
    Row("straße", [.ignoresCase], "STRAßE", ["STRAßE"]),
    Row("ÉCOLE|ΣΑΣ", [.ignoresCase], "école σας", ["école", "σας"]),
    Row("[а-я]+", [.ignoresCase], "ПРИВЕТ", ["ПРИВЕТ"]),
  ]

  @Test(arguments: syntax)
  func matchesAsInJavaScript(row: Row) throws {
    let matcher = try PatternMatcher(Pattern(row.pattern, row.flags))
    #expect(try Self.matches(matcher, row.text) == row.matches)
  }

  static func matches(_ matcher: PatternMatcher, _ text: String) throws -> [String] {
    var found: [String] = []
    var text = text
    try text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      try matcher.forEachMatch(in: bytes) { range in
        found.append(String(decoding: bytes[range], as: UTF8.self))
        return true
      }
    }
    return found
  }

  static let faults: [(pattern: String, kind: PatternError.Kind, message: String, offset: Int)] = [
    ("é(a", .syntax, "a '(' is never closed", 2),
    ("a)", .syntax, "a ')' closes nothing", 1),
    ("a[b", .syntax, "a '[' is never closed", 1),
    ("*a", .syntax, "there is nothing to repeat", 0),
    ("a**", .syntax, "there is nothing to repeat", 2),
    ("a++", .syntax, "there is nothing to repeat", 2),
    ("a{2}{3}", .syntax, "there is nothing to repeat", 4),
    ("^*", .syntax, "there is nothing to repeat", 1),
    ("(?<=a)*", .syntax, "there is nothing to repeat", 6),
    ("a{3,2}", .syntax, "the counts are out of order", 1),
    ("a{70000}", .tooLarge, "a count is above 65535", 1),
    ("[z-a]", .syntax, "a range is out of order", 1),
    ("a\\", .syntax, "a backslash is the last character", 1),
    ("(*FAIL)", .syntax, "there is nothing to repeat", 1),
    ("(?R)", .syntax, "'(?' begins no group that JavaScript knows", 0),
    ("(?P<a>b)", .syntax, "'(?' begins no group that JavaScript knows", 0),
    ("(?>a)", .syntax, "'(?' begins no group that JavaScript knows", 0),
    ("(?C1)", .syntax, "'(?' begins no group that JavaScript knows", 0),
    ("(?<a>b)(?<a>c)", .syntax, "two groups have the name 'a'", 7),
    ("(?<a>b)\\k<c>", .syntax, "'\\k' names no group", 7),
    ("\\p{Nope!}", .syntax, "there is no such property of characters", 0),
  ]

  @Test(arguments: faults.indices)
  func saysWhatIsWrongAndWhere(place: Int) {
    let row = Self.faults[place]
    #expect(throws: PatternError(row.kind, row.message, at: row.offset)) {
      try Pattern(row.pattern)
    }
  }

  @Test func findsThePlaceOfWhatPCRE2Refuses() {
    let error = #expect(throws: PatternError.self) { try Pattern("a+b(?<=a+)c") }
    #expect(error?.message == "lookbehind assertion is not fixed length")
    #expect((3...10).contains(error?.offset ?? 0))
  }

  @Test func bytesThatAreNoTextMatchAsOneCharacterEach() throws {
    let matcher = try PatternMatcher(Pattern("a.b"))
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x62, 0x61, 0xC3, 0xA9, 0x62]
    var found: [Range<Int>] = []
    try bytes.withUnsafeBytes { bytes in
      try matcher.forEachMatch(in: bytes) { range in
        found.append(range)
        return true
      }
    }
    #expect(found == [1..<4, 4..<8])
  }

  @Test func onePatternServesManyThreads() async throws {
    let pattern = try Pattern("(\\w+)@\\1")
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let matcher = try PatternMatcher(pattern)
          return try PatternTests.matches(matcher, String(repeating: "ab@ab ", count: 1000)).count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [1000, 1000, 1000, 1000])
  }
}
