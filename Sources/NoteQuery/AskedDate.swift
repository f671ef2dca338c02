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
  /// Whether it was told by its distance from today.
  var isRelative = false

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
    for names in languages.compactMap(DateNames.of) {
      for list in [names.months, names.shortMonths] {
        let name = DateNames.name(day.month - 1, of: list)
        if name == "-" || name.isEmpty { continue }
        texts += names.forms.map { written($0, day.day, name, year) }
      }
    }
    return texts
  }

  private static func spellings(
    ofMonth month: Int, _ year: Int, in languages: [Language]
  ) -> [String] {
    var texts = ["\(year)-\(two(month))", "\(two(month))-\(year)"]
    for names in languages.compactMap(DateNames.of) {
      for list in [names.months, names.shortMonths] {
        let name = DateNames.name(month - 1, of: list)
        if name != "-", !name.isEmpty { texts.append("\(name) \(year)") }
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
