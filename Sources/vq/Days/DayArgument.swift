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
  var words: [String] = []

  func validate() throws {
    if let option = words.first(where: { $0.hasPrefix("-") && Int($0) == nil }) {
      throw ValidationError("there is no option '\(PlainText.shortened(option))'")
    }
  }

  /// The day, or those of the week or month. Throws `ValidationError`.
  func days(of period: Period = .day) throws -> Days {
    try DayWords.days(words, today: DayWords.today, period: period)
  }
}
