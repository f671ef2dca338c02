import Characters
import NoteModel
import NoteQuery

/// The texts that name some days: `2026-03-04`, and what their daily notes are called.
struct DayNames {
  /// Most texts of one search.
  private static let mostOfQuery = 40

  private let days: Days
  /// Of the daily notes, those that do not have the day in the first form; in lower case.
  private let stems: Set<String>
  /// Searches that find all of them, and of whole months more than that.
  let queries: [String]

  init(_ days: Days, _ dailies: [PeriodNote]) {
    self.days = days
    stems = Set(
      dailies.lazy.map { VaultPath($0.path).stem.lowercased() }
        .filter { !Self.holds($0, days, besides: nil) && !$0.contains("\"") && !$0.contains("\\") })
    var texts: [String] = []
    var day = days.first
    while day < days.end {
      let next = Day(day.civil.monthLater(by: 1))
      let isMonth = day.civil.day == 1 && next <= days.end
      texts.append(isMonth ? String(day.text.dropLast(2)) : "\"\(day.text)\"")
      day = isMonth ? next : day.later(by: 1)
    }
    texts += stems.sorted().map { "\"\($0)\"" }
    queries = stride(from: 0, to: texts.count, by: Self.mostOfQuery).map {
      texts[$0..<min($0 + Self.mostOfQuery, texts.count)].joined(separator: " OR ")
    }
  }

  /// Whether one of them stands in a text.
  ///
  /// - Parameter own: The daily note that the text is of; its day does not count.
  func stand(in text: some StringProtocol, of own: PeriodNote? = nil) -> Bool {
    if Self.holds(text, days, besides: own?.day) { return true }
    let text = text.lowercased()
    let ownStem = own.map { VaultPath($0.path).stem.lowercased() }
    return stems.contains { $0 != ownStem && text.contains($0) }
  }

  private static let length = 10

  /// Whether a text has one of the days as `2026-03-04`, and no letter or digit beside it.
  private static func holds(
    _ text: some StringProtocol, _ days: Days, besides own: Day?
  ) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= length else { return false }
    return (0...bytes.count - length).contains { start in
      let end = start + length
      guard bytes[start].isDigit, bytes[start + 4] == UInt8(ascii: "-"),
        start == 0 || !isPart(bytes[start - 1]), end == bytes.count || !isPart(bytes[end]),
        let day = Day(String(decoding: bytes[start..<end], as: UTF8.self))
      else { return false }
      return day != own && days.contains(day)
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool { byte.isDigit || byte.isLetter }
}
