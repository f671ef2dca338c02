import NoteQuery
import Platform

/// A day of the calendar.
public struct Day: Sendable, Hashable, Comparable {
  let civil: CivilDay

  init(_ civil: CivilDay) { self.civil = civil }

  /// Reads `2026-03-04`; nil if it is not a day.
  public init?(_ text: String) {
    guard let civil = CivilDay(text) else { return nil }
    self.civil = civil
  }

  /// The day of the system's clock, where the user is; nil where it tells none.
  public static var today: Day? {
    LocalTime.now.map { Day(CivilDay(year: $0.year, month: $0.month, day: $0.day)) }
  }

  /// As `2026-03-04`.
  public var text: String {
    func padded(_ number: Int, _ count: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2)
  }

  public static func < (one: Day, other: Day) -> Bool { one.civil.number < other.civil.number }

  /// When it begins where the user is, in seconds since 1970.
  public var start: Int {
    let time = LocalTime(
      year: civil.year, month: civil.month, day: civil.day, hour: 0, minute: 0, second: 0)
    return time?.seconds ?? civil.number * 86_400
  }

  /// Returns the day `count` days later.
  func later(by count: Int) -> Day { Day(CivilDay(number: civil.number + count)) }
}

/// Some days that follow one another.
public struct Days: Sendable, Hashable {
  public let first: Day
  /// The day after the last one.
  public let end: Day

  /// Whether it is one day.
  public var isOne: Bool { first.later(by: 1) == end }

  /// The last one.
  public var last: Day { end.later(by: -1) }

  /// How many they are.
  public var count: Int { end.civil.number - first.civil.number }

  /// Each of them.
  var all: [Day] { (0..<count).map { first.later(by: $0) } }

  /// As `2026-03-04`, of several days the first and the last one.
  public var text: String { isOne ? first.text : "\(first.text) to \(last.text)" }

  /// Returns whether a day is one of them.
  public func contains(_ day: Day) -> Bool { first <= day && day < end }

  init(first: Day, end: Day) { (self.first, self.end) = (first, end) }

  init(_ span: DaySpan) { self.init(first: Day(span.first), end: Day(span.end)) }

  /// Reads what a person types for a day, a week, a month or a year; nil where it names none.
  ///
  /// - Parameters:
  ///   - isAhead: Whether a weekday is the next one, not the last one; today counts either way.
  ///   - period: What a number such as `-3` counts.
  public init?(_ text: String, today: Day, isAhead: Bool, period: Period = .day) {
    let reader = DayReader(
      today: today.civil, isAhead ? .ahead : .back, unit: period.unit)
    guard let span = reader.span(text) else { return nil }
    self.init(span)
  }
}

/// What a note of a period is written for.
public enum Period: String, Sendable, CaseIterable {
  case day
  case week
  case month

  var unit: DayReader.Unit {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    }
  }
}

extension Days {
  /// Reads a time back from now, `7d`, `12h`, `2w`, `3m` or `1y`, or where the days of `init(_:today:isAhead:period:)`
  /// begin; in seconds since 1970. Returns nil where it is neither.
  ///
  /// - Parameters:
  ///   - today: The day that counts as today; the time of the day is that of `now`.
  ///   - now: In seconds since 1970.
  public static func time(_ text: String, today: Day, now: Int) -> Int? {
    if let unit = text.last, let count = Int(text.dropLast()), (0...100_000).contains(count),
      text.first?.isNumber == true
    {
      switch unit {
      case "h": return now - count * 3600
      case "d": return now - count * 86_400
      case "w": return now - count * 7 * 86_400
      case "m", "y":
        let month = today.civil.monthLater(by: -count * (unit == "y" ? 12 : 1))
        let past = today.civil.number - month.number - (today.civil.day - 1)
        return now - past * 86_400
      default: break
      }
    }
    return Days(text, today: today, isAhead: false)?.first.start
  }
}
