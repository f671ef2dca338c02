import NoteModel
import NoteQuery

/// Where the notes of days, weeks or months are: what the vault's plugins are set to.
struct PeriodNotes {
  /// Longest path in bytes.
  private static let longestPath = 4096

  let period: Period
  /// Without a slash at its ends; empty for the root.
  let folder: String
  let format: MomentFormat
  private let locale: MomentLocale

  /// Reads the settings of a vault. Throws `VaultError` of kind `badPeriod`.
  ///
  /// - Parameter language: A tag such as `de`, of the user; English where it is not known.
  init(_ period: Period, of root: VaultRoot, language: String) throws {
    let settings = PeriodSettings(period, of: root)
    var locale = MomentLocale.named(language) ?? .english
    if let other = settings.locale.flatMap({ MomentLocale.named($0) }) { locale = other }
    if let day = settings.firstDay.flatMap({ MomentLocale.english.weekdayNumber($0) }) {
      locale.firstWeekday = day
    }
    let text = settings.format.flatMap { $0.isEmpty ? nil : $0 } ?? period.usualFormat
    guard let format = MomentFormat(text, locale) else {
      throw VaultError(
        .badPeriod, at: period.rawValue,
        cause: "the format of its notes is longer than \(MomentFormat.longest) bytes")
    }
    self.period = period
    self.format = format
    self.locale = locale
    folder = (settings.folder ?? "").split(separator: "/").joined(separator: "/")
  }

  /// Returns the path of the note for a day. Throws `VaultError` of kind `badPeriod` for one outside of the vault.
  func path(for day: Day) throws -> VaultPath {
    let name = format.text(format.namesDays ? start(of: day) : day)
    let parts = (folder + "/" + name).split(separator: "/").filter { $0 != "." }
    let path = parts.joined(separator: "/") + ".md"
    if parts.contains("..") || path.utf8.contains(0) || path.utf8.count > Self.longestPath {
      throw VaultError(
        .badPeriod, at: period.rawValue, cause: "its notes would lie outside of the vault")
    }
    return VaultPath(path)
  }

  /// Returns a day of the week that its notes call `2027-W01`: not all of them count weeks as ISO 8601 does.
  ///
  /// - Parameter day: One that lies near it.
  func day(ofWeek name: String, near day: Day) -> Day? {
    guard let names = MomentFormat(format.hasISOWeeks ? "GGGG-[W]W" : "gggg-[W]w", locale) else {
      return nil
    }
    let parts = name.uppercased().split(separator: "W", maxSplits: 1)
    guard parts.count == 2, let week = Int(parts[1]) else { return nil }
    let wanted = "\(parts[0])W\(week)"
    return (-8...8).map { day.later(by: $0) }.first { names.text($0) == wanted }
  }

  /// The first day of the period that a day lies in.
  func start(of day: Day) -> Day {
    switch period {
    case .day: return day
    case .week:
      let sunday = (day.civil.weekday + 1) % 7
      return day.later(by: -((sunday + 7 - locale.firstWeekday) % 7))
    case .month: return day.later(by: 1 - day.civil.day)
    }
  }
}

extension Period {
  /// The form of names where none is set.
  fileprivate var usualFormat: String {
    switch self {
    case .day: "YYYY-MM-DD"
    case .week: "gggg-[W]ww"
    case .month: "YYYY-MM"
    }
  }
}

extension MomentLocale {
  /// The number of a weekday by its name, 0 for Sunday.
  fileprivate func weekdayNumber(_ name: String) -> Int? {
    weekdays.firstIndex { $0.lowercased() == name.lowercased() }
  }
}
