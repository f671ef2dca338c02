import Testing
import VaultKit

/// What blocks of code in the language of the Tasks plugin find: which tasks, in which order, in which groups.
struct TaskBlockTests {
  private static let notes = [
    "Work/Plan.md": """
    - [ ] a 📅 2026-08-04 #x ⏫
    - [x] b ✅ 2026-08-01
    # Later on
    - [/] c 🛫 2026-08-09 🆔 one
      - [ ] d ⛔ one 🔁 every week
    - [-] e [due:: 2026-08-05]
    """,
    "Home.md": """
    > - [ ] f ⏳ 2026-08-05 #y #x 🔽
    > - text
    >   - [ ] g 📅 2026-02-30
    # Later
    - [?] h Über
      goes on #z
    - [ ] **A** bold 📅 2026-09-01
    """,
  ]

  private static func answer(
    _ query: String, _ notes: [String: String] = notes, front: String = ""
  ) throws -> (answer: TaskBlocks.Answer, groups: [String]) {
    var notes = notes
    notes["Board.md"] = front + "```tasks\n\(query)\n```"
    let vault = try TestVault(notes)
    let opened = try vault.open()
    opened.today = Day("2026-08-05")
    let (path, blocks) = try opened.queryBlocks(of: "Board")
    let answers = TaskBlocks(in: opened)
    let answer = try answers.answer(try #require(blocks.first), of: path)
    let groups = try answer.groups.map { group in
      var names: [Substring] = []
      try answers.forEachTask(of: group) { task in
        names.append(task.description.prefix { $0 != " " })
        return true
      }
      return (group.names.isEmpty ? "" : group.names.joined(separator: "/") + ": ")
        + names.joined(separator: " ")
    }
    return (answer, groups)
  }

  /// The first words of the tasks that a query finds, in the order of the alphabet.
  private static func found(_ query: String) throws -> String {
    try answer(query + "\nsort by description").groups.joined()
  }

  @Test(arguments: [
    ("", "a **A** b c d e f g h"), ("done", "b e"), ("not done", "a **A** c d f g h"),
    ("status.type is TODO", "a **A** d f g h"), ("status.name includes progress", "c"),
    ("status.name includes unknown", "h"), ("status.type is not DONE", "a **A** c d e f g h"),
    ("is recurring", "d"), ("recurrence includes WEEK", "d"), ("has id", "c"),
    ("id includes on", "c"),
    ("is blocked", "d"), ("is blocking", "c"), ("has depends on", "d"),
    ("exclude sub-items", "a **A** b c e f h"), ("has tags", "a f"),
    ("tags include #X", "a f"), ("tag does not include x", "**A** b c d e g h"),
    ("tag regex matches /^#y$/", "f"), ("path includes work/", "a b c d e"),
    ("folder includes Work/", "a b c d e"), ("folder regex matches /^\\/$/", "**A** f g h"),
    ("root includes /", "a **A** b c d e f g h"), ("filename includes plan.md", "a b c d e"),
    ("heading includes later", "**A** c d e h"), ("heading includes later ON", "c d e"),
    ("description includes über", "h"), ("description includes goes on", ""),
    ("description includes 2026", "g"), ("description regex matches /^[A-C]$/i", "b c"),
    ("description regex does not match /^.$/", "a **A** f g h"),
    ("priority is high", "a"), ("priority is above none", "a"), ("priority is below none", "f"),
    ("priority is none", "**A** b c d e g h"), ("priority is not none", "a f"),
    ("has due date", "a **A** e g"), ("no due date", "b c d f h"), ("due date is invalid", "g"),
    ("due before today", "a"), ("due today", "e"), ("due after today", "**A**"),
    ("starts before 2026-08-09", "a **A** b d e f g h"),
    ("starts on or before 2026-08-09", "a **A** b c d e f g h"),
    ("happens today", "e f"), ("no happens date", "b d h"), ("done 2026-08-01", "b"),
    ("(path includes Work) AND NOT (done)", "a c d"),
    ("(has id) XOR (is recurring) XOR (has tags)", "a c d f"),
  ])
  func filtersFind(_ query: String, _ wanted: String) throws {
    let found = try Self.found(query)
    #expect(found == wanted)
  }

  @Test(arguments: [
    ("", "c a f **A** g h d b e"), ("sort by due", "g a e **A** c f h d b"),
    ("sort by due reverse", "c f h d b **A** e a g"), ("sort by priority", "a c **A** g h d b e f"),
    ("sort by status", "c a f **A** g h d b e"), ("sort by path", "f **A** g h c a d b e"),
    ("sort by description reverse", "h g f e d c b **A** a"),
    ("sort by tag", "a f c **A** g h d b e"),
    ("sort by tag 2", "f a c **A** g h d b e"), ("sort by heading", "a f g b **A** h c d e"),
    ("sort by recurring", "d c a f **A** g h b e"), ("limit 2", "c a"),
    ("sort by due\nlimit to 1 task", "g"),
    ("sort by happens", "g a f e c **A** h d b"),
  ])
  func tasksHaveAnOrder(_ query: String, _ wanted: String) throws {
    let found = try Self.answer(query).groups.joined()
    #expect(found == wanted)
  }

  @Test(arguments: [
    ("group by status", ["Done: b e", "Todo: c a f **A** g h d"]),
    (
      "group by status.type",
      ["IN_PROGRESS: c", "TODO: a f **A** g h d", "DONE: b", "CANCELLED: e"]
    ),
    ("group by filename reverse", ["Plan: c a d b e", "Home: f **A** g h"]),
    ("group by folder\nlimit groups 1", ["/: f", "Work/: c"]),
    ("group by tags\nnot done\nhas tags", ["#x: a f", "#y: f"]),
    (
      "group by root\ngroup by priority\nnot done",
      [
        "//Normal priority: **A** g h", "//Low priority: f", "Work//High priority: a",
        "Work//Normal priority: c d",
      ]
    ),
    (
      "group by due\nhas due date",
      [
        " Invalid due date: g", "2026-08-04 Tuesday: a",
        "2026-08-05 Wednesday: e", "2026-09-01 Tuesday: **A**",
      ]
    ),
    ("group by heading\nis recurring", ["Later on: d"]),
    ("group by backlink\nhas id", ["Plan > Later on: c"]),
    ("group by recurrence\nhas depends on", ["every week: d"]), ("group by id\nhas id", ["one: c"]),
    ("group by urgency\ntag includes x", ["15.26: a", "5.00: f"]),
    ("group by path\nhas id", ["Work/Plan: c"]), ("group by happens\ndone today", []),
  ])
  func tasksHaveGroups(_ query: String, _ wanted: [String]) throws {
    let found = try Self.answer(query).groups
    #expect(found == wanted)
  }

  @Test func limitsSayHowManyThereAre() throws {
    let limited = try Self.answer("limit 2").answer
    #expect((limited.shown, limited.all) == (2, 9))
    let grouped = try Self.answer("group by tags\nlimit groups 1").answer
    #expect((grouped.shown, grouped.all) == (3, 9))
  }

  @Test func namesThatAreKnownAreNotRepeated() throws {
    let groups = try Self.answer("group by status\ngroup by root").answer.groups
    #expect(groups.map(\.names) == [["Done", "Work/"], ["Todo", "/"], ["Todo", "Work/"]])
    #expect(groups.map(\.known) == [0, 0, 1])
  }

  @Test(arguments: [
    (
      "not done\nfilter by function a",
      "line 3: 'filter by function a': it is JavaScript, which vq does not run"
    ),
    (
      "path regex matches /(/",
      "line 2: 'path regex matches /(/': the regular expression: a '(' is never closed"
    ),
    (
      "description regex matches /(a+)+$/",
      "line 2: 'description regex matches /(a+)+$/': the regular expression: it takes too many steps to match"
    ),
  ])
  func whatCannotBeAnsweredIsSaid(_ query: String, _ message: String) throws {
    let notes = ["A.md": "- [ ] " + String(repeating: "a", count: 200) + "b"]
    let error = #expect(throws: VaultError.self) { try Self.answer(query, notes) }
    #expect(error?.description == message)
  }

  @Test func linesOfTheLookAreLeftOut() throws {
    let (answer, groups) = try Self.answer(
      "has id\nsort by function a\ngroup by huh\nhide due date")
    #expect(groups == ["c"])
    #expect(
      answer.remarks.map(\.sentence) == [
        "line 3: 'sort by function a': it is JavaScript, which vq does not run",
        "line 4: 'group by huh': tasks have no groups of that name",
      ])
  }

  @Test func settingsOfThePluginHold() throws {
    let settings = #"""
      {"globalFilter": "#task", "globalQuery": "path does not include Old\n", "presets": {"mine": "tag includes #a\nlimit 1"},
       "statusSettings": {"coreStatuses": [{"symbol": " ", "name": "Open", "type": "TODO"}],
         "customStatuses": [{"symbol": "!", "name": "Gone", "type": "CANCELLED"}, {"bad": 1}]}}
      """#
    let notes = [
      ".obsidian/plugins/obsidian-tasks-plugin/data.json": settings,
      "A.md": "- [ ] one #task #a\n- [ ] two #a\n- [!] three #task\n- [x] four #task",
      "Old.md": "- [ ] five #task #a",
    ]
    func found(_ query: String, front: String = "") throws -> String {
      try Self.answer(query, notes, front: front).groups.joined()
    }
    #expect(try found("sort by description") == "four one three")
    #expect(try found("done") == "three")
    #expect(try found("status.name includes open") == "one")
    #expect(try found("tag includes task") == "")
    #expect(try found("description includes task") == "")
    #expect(try found("preset mine") == "one")
    #expect(try found("preset mine\nignore global query") == "one")
    #expect(try found("ignore global query\ntag includes #a\nsort by description") == "five one")
    #expect(try found("", front: "---\nTQ_extra_instructions: done\n---\n") == "three")
    #expect(throws: VaultError.self) { try found("preset this_file") }
  }

  /// Files that Obsidian leaves out of searches are nothing that the plugin knows of.
  @Test func excludedFilesHaveTasks() throws {
    let notes = [".obsidian/app.json": #"{"userIgnoreFilters": ["Old/"]}"#, "Old/A.md": "- [ ] a"]
    #expect(try Self.answer("not done", notes).groups == ["a"])
  }

  /// Of a part of a vault, the rest has no tasks.
  @Test func aPartOfAVaultHasItsOwnTasks() throws {
    var notes = Self.notes
    notes["Work/Board.md"] = "```tasks\nhas due date\n```"
    let vault = try TestVault(notes)
    let part = try Vault(at: vault.place, only: VaultSearch("path:Work"))
    let (path, blocks) = try part.queryBlocks(of: "Board")
    let answer = try TaskBlocks(in: part).answer(try #require(blocks.first), of: path)
    #expect(answer.all == 2)
  }
}
