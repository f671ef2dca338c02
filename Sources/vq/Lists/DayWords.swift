import ArgumentParser
import Platform
import Reports
import VaultKit

/// Reads the days and times that options and arguments name.
enum DayWords {
  /// Days that are typed most.
  static let names = [
    "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
  ]

  /// The day that counts as today: `$VQ_TODAY` sets it for tests and scripts.
  static var today: Day {
    get throws {
      if let name = Surroundings.variable("VQ_TODAY") {
        guard let day = Day(name) else {
          throw ValidationError("$VQ_TODAY takes a day such as 2026-03-04, not '\(name)'")
        }
        return day
      }
      guard let today = Day.today else { throw ValidationError("the system's clock tells no day") }
      return today
    }
  }

  /// The day that `$VQ_TODAY` names; nil without it.
  static var todayThatIsSet: Day? {
    get throws { Surroundings.variable("VQ_TODAY") == nil ? nil : try today }
  }

  /// Reads the days that words name; none are today. Throws `ValidationError`.
  static func days(_ words: [String], today: Day, period: Period) throws -> Days {
    let text = text(words)
    guard let days = Days(text, today: today, isAhead: false, period: period),
      days.isOne || period != .day
    else {
      throw ValidationError(
        "'\(PlainText.shortened(text))' is no \(period.rawValue), such as yesterday, friday, -3 or 2026-03-04"
      )
    }
    return days
  }

  /// Reads days of any number that words name; none are today. Throws `ValidationError`.
  static func span(_ words: [String], today: Day) throws -> Days {
    let text = text(words)
    guard let days = Days(text, today: today, isAhead: false) else {
      throw ValidationError(
        "'\(PlainText.shortened(text))' is no day, week, month or year, such as yesterday, -3, 2026-03-04, 'last week', 2026-W10 or 2026-03"
      )
    }
    return days
  }

  private static func text(_ words: [String]) -> String {
    words.isEmpty ? "today" : words.joined(separator: " ")
  }

  /// Reads a time back from now, or a day. Throws `ValidationError`.
  static func time(_ text: String, of option: String) throws -> Int {
    let today = try today
    // A day that is set has no time of its own.
    let isSet = Surroundings.variable("VQ_TODAY") != nil
    let now = isSet ? today.start : Int(SystemClock.now() / 1_000_000_000)
    if let time = Days.time(text, today: today, now: now) { return time }
    throw ValidationError(
      "\(option) takes a time back such as 7d, 12h, 2w, 3m or 1y, or a day such as 2026-03-04, yesterday or friday, not '\(PlainText.shortened(text))'"
    )
  }
}
