// Which plugin says where such notes are is decided as the plugins themselves do it: Periodic Notes comes first where it
// is on for the period, then for days the core plugin and for weeks the Calendar plugin.

/// What a vault's settings say of the notes of days, weeks or months, as they say it.
struct PeriodSettings {
  private(set) var folder: String?
  private(set) var format: String?
  /// The language that the Calendar plugin is set to, instead of the user's.
  private(set) var locale: String?
  /// The name of the day that begins a week.
  private(set) var firstDay: String?
  /// What is wrong with the files that were read.
  private(set) var faults: [SettingsFault] = []

  init(_ period: Period, of root: VaultRoot) {
    let list = SettingsFile(".obsidian/community-plugins.json", in: root, isOf: "array")
    let names = list.rows("SELECT value FROM json_each(?1)")
    // One that no list of plugins leaves out counts as on.
    func plugin(_ name: String) -> SettingsFile? {
      if let names, !names.contains(name) { return nil }
      return SettingsFile(".obsidian/plugins/\(name)/data.json", in: root)
    }
    let calendar = plugin("calendar")
    let periodic = plugin("periodic-notes")
    let daily = period == .day ? SettingsFile(".obsidian/daily-notes.json", in: root) : nil
    locale = calendar?.text("localeOverride")
    firstDay = calendar?.text("weekStart")
    if let key = periodic.flatMap(period.key) {
      (folder, format) = (periodic?.text("\(key).folder"), periodic?.text("\(key).format"))
    } else if period == .day {
      (folder, format) = (daily?.text("folder"), daily?.text("format"))
    } else if period == .week {
      folder = calendar?.text("weeklyNoteFolder")
      format = calendar?.text("weeklyNoteFormat")
    }
    faults = [list, calendar, periodic, daily].compactMap { $0 }.flatMap(\.faults)
  }
}

extension Period {
  /// The names of its settings in the Periodic Notes plugin, of its two versions.
  fileprivate var pluginNames: [String] {
    switch self {
    case .day: ["daily", "day"]
    case .week: ["weekly", "week"]
    case .month: ["monthly", "month"]
    }
  }

  /// Where the Periodic Notes plugin keeps what it says of the period; nil where it is off for that.
  fileprivate func key(in settings: SettingsFile) -> String? {
    zip(pluginNames, ["", "calendarSets[0]."]).map { $1 + $0 }
      .first { settings.isTrue("\($0).enabled") }
  }
}
