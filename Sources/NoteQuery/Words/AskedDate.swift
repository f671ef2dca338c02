internal import NoteText

/// A date that a question asks for, however it was typed, and the words that spell it.
struct AskedDate {
  enum Day: Hashable {
    case day(CivilDay)
    case month(year: Int, month: Int)
    case week(year: Int, week: Int)
  }

  var days: [Day]
  /// How many words of the question spell it.
  var count: Int
  /// Whether it is as likely no date: `7.3.25` may be a version.
  var isGuess = false

  /// The ways to write it; the first one is ISO's, which daily notes are named by.
  func spellings(in languages: [Language]) -> [String] {
    var spellings: [String] = []
    for day in days {
      for text in Self.spellings(of: day, in: languages) where !spellings.contains(text) {
        spellings.append(text)
      }
    }
    return spellings
  }

  private static func spellings(of day: Day, in languages: [Language]) -> [String] {
    switch day {
    case .day(let day): spellings(of: day, in: languages)
    case .month(let year, let month): spellings(ofMonth: month, year, in: languages)
    case .week(let year, let week):
      ["\(year)-w\(two(week))", "\(year) week \(week)", "week \(week) \(year)"]
    }
  }

  private static func spellings(of day: CivilDay, in languages: [Language]) -> [String] {
    let (year, month, date) = ("\(day.year)", two(day.month), two(day.day))
    var texts = ["\(year)-\(month)-\(date)", year + month + date, "\(date)-\(month)-\(year)"]
    texts += ["\(day.day)-\(day.month)-\(year)", "\(year)-\(day.month)-\(day.day)"]
    if day.day > 12 { texts += ["\(month)-\(date)-\(year)", "\(day.month)-\(day.day)-\(year)"] }
    // The last sign is in one pair with what follows it.
    texts.append("\(year)年\(day.month)月\(day.day)")
    for names in languages.compactMap(DateNames.of) {
      for name in DateNames.names(day.month - 1, of: names.months) {
        texts += names.forms.map { written($0, day.day, name, year) }
        let first = String(describing: names.first)
        if day.day == 1, !first.isEmpty { texts.append("\(first) \(name) \(year)") }
      }
    }
    return texts
  }

  private static func spellings(
    ofMonth month: Int, _ year: Int, in languages: [Language]
  ) -> [String] {
    var texts = ["\(year)-\(two(month))", "\(two(month))-\(year)", "\(year)年\(month)月"]
    for names in languages.compactMap(DateNames.of) {
      for name in DateNames.names(month - 1, of: names.months) {
        texts += names.monthForms.map { written($0, 0, name, "\(year)") }
      }
    }
    return texts
  }

  private static func written(
    _ form: StaticString, _ day: Int, _ month: String, _ year: String
  ) -> String {
    let words = String(describing: form).split(separator: " ").map { word in
      switch word {
      case "D": "\(day)"
      case "0D": two(day)
      case "DO": "\(day)\(ordinal(day))"
      case "M": month
      case "Y": year
      default: String(word)
      }
    }
    return words.joined(separator: " ")
  }

  static func ordinal(_ day: Int) -> String {
    if (11...13).contains(day) { return "th" }
    switch day % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
