import Characters

/// Reads the days that a filter of the Tasks plugin names.
struct TaskDateReader {
  private let today: CivilDay
  private let reader: DayReader

  init(today: CivilDay) {
    self.today = today
    reader = DayReader(today: today, .ahead)
  }

  /// Bytes of a longer text are no day.
  private static let longest = 100
  private static let numbers = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Returns the days that a text names, from the first one to the last one of two; nil for none.
  func span(_ text: String) -> DaySpan? {
    guard text.utf8.count <= Self.longest else { return nil }
    let words = text.smallASCII.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return nil }
    if let span = period(words) ?? numbered(first, words.count) ?? one(words) { return span }
    for place in words.indices.dropFirst() {
      let parts = (one(Array(words[..<place])), one(Array(words[place...])))
      guard let start = parts.0, let end = parts.1 else { continue }
      let isInOrder = start.first.number <= end.first.number
      return isInOrder
        ? DaySpan(first: start.first, end: end.end) : DaySpan(first: end.first, end: start.end)
    }
    return nil
  }

  // MARK: Periods

  /// `last week`, `this month`, `next quarter`.
  private func period(_ words: [String]) -> DaySpan? {
    guard words.count == 2, let step = ["last": -1, "this": 0, "next": 1][words[0]] else {
      return nil
    }
    switch words[1] {
    case "week":
      let monday = today.number - today.weekday + 7 * step
      return DaySpan(first: CivilDay(number: monday), end: CivilDay(number: monday + 7))
    case "month": return months(from: today.month, of: today.year, count: 1, step: step)
    case "quarter":
      return months(from: (today.month - 1) / 3 * 3 + 1, of: today.year, count: 3, step: step)
    case "year": return months(from: 1, of: today.year, count: 12, step: step)
    default: return nil
    }
  }

  private func months(from month: Int, of year: Int, count: Int, step: Int) -> DaySpan {
    let first = CivilDay(year: year, month: month, day: 1).monthLater(by: count * step)
    return DaySpan(first: first, end: first.monthLater(by: count))
  }

  /// `2023`, `2023-Q4`, `2023-10`, `2023-W14`.
  private func numbered(_ word: String, _ count: Int) -> DaySpan? {
    guard count == 1 else { return nil }
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0,
      parts[1].utf8.count == 2, parts[1].first == "q", let quarter = Int(parts[1].dropFirst()),
      (1...4).contains(quarter)
    {
      return months(from: quarter * 3 - 2, of: year, count: 3, step: 0)
    }
    // What else has a number alone is a year, a month or a week.
    return parts.count <= 2 && parts[0].utf8.count == 4 ? reader.span(word) : nil
  }

  // MARK: One day

  private func one(_ words: [String]) -> DaySpan? {
    if let day = weekday(words) ?? distance(words) ?? ofThisYear(words) { return DaySpan(day) }
    guard let span = reader.span(words.joined(separator: " ")) else { return nil }
    return span.end.number - span.first.number == 1 ? span : DaySpan(span.first)
  }

  /// A weekday alone is the nearest one; with a word before it, it is of this, the last or the next week, which the plugin
  /// lets begin on a Sunday here.
  private func weekday(_ words: [String]) -> CivilDay? {
    guard (1...2).contains(words.count), let name = words.last,
      let wanted = Self.weekdays.firstIndex(where: { $0 == name || $0.prefix(3) == name })
    else { return nil }
    let distance = (wanted + 1) % 7 - (today.weekday + 1) % 7
    func day(_ distance: Int) -> CivilDay { CivilDay(number: today.number + distance) }
    if words.count == 1 {
      return day(distance > 3 ? distance - 7 : distance < -3 ? distance + 7 : distance)
    }
    return ["last": -7, "past": -7, "this": 0, "next": 7][words[0]].map { day(distance + $0) }
  }

  /// `in two weeks`, `14 days ago`, `a month from now`.
  private func distance(_ words: [String]) -> CivilDay? {
    var words = words[...]
    var sign = 0
    if words.first == "in" {
      (sign, words) = (1, words.dropFirst())
    } else if words.last == "ago" {
      (sign, words) = (-1, words.dropLast())
    } else if words.last == "later" {
      (sign, words) = (1, words.dropLast())
    } else if words.suffix(2).elementsEqual(["from", "now"]) {
      (sign, words) = (1, words.dropLast(2))
    }
    guard sign != 0, words.count == 2, let first = words.first, let unit = words.last,
      let count = count(first)
    else { return nil }
    switch unit.hasSuffix("s") ? String(unit.dropLast()) : unit {
    case "day": return CivilDay(number: today.number + sign * count)
    case "week": return CivilDay(number: today.number + sign * 7 * count)
    case "month": return later(byMonths: sign * count)
    case "year": return later(byMonths: sign * 12 * count)
    default: return nil
    }
  }

  private func count(_ word: String) -> Int? {
    if word == "a" || word == "an" { return 1 }
    if let place = Self.numbers.firstIndex(of: word) { return place + 1 }
    // Further away no calendar is of use.
    guard word.utf8.allSatisfy(\.isDigit), let number = Int(word), number <= 10_000 else {
      return nil
    }
    return number
  }

  /// The same day of another month, or the last one that it has.
  private func later(byMonths count: Int) -> CivilDay? {
    guard today.year * 12 + count > 12 else { return nil }
    let first = today.monthLater(by: count)
    let last = first.monthLater(by: 1).number - 1
    return CivilDay(number: min(first.number + today.day - 1, last))
  }

  /// `14 October` and `May`, which are of this year.
  private func ofThisYear(_ words: [String]) -> CivilDay? {
    guard words.count <= 3, words.contains(where: { $0.utf8.contains { $0.isLetter } }) else {
      return nil
    }
    let text = words.joined(separator: " ") + " \(today.year)"
    guard let span = reader.span(text), span.first.year == today.year else { return nil }
    return span.first
  }
}
