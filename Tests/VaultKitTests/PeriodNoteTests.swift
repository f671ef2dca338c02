import TestSupport
import Testing
import VaultKit

/// Where the notes of days, weeks and months are, by the settings of Obsidian and its plugins.
struct PeriodNoteTests {
  private static func path(
    _ period: Period, _ files: [String: String], _ day: String = "2026-03-04",
    language: String = "en"
  ) throws -> String {
    let vault = try TestVault(files)
    return try vault.open().note(of: period, at: #require(Day(day)), language: language).path
  }

  private static let daily = ".obsidian/daily-notes.json"
  private static let periodic = ".obsidian/plugins/periodic-notes/data.json"
  private static let calendar = ".obsidian/plugins/calendar/data.json"
  private static let plugins = ".obsidian/community-plugins.json"

  @Test func withoutSettingsNamesAreTheUsualOnes() throws {
    #expect(try Self.path(.day, [:]) == "2026-03-04.md")
    #expect(try Self.path(.week, [:]) == "2026-W10.md")
    #expect(try Self.path(.month, [:]) == "2026-03.md")
    #expect(try Self.path(.day, [Self.daily: "{"]) == "2026-03-04.md")
    #expect(try Self.path(.day, [Self.daily: #"{"format":"","folder":""}"#]) == "2026-03-04.md")
  }

  /// A week that is typed is the one that the notes call so, whichever way they count.
  @Test(arguments: [
    "2026-W10", "2027-W01", "2027-W10", "2022-W01", "2028-W1", "2026-W53", "2025-W52",
  ])
  func typedWeekIsTheOneOfThatName(_ typed: String) throws {
    let today = try #require(Day("2026-03-04"))
    let days = try #require(Days(typed, today: today, isAhead: false, period: .week))
    let formats = ["", "gggg-[W]ww", "GGGG-[W]WW"].map {
      #"{"weekly":{"enabled":true,"format":"\#($0)"}}"#
    }
    for (place, format) in formats.enumerated() {
      let vault = try TestVault([Self.periodic: format])
      let path = try vault.open().note(of: .week, at: days.first, named: typed, language: "en").path
      let isThere = place == 2 || typed != "2026-W53"
      let name = typed.replacing("W1", with: typed.hasSuffix("W1") ? "W01" : "W1")
      // A year of 52 weeks by one count has no week 53; then it is the week of those days.
      #expect(path == (isThere ? name : "2027-W01") + ".md")
    }
  }

  @Test func theCorePluginNamesFolderAndForm() throws {
    let files = [
      Self.daily: #"{"folder":"/Journal/","format":"YYYY/MM MMMM/[Day] D, dddd","template":"T"}"#
    ]
    #expect(try Self.path(.day, files) == "Journal/2026/03 March/Day 4, Wednesday.md")
    #expect(
      try Self.path(.day, files, language: "de_DE.UTF-8")
        == "Journal/2026/03 März/Day 4, Mittwoch.md")
    #expect(try Self.path(.week, files) == "2026-W10.md")
  }

  @Test func periodicNotesComesFirstWhereItIsOn() throws {
    let old =
      #"{"daily":{"enabled":true,"format":"DD.MM.YYYY","folder":"D"},"weekly":{"enabled":true,"format":"","folder":"W"},"monthly":{"enabled":false,"folder":"M"}}"#
    var files = [Self.periodic: old, Self.daily: #"{"folder":"Core"}"#]
    #expect(try Self.path(.day, files) == "D/04.03.2026.md")
    #expect(try Self.path(.week, files) == "W/2026-W10.md")
    #expect(try Self.path(.month, files) == "2026-03.md")
    files[Self.plugins] = #"["calendar"]"#
    #expect(try Self.path(.day, files) == "Core/2026-03-04.md")
    files[Self.plugins] = #"["periodic-notes"]"#
    files[Self.periodic] =
      #"{"calendarSets":[{"id":"Default","day":{"enabled":true,"format":"YYYYMMDD","folder":"New"}}]}"#
    #expect(try Self.path(.day, files) == "New/20260304.md")
  }

  @Test func theCalendarPluginSaysWhenWeeksBegin() throws {
    var files = [Self.calendar: #"{"weeklyNoteFormat":"gggg ww D","weeklyNoteFolder":"W"}"#]
    // In English a week begins on Sunday.
    #expect(try Self.path(.week, files) == "W/2026 10 1.md")
    #expect(try Self.path(.week, files, language: "fr") == "W/2026 10 2.md")
    files[Self.calendar] = #"{"weeklyNoteFormat":"gggg ww D","weekStart":"wednesday"}"#
    #expect(try Self.path(.week, files).hasSuffix(" 4.md"))
    files[Self.calendar] = #"{"weeklyNoteFormat":"gggg ww D","localeOverride":"en-gb"}"#
    #expect(try Self.path(.week, files) == "2026 10 2.md")
  }

  @Test func isoWeeksAreThoseOfTheDayThatIsAsked() throws {
    let files = [
      Self.periodic: #"{"weekly":{"enabled":true,"format":"GGGG-[W]WW"}}"#
    ]
    // In English the week begins on the day before; that lies in another week of ISO.
    #expect(try Self.path(.week, files, "2026-03-04") == "2026-W10.md")
    #expect(try Self.path(.week, files, "2027-01-01") == "2026-W53.md")
  }

  @Test(arguments: ["../x", "a/../../b", "YYYY/[..]/D"])
  func pathsStayInTheVault(_ format: String) throws {
    #expect(throws: VaultError.self) {
      _ = try Self.path(.day, [Self.daily: #"{"format":"\#(format)","folder":"F"}"#])
    }
  }

  @Test func longFormatsAreRefused() throws {
    let format = String(repeating: "LLLL", count: 1 << 18)
    #expect(throws: VaultError.self) {
      _ = try Self.path(.day, [Self.daily: #"{"format":"\#(format)"}"#])
    }
  }

  @Test func notesThatExistAreFoundAndListed() throws {
    let vault = try TestVault([
      Self.daily: #"{"folder":"Journal"}"#, "Journal/2026-03-04.md": "",
      "journal/2025-12-31.md": "",
      "2026-03-03.md": "", "Journal/2026-02-30.md": "", "Journal/other.md": "",
    ])
    let opened = try vault.open()
    let today = try #require(Day("2026-03-04"))
    #expect(try opened.note(of: .day, at: today, language: "en").exists)
    #expect(try !opened.note(of: .day, at: #require(Day("2026-03-03")), language: "en").exists)
    let notes = try opened.notes(of: .day, until: today, language: "en")
    #expect(notes.map(\.path) == ["Journal/2026-03-04.md", "journal/2025-12-31.md"])
    #expect(notes.map(\.day.text) == ["2026-03-04", "2025-12-31"])
    #expect(try opened.notes(of: .month, until: today, language: "en") == [])
  }
}
