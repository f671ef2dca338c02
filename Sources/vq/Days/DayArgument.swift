import ArgumentParser
import Reports
import VaultKit

/// The day that a command is about.
struct DayArgument: ParsableArguments {
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "today, yesterday, friday (the last one), -3, 2026-03-04 or another day; today without one.",
      valueName: "day"))
  var typed: [String] = []

  /// The words that name it; `--` may stand before them, as before a filter.
  var words: [String] { typed.first == "--" ? Array(typed.dropFirst()) : typed }

  func validate() throws {
    if let option = words.first(where: { $0.hasPrefix("-") && Int($0) == nil }) {
      throw ValidationError("unknown option '\(PlainText.shortened(option))'")
    }
  }

  /// The day, or those of the week or month. Throws `ValidationError`.
  func days(of period: Period) throws -> Days {
    try DayWords.days(words, today: DayWords.today, period: period)
  }

  /// The day, or all days of a week, a month or a year. Throws `ValidationError`.
  var span: Days { get throws { try DayWords.span(words, today: DayWords.today) } }
}
