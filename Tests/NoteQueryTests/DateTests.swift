import NoteQuery
import NoteText
import Testing

/// Dates in questions. Today is Sunday, 29 November 2026.
@Suite struct DateTests {
  private func read(_ text: String, _ languages: [Language] = [.english]) -> Query {
    QuestionReader(
      tokenizer: Tokenizer(), languages: LanguageSet(languages),
      today: { CivilDay(year: 2026, month: 11, day: 29) }
    ).read(text)
  }

  static let dates: [(question: String, tokens: [String], words: Int)] = [
    ("2025-03-07", ["2025", "03", "07"], 1), ("7 march 2025", ["2025", "03", "07"], 1),
    ("march 7, 2025", ["2025", "03", "07"], 1), ("March 7th 2025?", ["2025", "03", "07"], 1),
    ("7th of march 2025", ["2025", "03", "07"], 1), ("7 Mar 2025", ["2025", "03", "07"], 1),
    ("7.3.2025", ["2025", "03", "07"], 1), ("2025/3/7", ["2025", "03", "07"], 1),
    ("20250307", ["2025", "03", "07"], 1), ("25/12/2025", ["2025", "12", "25"], 1),
    ("12/25/2025", ["2025", "12", "25"], 1), ("today", ["2026", "11", "29"], 1),
    ("yesterday", ["2026", "11", "28"], 1), ("tomorrow", ["2026", "11", "30"], 1),
    ("last friday", ["2026", "11", "27"], 1), ("last sunday", ["2026", "11", "22"], 1),
    ("next monday", ["2026", "11", "30"], 1), ("this monday", ["2026", "11", "23"], 1),
    ("3 days ago", ["2026", "11", "26"], 1), ("2 weeks ago", ["2026", "11", "15"], 1),
    ("last month", ["2026", "10"], 1), ("next month", ["2026", "12"], 1),
    ("last week", ["2026", "w47"], 1), ("march 2025", ["2025", "03"], 1),
    ("2025-03", ["2025", "03"], 1), ("may 2023", ["2023", "05"], 1),
    ("2026-W07", ["2026", "w07"], 1), ("2026-Q1", ["2026", "q1"], 1),
    ("lunch 7 march 2025", ["lunch"], 2), ("31 february 2025", ["31"], 2),
    ("2025-02-30", ["2025", "02", "30"], 1), ("march on", ["march"], 1),
  ]

  @Test(arguments: dates)
  func beginsWithTheDate(_ row: (question: String, tokens: [String], words: Int)) {
    let terms = read(row.question).terms.filter { !$0.isAlternative }
    #expect(terms.first?.tokens == row.tokens, "\(row.question)")
    #expect(terms.count == row.words, "\(row.question)")
  }

  @Test func allSpellingsAreWays() {
    let terms = read("2025-03-07").terms
    for tokens in [
      ["7", "march", "2025"], ["march", "7", "2025"], ["mar", "7", "2025"],
      ["7th", "march", "2025"],
      ["march", "7th", "2025"], ["07", "03", "2025"], ["7", "3", "2025"], ["20250307"],
    ] {
      #expect(terms.contains { $0.tokens == tokens && $0.replaces == 0..<1 }, "\(tokens)")
    }
    #expect(terms.contains { $0.tokens == ["2025", "03", "07t"] && $0.isPrefix }, "with a time")
    #expect(!terms.contains { $0.tokens == ["03", "07", "2025"] }, "3 July with us, 7 March there")
  }

  @Test(arguments: [
    ("7. März 2025", Language.german), ("7 mars 2025", .french), ("7 de marzo de 2025", .spanish),
    ("7 maart 2025", .dutch), ("7 marzo 2025", .italian), ("7 de março de 2025", .portuguese),
  ])
  func otherLanguagesOfTheVault(_ question: String, _ language: Language) {
    #expect(read(question, [.english, language]).terms.first?.tokens == ["2025", "03", "07"])
    #expect(read(question).terms.first?.tokens != ["2025", "03", "07"])
  }

  @Test(arguments: [("gestern", 28), ("heute", 29), ("letzten Freitag", 27)])
  func germanDays(_ question: String, _ day: Int) {
    let query = read(question, [.english, .german])
    #expect(query.terms.first?.tokens == ["2026", "11", "\(day)"])
  }

  @Test func withoutAClockItIsAWord() {
    let query = QuestionReader(tokenizer: Tokenizer()).read("yesterday")
    #expect(query.terms.map(\.tokens) == [["yesterday"]])
  }

  @Test func daysAndNumbersAreInverse() {
    for number in stride(from: -200_000, to: 200_000, by: 37) {
      #expect(CivilDay(number: number).number == number)
    }
    #expect(CivilDay(number: 0) == CivilDay(year: 1970, month: 1, day: 1))
    #expect(CivilDay("2024-02-29") != nil && CivilDay("2025-02-29") == nil)
  }
}
