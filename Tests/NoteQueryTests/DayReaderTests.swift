import Testing

@testable import NoteQuery

/// Days as people type them, on Wednesday, 2026-03-04.
struct DayReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    /// The first day, and the last one where there are several.
    let days: String?
    var direction = DayReader.Direction.back
    var unit = DayReader.Unit.day

    var testDescription: String { text }
  }

  static let rows = [
    Row(text: "today", days: "2026-03-04"), Row(text: "Yesterday", days: "2026-03-03"),
    Row(text: "tomorrow", days: "2026-03-05"), Row(text: "morgen", days: "2026-03-05"),
    Row(text: "-3", days: "2026-03-01"), Row(text: "+7", days: "2026-03-11"),
    Row(text: "-1", days: "2026-02-25", unit: .week),
    Row(text: "-3", days: "2025-12-01", unit: .month),
    Row(text: "+1", days: "2027-03-01", unit: .year),
    Row(text: "friday", days: "2026-02-27"),
    Row(text: "friday", days: "2026-03-06", direction: .ahead),
    Row(text: "wednesday", days: "2026-03-04"),
    Row(text: "wednesday", days: "2026-03-04", direction: .ahead),
    Row(text: "last friday", days: "2026-02-27"), Row(text: "next friday", days: "2026-03-06"),
    Row(text: "3 days ago", days: "2026-03-01"), Row(text: "2026-03-04", days: "2026-03-04"),
    Row(text: "4 march 2026", days: "2026-03-04"), Row(text: "4.3.2026", days: "2026-03-04"),
    Row(text: "20260304", days: "2026-03-04"),
    Row(text: "this week", days: "2026-03-02…2026-03-08"),
    Row(text: "next month", days: "2026-04-01…2026-04-30"),
    Row(text: "2026-03", days: "2026-03-01…2026-03-31"),
    Row(text: "2026-W01", days: "2025-12-29…2026-01-04"),
    Row(text: "2026-w53", days: "2026-12-28…2027-01-03"),
    Row(text: "2025-W53", days: nil), Row(text: "2026-W0", days: nil),
    Row(text: "2026", days: "2026-01-01…2026-12-31"), Row(text: "99999", days: nil),
    Row(text: "2026-02-30", days: nil), Row(text: "9999-01-01", days: nil),
    // Nobody knows which one is the month.
    Row(text: "3/4/2026", days: nil), Row(text: "today or so", days: nil), Row(text: "", days: nil),
    Row(text: "-99999999999999999999", days: nil), Row(text: "--3", days: nil),
    Row(text: "\u{1B}[31m", days: nil),
    Row(text: String(repeating: "1", count: 1 << 20), days: nil),
  ]

  @Test(arguments: rows)
  func wordsNameTheirDays(_ row: Row) {
    let reader = DayReader(
      today: CivilDay(year: 2026, month: 3, day: 4), row.direction, unit: row.unit)
    let read = reader.span(row.text).map { span in
      let last = CivilDay(number: span.end.number - 1)
      return Self.text(span.first) + (last == span.first ? "" : "…" + Self.text(last))
    }
    #expect(read == row.days)
  }

  private static func text(_ day: CivilDay) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.year)-\(two(day.month))-\(two(day.day))"
  }
}
