import TestSupport
import Testing
import VaultKit

/// What a vault has of a day.
@Suite struct DayEntryTests {
  private static func entries(
    _ vault: TestVault, _ days: String, isExcludedToo: Bool = false
  ) throws -> [String] {
    var options = DayOptions(language: "en")
    options.includesExcluded = isExcludedToo
    // When the test made the files is of no interest.
    let kinds: [DayEntry.Kind] = [.daily, .named, .task, .line, .changed]
    return try found(vault.open(), days, options).groups
      .filter { kinds.contains($0.kind) && ($0.kind != .changed || days == "2020-05-06") }
      .flatMap { group in
        ["\(group.kind)"]
          + group.entries.map { $0.path + ($0.line.map { ":\($0) " } ?? "") + $0.text }
      }
  }

  private static func found(
    _ vault: Vault, _ days: String, _ options: DayOptions = DayOptions(language: "en")
  ) throws -> DayEntries {
    let today = try #require(Day("2026-03-06"))
    let days = try #require(Days(days, today: today, isAhead: false))
    return try vault.entries(of: days, options)
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
    let groups = try Self.found(vault.open(), "2020-05-06").groups
    #expect(groups.map(\.kind) == [.line, .created, .changed])
    #expect(groups.flatMap(\.entries).map(\.path) == ["A.md", "A.md", "B.md"])
  }

  @Test func changesCountWhereTheUserIs() throws {
    let vault = try TestVault(["A.md": "x", "B.md": "y"])
    let start = try #require(Day("2020-05-06")).start
    try vault.folder.setModified("A.md", Double(start))
    try vault.folder.setModified("B.md", Double(start) - 1)
    #expect(try Self.entries(vault, "2020-05-06") == ["changed", "A.md"])
  }

  private static let weeks = [
    "Days/2026-03-02.md": "x", "Days/2026-03-08.md": "x", "Days/2026-03-09.md": "next",
    "2026-03-03 Call.md": "a",
    "Log.md": "2026-03-01\n2026-03-02 and 2026-03-08\n2026-03-09\n2026-03-05",
    "Tasks.md": "- [ ] late 📅 2026-03-08\n- [x] early 📅 2026-03-02\n- [ ] no 📅 2026-03-09",
    ".obsidian/daily-notes.json": #"{"folder":"Days"}"#,
  ]

  @Test(arguments: ["2026-W10", "this week"])
  func eachDayOfAWeekCounts(_ typed: String) throws {
    let vault = try TestVault(Self.weeks)
    #expect(
      try Self.entries(vault, typed) == [
        "daily", "Days/2026-03-02.md", "Days/2026-03-08.md", "named", "2026-03-03 Call.md",
        "task", "Tasks.md:2 [x] early 📅 2026-03-02", "Tasks.md:1 [ ] late 📅 2026-03-08",
        "line", "Log.md:2 2026-03-02 and 2026-03-08", "Log.md:4 2026-03-05",
      ])
  }

  @Test func aMonthHasAllItsDays() throws {
    let vault = try TestVault(Self.weeks)
    #expect(try Self.entries(vault, "2026-03").count { $0.hasPrefix("Log.md") } == 4)
    #expect(try Self.entries(vault, "2026").count { $0.hasPrefix("Log.md") } == 4)
    #expect(try Self.entries(vault, "2026-02") == [])
  }

  /// A daily note is an entry of its own day, and its lines are those of other days.
  @Test(arguments: ["2026-03", "2026-03-20"])
  func linesOfDailyNotesCountForOtherDays(_ typed: String) throws {
    let vault = try TestVault([
      "2026-03-01.md": "meet 2026-03-20 Ann\nwritten 2026-03-01\n2026-03-01 and 2026-03-20"
    ])
    let entries = try Self.entries(vault, typed)
    #expect(
      entries.filter { $0.contains(":") } == [
        "2026-03-01.md:1 meet 2026-03-20 Ann", "2026-03-01.md:3 2026-03-01 and 2026-03-20",
      ])
  }

  @Test func aYearHasItsDaysAsTheDailyNotesNameThem() throws {
    let vault = try TestVault([
      "Days/4 March 2026.md": "x", "A.md": "on 4 march 2026\nand 5 March 2027\n14 March 2026",
      "B.md": "2026-12-31\n2026-1-1\n12026-03-04\n2026-03-045\n2026-02-30",
      ".obsidian/daily-notes.json": #"{"folder":"Days","format":"D MMMM YYYY"}"#,
    ])
    #expect(
      try Self.entries(vault, "2026") == [
        "daily", "Days/4 March 2026.md", "line", "A.md:1 on 4 march 2026",
        "A.md:3 14 March 2026", "B.md:1 2026-12-31",
      ])
  }

  @Test func aLimitHoldsForAllKindsTogether() throws {
    let vault = try TestVault(Self.weeks)
    let all = try Self.found(vault.open(), "2026-W10")
    var options = DayOptions(language: "en")
    options.limit = 4
    let some = try Self.found(vault.open(), "2026-W10", options)
    #expect(some.total == all.total)
    #expect(some.groups.map(\.entries.count) == [2, 1, 1])
    #expect(
      some.groups.flatMap(\.entries) == Array(all.groups.flatMap(\.entries).prefix(4)))
  }

  @Test func oneLookHoldsForAllThatIsAsked() throws {
    let vault = try TestVault(["A.md": "word #tag"])
    let opened = try vault.open()
    func state() throws -> [Int] {
      var count = [0, 0, 0, 0]
      try opened.forEachListed(by: nil, ListOptions()) { _ in count[0] += 1 }
      try opened.forEachFound(by: VaultSearch("word")) { _ in count[1] += 1 }
      try opened.forEachFound(by: VaultSearch("tag:tag")) { _ in count[2] += 1 }
      count[3] = try opened.ask("word").answers.count
      return count
    }
    try opened.withOneLook { _ in
      try vault.folder.write("B.md", "word #tag")
      #expect(try state() == [1, 1, 1, 1])
      // One within the other is the same look.
      let inner = try opened.withOneLook { _ in try state() }
      #expect(inner == [1, 1, 1, 1])
      #expect(try state() == [1, 1, 1, 1])
    }
    #expect(try state() == [2, 2, 2, 2])
  }
}
