import NoteModel
import NoteParsing
import NoteQuery
import NoteSearch
import TestSupport
import Testing
import VaultKit

/// Which tasks are listed, in which order, and what is read of them.
@Suite(.tags(.slow)) struct TaskTests {
  /// The sign between the brackets is what the reader of notes takes for it.
  @Test(arguments: ["- [x] a", "1. [ ] a", "* [👍] b", "+ [/] [z](u)", "- [[] c"])
  func signOfABoxIsThatOfTheReader(_ item: String) {
    var parser = NoteParser()
    let bytes = Array(item.utf8)
    let note = parser.parse(bytes, path: VaultPath("a.md"))
    let sign = bytes.withUnsafeBytes { bytes in
      String(decoding: bytes[TaskBox.sign(of: 0..<bytes.count, in: bytes)], as: UTF8.self)
    }
    #expect(note.listItems.first?.task == sign)
  }

  /// What a task has is public, and what a query asks for is not: so the days are listed twice.
  @Test func aQueryCanAskForEachDayOfATask() {
    let asked = TaskDateField.allCases.filter { $0 != .happens }
    #expect(asked.map(\.rawValue) == VaultTask.DateKind.allCases.map(\.rawValue))
  }

  private static func tasks(
    _ vault: TestVault, _ filter: String? = nil, _ change: (inout TaskOptions) -> Void = { _ in }
  ) throws -> [VaultTask] {
    var options = TaskOptions()
    change(&options)
    let filter = try filter.map { try VaultSearch($0) }
    var tasks: [VaultTask] = []
    let opened = try vault.open()
    try opened.forEachTask(by: filter, options) { tasks.append($0) }
    if options.limit == 0, options.group == nil {
      #expect(try opened.taskCount(by: filter, options).0 == tasks.count)
    }
    return tasks
  }

  private static func texts(
    _ note: String, _ filter: String? = nil, _ change: (inout TaskOptions) -> Void = { _ in }
  ) throws -> [String] {
    try tasks(TestVault(["A.md": note]), filter, change).map(\.text)
  }

  private static func task(_ line: String) throws -> VaultTask {
    try #require(try tasks(TestVault(["A.md": "- [ ] " + line])).first)
  }

  @Test func boxesSayWhatIsDone() throws {
    let note =
      "- [ ] a\n- [x] b\n- [/] c\n- [-] d\n* [ ] e\n1. [ ] f\n- [] g\n- [é] h\n- [xx] i\n- [ ]j"
    #expect(try Self.texts(note) == ["a", "e", "f"])
    #expect(try Self.texts(note) { $0.kind = .done } == ["b", "c", "d", "h"])
    #expect(try Self.texts(note) { $0.kind = .all } == ["a", "b", "c", "d", "e", "f", "h"])
    #expect(try Self.texts(note) { $0.statuses = ["/", "é"] } == ["c", "h"])
  }

  @Test func onlyListItemsOfTheTextAreTasks() throws {
    let note = """
      ---
      x: "- [ ] no"
      ---
      - [ ] a
      > - [ ] b
      ```
      - [ ] no
      ```
      %%
      - [ ] no
      %%
      text [ ] no
      """
    #expect(try Self.texts(note) == ["a", "b"])
  }

  @Test(arguments: [
    ("> - [ ] a\n> more\n>   still", "a\nmore\n  still"),
    ("> [!todo]\n> > - [ ] a\n> > > b\n> > c", "a"),
    ("> > - [ ] a\n> > b\n> c\nd", "a\nb\nc\nd"),
    ("- > - [ ] a\n  > b", "a\nb"),
    ("- [ ] a\n  b > c", "a\n  b > c"),
    ("> - [ ] a > b\n>   > c", "a > b\n  > c"),
  ])
  func quotesAreNoPartOfATask(_ note: String, _ text: String) throws {
    #expect(try Self.texts(note) == [text])
  }

  @Test func aLimitReadsNoMoreThanItNeeds() throws {
    var notes: [String: String] = [:]
    for number in 1000..<1700 {
      notes["\(number).md"] = String(repeating: "- [ ] \(number)\n", count: number % 3)
    }
    let vault = try TestVault(notes)
    let opened = try vault.open()
    func tasks(_ limit: Int, _ filter: VaultSearch? = nil) throws -> ([Int], unread: Int) {
      var options = TaskOptions()
      options.limit = limit
      var tasks: [Int] = []
      let report = try opened.forEachTask(by: filter, options) { tasks.append(Int($0.text) ?? 0) }
      return (tasks, report.unread.count)
    }
    let all = try tasks(0)
    for limit in [1, 31, 32, 33, 100, 699, 1000] {
      #expect(try tasks(limit).0 == Array(all.0.prefix(limit)))
      #expect(try tasks(limit, VaultSearch("1")).0 == Array(all.0.prefix(limit)))
    }
    try opened.withOneLook { _ in
      // It is read as a file that it is no longer.
      try vault.folder.remove("1699.md")
      try vault.folder.write("1699.md/x", "")
      #expect(try tasks(0).unread == 1)
      #expect(try tasks(5).unread == 0)
    }
  }

  @Test func tasksBelowOthersAreDeeper() throws {
    let note = "- [ ] a\n  - [ ] b\n    - c\n      - [ ] d\n  - [x] e\n    - [ ] f\n- g\n  - [ ] h"
    let tasks = try Self.tasks(TestVault(["A.md": note])) { $0.kind = .all }
    #expect(tasks.map(\.text) == ["a", "b", "d", "e", "f", "h"])
    #expect(tasks.map(\.depth) == [0, 1, 2, 1, 2, 0])
    #expect(tasks.map(\.line) == [1, 2, 4, 5, 6, 8])
  }

  @Test func signsAndFieldsAreReadAlike() throws {
    let signs = try Self.task(
      "buy #shop ⏫ 🔁 every week ➕ 2026-03-01 🛫 2026-03-02 ⏳ 2026-03-03 📅 2026-03-06 ✅ 2026-03-07 ❌ 2026-03-08 🆔 ab1 ⛔ x,y 🏁 delete"
    )
    let fields = try Self.task(
      "buy #shop [priority:: high] [repeat:: every week] [created:: 2026-03-01] [start:: 2026-03-02] [scheduled:: 2026-03-03] (due:: 2026-03-06) [completion:: 2026-03-07] [cancelled:: 2026-03-08] [id:: ab1] [dependsOn:: x, y] [onCompletion:: delete]"
    )
    for task in [signs, fields] {
      #expect(task.description == "buy #shop")
      #expect(task.tags == ["shop"])
      #expect(task.priority == .high)
      #expect(task.recurrence == "every week")
      #expect(
        VaultTask.DateKind.allCases.map { task.dates[$0]?.text } == [
          "2026-03-06", "2026-03-03", "2026-03-02", "2026-03-01", "2026-03-07", "2026-03-08",
        ])
      #expect((task.id, task.onCompletion) == ("ab1", "delete"))
      #expect(task.dependsOn == ["x", "y"])
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let description: String
    let due: String?

    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(text: "a 📅2026-03-06", description: "a", due: "2026-03-06"),
    Row(text: "a 📅\u{FE0F} 2026-03-06 b", description: "a b", due: "2026-03-06"),
    Row(text: "a 🗓️ 2026-03-06", description: "a", due: "2026-03-06"),
    Row(text: "a 📅 2026-02-30", description: "a 📅 2026-02-30", due: nil),
    Row(text: "a 📅 2026-13-01 📅 2026-03-06", description: "a 📅 2026-13-01", due: "2026-03-06"),
    Row(text: "a 📅 99999-01-01", description: "a 📅 99999-01-01", due: nil),
    Row(text: "a 📅", description: "a 📅", due: nil),
    Row(text: "a 📅 2026-03-061", description: "a1", due: "2026-03-06"),
    Row(text: "a [due::2026-03-06]", description: "a", due: "2026-03-06"),
    Row(text: "a [ due ::  2026-03-06 ] b", description: "a b", due: "2026-03-06"),
    Row(text: "a [due: 2026-03-06]", description: "a [due: 2026-03-06]", due: nil),
    Row(text: "a [Due:: soon]", description: "a [Due:: soon]", due: nil),
    Row(text: "a [due:: 2026-03-06", description: "a [due:: 2026-03-06", due: nil),
    Row(text: "a [[b]] (c)", description: "a [[b]] (c)", due: nil),
  ])
  func readsDates(_ row: Row) throws {
    let task = try Self.task(row.text)
    #expect(task.dates[.due]?.text == row.due)
    #expect(task.description == row.description)
  }

  @Test func dueDaysAndOrders() throws {
    let note =
      "- [ ] a 📅 2026-03-06\n- [ ] b\n- [ ] c 📅 2026-03-03 🔽\n- [ ] d 📅 2026-03-04 ⏫\n- [ ] e 🔺"
    let today = try #require(Day("2026-03-04"))
    func due(_ text: String) throws -> [String] {
      let days = try #require(DueDays(text, today: today))
      return try Self.texts(note) { $0.due = days }.map { String($0.prefix(1)) }
    }
    #expect(try due("today") == ["d"])
    #expect(try due("before friday") == ["c", "d"])
    #expect(try due("by friday") == ["a", "c", "d"])
    #expect(try due("after yesterday") == ["a", "d"])
    #expect(try due("since today") == ["a", "d"])
    #expect(try due("this week") == ["a", "c", "d"])
    #expect(try due("on friday") == ["a"])
    #expect(try due("none") == ["b", "e"])
    #expect(try due("any") == ["a", "c", "d"])
    #expect(DueDays("before", today: today) == nil)
    #expect(DueDays("sometime", today: today) == nil)
    func sorted(_ sort: TaskOptions.Sort, reversed: Bool = false) throws -> String {
      try Self.texts(note) { ($0.sort, $0.isReversed) = (sort, reversed) }
        .map { String($0.prefix(1)) }.joined()
    }
    #expect(try sorted(.date(.due)) == "cdabe")
    #expect(try sorted(.date(.due), reversed: true) == "adcbe")
    #expect(try sorted(.priority) == "edabc")
    #expect(try sorted(.path, reversed: true) == "edcba")
  }

  @Test func aFilterIsAskedOfEachTask() throws {
    let vault = try TestVault([
      "Work/A.md": "---\ntags: [job]\nstatus: on\n---\nfalcon\n- [ ] call Ann\n- [ ] pay #home",
      "B.md": "- [ ] call Bob #home/x\n- [ ] more",
    ])
    func texts(_ filter: String) throws -> [String] {
      try Self.tasks(vault, filter).map(\.text)
    }
    #expect(try texts("call") == ["call Bob #home/x", "call Ann"])
    #expect(try texts("falcon") == [])
    #expect(try texts("path:work") == ["call Ann", "pay #home"])
    #expect(try texts("tag:home") == ["call Bob #home/x", "pay #home"])
    #expect(try texts("tag:job -pay") == ["call Ann"])
    #expect(try texts("-tag:home") == ["more", "call Ann"])
    #expect(try texts("-(tag:home) -tag:job") == ["more"])
    #expect(try texts("[status:on] call") == ["call Ann"])
    #expect(try texts("task:ann OR more") == ["more", "call Ann"])
    #expect(try texts("/^call|bob$/ -bob") == [])
    #expect(try texts("line:(call bob)") == ["call Bob #home/x"])
    #expect(try texts("\"\"").count == 4)
  }

  @Test func groupsHaveWhatIsCommon() throws {
    let vault = try TestVault([
      "A.md": "- [ ] a 📅 2026-03-06 #y\n# H\n- [ ] b #x #Y", "B.md": "# H\n- [ ] c 📅 2026-03-05",
    ])
    func groups(_ group: TaskOptions.Group) throws -> [String] {
      var options = TaskOptions()
      options.group = group
      var rows: [String] = []
      try vault.open().forEachTask(
        by: nil, options, group: { rows.append(($0 ?? "–") + ":") },
        { rows[rows.count - 1] += String($0.text.prefix(1)) })
      return rows
    }
    #expect(try groups(.path) == ["A.md:ab", "B.md:c"])
    #expect(try groups(.heading) == ["H:bc", "–:a"])
    #expect(try groups(.due) == ["2026-03-05:c", "2026-03-06:a", "–:b"])
    #expect(try groups(.tag) == ["x:b", "y:ab", "–:c"])
  }

  /// What the index counts is what a reader of all notes counts, after any edits.
  @Test(arguments: Rounds.seeds(6))
  func countsAreThoseOfTheNotes(_ seed: UInt64) throws {
    var edits = RandomEdits(vault: try TestVault(), seed: seed)
    let vault = try edits.vault.open()
    var parser = NoteParser()
    for _ in 0..<4 {
      try edits.run(6)
      var expected = TaskCounts()
      for path in edits.files where path.hasSuffix(".md") {
        for item in parser.parse(try edits.vault.folder.read(path), path: VaultPath(path)).listItems
        {
          guard let sign = item.task?.unicodeScalars.first else { continue }
          expected.count(sign)
        }
      }
      for (kind, count) in [
        (TaskOptions.Kind.todo, expected.open), (.done, expected.done),
        (.all, expected.open + expected.done),
      ] {
        var options = TaskOptions()
        options.kind = kind
        #expect(try vault.taskCount(by: nil, options).0 == count, "VQ_SEED=\(seed)")
        // A filter that every task meets has each note read.
        #expect(
          try vault.taskCount(by: VaultSearch("-nowhere"), options).0 == count, "VQ_SEED=\(seed)")
      }
    }
  }

  @Test func excludedFilesHaveNone() throws {
    let vault = try TestVault([
      "A.md": "- [ ] a", "old/B.md": "- [ ] b",
      ".obsidian/app.json": #"{"userIgnoreFilters":["old/"]}"#,
    ])
    #expect(try Self.tasks(vault).map(\.text) == ["a"])
    #expect(try Self.tasks(vault) { $0.includesExcluded = true }.map(\.text) == ["a", "b"])
  }

  /// Hostile notes: many tasks, one long line of signs, brackets without end.
  @Test(arguments: [
    String(repeating: "- [ ] a 📅 2026-03-06\n", count: 20_000),
    "- [ ] " + String(repeating: "📅", count: 50_000),
    "- [ ] " + String(repeating: "[due:: ", count: 50_000),
    "- [ ] " + String(repeating: "🔁 every day ", count: 20_000),
    String(repeating: "]", count: 200_000), String(repeating: "- [ ", count: 50_000),
  ])
  func hostileNotesEnd(_ note: String) throws {
    let tasks = try Self.tasks(TestVault(["A.md": note])) { $0.sort = .date(.due) }
    #expect(tasks.count == note.split(separator: "\n").count { $0.hasPrefix("- [ ] ") })
  }
}
