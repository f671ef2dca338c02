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
    ("Mar. 7, 2025", ["2025", "03", "07"], 1), ("7-Mar-2025", ["2025", "03", "07"], 1),
    ("7/Mar/25", ["2025", "03", "07"], 1), ("2025 March 7", ["2025", "03", "07"], 1),
    ("2025, march 7", ["2025", "03", "07"], 1), ("Sept 9, 2018", ["2018", "09", "09"], 1),
    ("3rd of April 2020", ["2020", "04", "03"], 1), ("2025年3月7日", ["2025", "03", "07"], 1),
    ("last fri", ["2026", "11", "27"], 1), ("next tues", ["2026", "12", "01"], 1),
    ("two days ago", ["2026", "11", "27"], 1), ("a week ago", ["2026", "11", "22"], 1),
    ("a month ago", ["2026", "10"], 1), ("yesterday's notes", ["2026", "11", "28"], 2),
    ("today’s tasks", ["2026", "11", "29"], 2),
    ("the day before yesterday", ["2026", "11", "27"], 1),
    ("day after tomorrow", ["2026", "12", "01"], 1), ("7.3.25", ["7", "3", "25"], 1),
    ("a day in may", ["day"], 1), ("one two three", ["one"], 3), ("days of the week", ["day"], 2),
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
    "3rd of April 2020", "April 3, 2020", "last friday", "two days ago", "march 2025",
    "7-Mar-2025", "2025/3/7", "today's",
  ])
  func whatWasTypedIsAWayToo(_ question: String) {
    let plain = QuestionReader(tokenizer: Tokenizer()).read("\"\(question)\"").terms[0]
    let terms = read(question).terms
    #expect(terms.contains { $0.tokens == plain.tokens && $0.replaces == 0..<1 })
    // The words one by one, together worth one word.
    guard question.contains(" ") else { return }
    let words = terms.filter { $0.replaces != nil && $0.tokens.count == 1 && !$0.isPrefix }
    let weight = words.filter { $0.way == words.last?.way }.map(\.weight).reduce(0, +)
    #expect(words.count > 1 && abs(weight - 1) < 0.01)
  }

  @Test func aShortYearIsAlsoAVersion() {
    let terms = read("7.3.25").terms
    #expect(terms.contains { $0.tokens == ["2025", "03", "07"] && $0.isAlternative })
    #expect(!read("1.2.3").terms.contains { $0.tokens.count > 3 })
    #expect(!read("10-12-25").terms.contains { $0.tokens == ["2025", "12", "10"] })
  }

  @Test(arguments: [
    ["3rd", "of", "april", "2020"], ["2020", "april", "3"], ["03", "apr", "2020"],
    ["2020", "年", "4", "月", "3"],
  ])
  func spellingsOfNotes(_ tokens: [String]) {
    let exact = Tokenizer(stemming: .none)
    let terms = QuestionReader(tokenizer: exact).read("2020-04-03").terms
    #expect(terms.contains { $0.tokens == tokens })
  }

  @Test(arguments: [
    ("1er mai 2025", Language.french, ["2025", "05", "01"]),
    ("aujourd'hui", .french, ["2026", "11", "29"]), ("aujourd’hui", .french, ["2026", "11", "29"]),
    ("hier", .french, ["2026", "11", "28"]), ("vendredi dernier", .french, ["2026", "11", "27"]),
    ("il y a 3 jours", .french, ["2026", "11", "26"]),
    ("la semaine dernière", .french, ["2026", "w47"]),
    ("mañana", .spanish, ["2026", "11", "30"]), ("ayer", .spanish, ["2026", "11", "28"]),
    ("viernes pasado", .spanish, ["2026", "11", "27"]),
    ("el próximo lunes", .spanish, ["2026", "11", "30"]),
    ("hace dos días", .spanish, ["2026", "11", "27"]),
    ("vor 3 Tagen", .german, ["2026", "11", "26"]),
    ("vor einer Woche", .german, ["2026", "11", "22"]),
    ("venerdì scorso", .italian, ["2026", "11", "27"]),
    ("due giorni fa", .italian, ["2026", "11", "27"]),
    ("sexta-feira passada", .portuguese, ["2026", "11", "27"]),
    ("drie dagen geleden", .dutch, ["2026", "11", "26"]),
  ])
  func daysInTheLanguagesOfTheVault(_ question: String, _ language: Language, _ tokens: [String]) {
    let terms = read(question, [.english, language]).terms
    #expect(terms.contains { $0.tokens == tokens && !$0.isAlternative })
    #expect(!read(question).terms.contains { $0.tokens == tokens })
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
    #expect(query.terms.filter { !$0.isPartOfWords }.map(\.tokens) == [["yesterday"]])
  }

  @Test func daysAndNumbersAreInverse() {
    for number in stride(from: -200_000, to: 200_000, by: 37) {
      #expect(CivilDay(number: number).number == number)
    }
    #expect(CivilDay(number: 0) == CivilDay(year: 1970, month: 1, day: 1))
    #expect(CivilDay("2024-02-29") != nil && CivilDay("2025-02-29") == nil)
  }
}
