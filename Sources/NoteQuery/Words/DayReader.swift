import NoteText

/// Some days that follow one another.
package struct DaySpan: Sendable, Hashable {
  package var first: CivilDay
  /// The day after the last one.
  package var end: CivilDay

  package init(first: CivilDay, end: CivilDay) { (self.first, self.end) = (first, end) }

  init(_ day: CivilDay) { self.init(first: day, end: CivilDay(number: day.number + 1)) }
}

/// Reads what a person types where a day is wanted: `2026-03-04`, `yesterday`, `friday`, `-3`, `next week`.
package struct DayReader {
  /// Which friday `friday` is.
  package enum Direction: Sendable {
    /// The last one, today counts.
    case back
    /// The next one, today counts.
    case ahead
  }

  /// What a number such as `-3` counts.
  package enum Unit: Sendable, CaseIterable {
    case day
    case week
    case month
    case year
  }

  private static let languages = Language.allCases.filter { DateNames.of($0) != nil }

  private let today: CivilDay
  private let direction: Direction
  private let unit: Unit

  package init(today: CivilDay, _ direction: Direction, unit: Unit = .day) {
    self.today = today
    self.direction = direction
    self.unit = unit
  }

  /// Bytes of a longer text are no day.
  private static let longest = 100

  /// Returns the days that a text names; nil where it names none, or two.
  package func span(_ text: String) -> DaySpan? {
    guard text.utf8.count <= Self.longest else { return nil }
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    if words.count == 1, let span = single(first) { return span }
    let reader = DateReader(languages: Self.languages, today: { today })
    guard let date = reader.date(words[...]), date.count == words.count else { return nil }
    let spans = Set(date.days.compactMap(Self.span(of:)))
    return spans.count == 1 ? spans.first : nil
  }

  private func single(_ word: String) -> DaySpan? {
    let digits = word.drop { $0 == "-" || $0 == "+" }
    if digits.count == word.count - 1, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      // Further away no calendar is of use.
      return Int(word).flatMap { abs($0) <= 100_000 ? later(by: $0) : nil }
    }
    for language in Self.languages {
      guard let names = DateNames.of(language) else { continue }
      let weekday = DateNames.place(of: word, in: names.weekdays)
      if weekday >= 0 { return DaySpan(day(weekday)) }
    }
    return Self.weekOrYear(word)
  }

  /// `2026-W10` and `2026`.
  private static func weekOrYear(_ word: String) -> DaySpan? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = Int(parts[0]), (1800..<2200).contains(year) else {
      return nil
    }
    if parts.count == 1 {
      return DaySpan(
        first: CivilDay(year: year, month: 1, day: 1),
        end: CivilDay(year: year + 1, month: 1, day: 1))
    }
    guard parts.count == 2, parts[1].hasPrefix("w"), let week = Int(parts[1].dropFirst()) else {
      return nil
    }
    return span(of: .week(year: year, week: week))
  }

  private func day(_ weekday: Int) -> CivilDay {
    let distance = weekday - today.weekday
    switch direction {
    case .back: return CivilDay(number: today.number + (distance > 0 ? distance - 7 : distance))
    case .ahead: return CivilDay(number: today.number + (distance < 0 ? distance + 7 : distance))
    }
  }

  private func later(by count: Int) -> DaySpan? {
    switch unit {
    case .day: return DaySpan(CivilDay(number: today.number + count))
    case .week: return DaySpan(CivilDay(number: today.number + 7 * count))
    case .month, .year:
      let month = today.year * 12 + today.month - 1 + count * (unit == .year ? 12 : 1)
      return month < 12 ? nil : DaySpan(CivilDay(year: month / 12, month: month % 12 + 1, day: 1))
    }
  }

  private static func span(of day: AskedDate.Day) -> DaySpan? {
    switch day {
    case .day(let day): return DaySpan(day)
    case .month(let year, let month):
      let first = CivilDay(year: year, month: month, day: 1)
      return DaySpan(first: first, end: first.monthLater(by: 1))
    case .week(let year, let week):
      // The fourth of January is in the first week.
      let fourth = CivilDay(year: year, month: 1, day: 4)
      let monday = CivilDay(number: fourth.number - fourth.weekday + 7 * (week - 1))
      guard week >= 1, monday.week == (year, week) else { return nil }
      return DaySpan(first: monday, end: CivilDay(number: monday.number + 7))
    }
  }
}
