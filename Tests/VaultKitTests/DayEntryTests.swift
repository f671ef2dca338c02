import TestSupport
import Testing
import VaultKit

/// What a vault has of a day.
@Suite struct DayEntryTests {
  private static func entries(
    _ vault: TestVault, _ day: String, isExcludedToo: Bool = false
  ) throws -> [String] {
    var entries: [String] = []
    try vault.open().forEachEntry(
      of: try #require(Day(day)), language: "en", isExcludedToo: isExcludedToo,
      group: { entries.append("\($0)") },
      { entry in
        // When the test made the files is of no interest.
        if entry.kind != .created, entry.kind != .changed || day == "2020-05-06" {
          entries.append(entry.path + (entry.line.map { ":\($0) \(entry.text)" } ?? ""))
        }
      })
    return entries.filter { $0 != "created" && ($0 != "changed" || day == "2020-05-06") }
  }

  @Test func listsEachOnce() throws {
    let vault = try TestVault([
      "2026-03-04.md": "see 2026-03-04",
      "2026-03-04 Kickoff.md": "x",
      "Tasks.md": "- [ ] pay 📅 2026-03-04\n- [x] done [due:: 2026-03-04]\n- [ ] later 📅 2026-03-05",
      "Log.md": "---\nbegun: 2026-03-04\n---\nmet [[2026-03-04|them]]\nnothing\n",
      "Old/Gone.md": "2026-03-04",
      ".obsidian/app.json": #"{"userIgnoreFilters":["Old/"]}"#,
    ])
    #expect(
      try Self.entries(vault, "2026-03-04") == [
        "daily", "2026-03-04.md", "named", "2026-03-04 Kickoff.md",
        "task", "Tasks.md:1 [ ] pay 📅 2026-03-04", "Tasks.md:2 [x] done [due:: 2026-03-04]",
        "line", "Log.md:2 begun: 2026-03-04", "Log.md:4 met [[2026-03-04|them]]",
      ])
    #expect(
      try Self.entries(vault, "2026-03-04", isExcludedToo: true).contains(
        "Old/Gone.md:1 2026-03-04"))
    #expect(try Self.entries(vault, "2027-01-01") == [])
  }

  @Test func daysAreFoundAsTheDailyNotesNameThem() throws {
    let vault = try TestVault([
      "Days/4 March 2026.md": "x", "A.md": "on [[4 March 2026]], not 14 March 2026",
      ".obsidian/daily-notes.json": #"{"folder":"Days","format":"D MMMM YYYY"}"#,
    ])
    #expect(
      try Self.entries(vault, "2026-03-04") == [
        "daily", "Days/4 March 2026.md", "line", "A.md:1 on [[4 March 2026]], not 14 March 2026",
      ])
  }

  @Test func whatWasMadeAndChangedIsToldOnce() throws {
    let vault = try TestVault(["A.md": "---\ncreated: 2020-05-06\n---\n", "B.md": "y"])
    let start = try #require(Day("2020-05-06")).start
    for file in ["A.md", "B.md"] { try vault.folder.setModified(file, Double(start) + 60) }
    var entries: [String] = []
    try vault.open().forEachEntry(
      of: try #require(Day("2020-05-06")), language: "en", isExcludedToo: false,
      group: { entries.append("\($0)") },
      { entries.append($0.path + ($0.line.map { ":\($0)" } ?? "")) })
    #expect(entries == ["line", "A.md:2", "created", "A.md", "changed", "B.md"])
  }

  @Test func changesCountWhereTheUserIs() throws {
    let vault = try TestVault(["A.md": "x", "B.md": "y"])
    let start = try #require(Day("2020-05-06")).start
    try vault.folder.setModified("A.md", Double(start))
    try vault.folder.setModified("B.md", Double(start) - 1)
    #expect(try Self.entries(vault, "2020-05-06") == ["changed", "A.md"])
  }
}
