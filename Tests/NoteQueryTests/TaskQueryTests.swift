import NoteQuery
import TestSupport
import Testing

/// What the lines of a query of the Tasks plugin mean.
struct TaskQueryTests {
  /// A line, what it means, and a reason.
  struct Row: CustomTestStringConvertible, Sendable {
    let line: String
    let meaning: String
    var reason = ""

    init(_ line: String, _ meaning: String, _ reason: String = "") {
      (self.line, self.meaning, self.reason) = (line, meaning, reason)
    }

    var testDescription: String { line + (reason.isEmpty ? "" : " – " + reason) }
  }

  /// A Wednesday.
  private static let today = CivilDay(year: 2026, month: 8, day: 5)

  private static func read(
    _ text: String, presets: [String: String] = [:], global: String = "", own: String = ""
  ) -> TaskQuery {
    var surroundings = TaskSurroundings(path: "Work/Team/Board.md", today: today) {
      ["project": "Falcon", "day": "2026-08-01"][$0]
    }
    surroundings.presets = presets
    surroundings.globalQuery = global
    surroundings.ownLines = own
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    return TaskQueryReader.read(lines.map { ($0.offset + 2, String($0.element)) }, surroundings)
  }

  // MARK: What a query says, as a text

  private static func told(_ day: CivilDay?) -> String {
    day.map { "\($0.year)-\($0.month)-\($0.day)" } ?? ""
  }

  private static func told(_ test: TaskTest) -> String {
    switch test {
    case .priority(let relation, let rank): "priority \(relation) \(rank)"
    case .statusType(let type): type
    case .text(let field, .includes(let text)): "\(field.rawValue)~'\(text)'"
    case .text(let field, .matches(let source, let flags)): "\(field.rawValue)~/\(source)/\(flags)"
    case .hasDate(let field): "\(field)?"
    case .invalidDate(let field): "\(field)!"
    case .date(let field, let first, let end): "\(field) \(told(first))..<\(told(end))"
    default: "\(test)"
    }
  }

  private static func told(_ query: TaskQuery) -> String {
    var parts: [String] = []
    for filter in query.filters {
      var pile: [String] = []
      for step in filter.steps {
        switch step {
        case .test(let number): pile.append(told(filter.tests[number]))
        case .not: pile.append("-" + (pile.popLast() ?? ""))
        default:
          let (second, first) = (pile.popLast() ?? "", pile.popLast() ?? "")
          pile.append("(\(first) \(step) \(second))")
        }
      }
      parts.append(pile.joined(separator: " ? "))
    }
    for sort in query.sorts {
      let place = sort.place > 1 ? " \(sort.place)" : ""
      parts.append("sort \(sort.isReversed ? "-" : "")\(sort.key.rawValue)\(place)")
    }
    parts += query.groups.map { "group \($0.isReversed ? "-" : "")\($0.key.rawValue)" }
    if let limit = query.limit { parts.append("limit \(limit)") }
    if let limit = query.groupLimit { parts.append("limit groups \(limit)") }
    parts += query.remarks.map { remark in
      "\(remark.isOfFilter ? "refused" : "left out") \(remark.line.map(String.init) ?? "-"): \(remark.message)"
    }
    return parts.joined(separator: "; ")
  }

  // MARK: Lines

  private static let filters = [
    Row("done", "done"), Row("NOT DONE", "-done", "letter case does not count"),
    Row("is recurring", "recurring"), Row("is not recurring", "-recurring"),
    Row("is blocked", "blocked"), Row("is not blocking", "-blocking"),
    Row("exclude sub-items", "atMargin"), Row("has tags", "tagged"), Row("no tag", "-tagged"),
    Row("has id", "identified"), Row("no depends on", "-dependent"),
    Row("has due date", "due?"), Row("no happens date", "-happens?"),
    Row("start date is invalid", "start!"),
    Row("priority is above none", "priority above 3"), Row("priority high", "priority equal 1"),
    Row("priority is not lowest", "-priority equal 5"),
    Row("priority below low", "priority below 4"),
    Row("status.type is in_progress", "IN_PROGRESS"), Row("status.type is not DONE", "-DONE"),
    Row("status.name includes wait", "status.name~'wait'"),
    Row("path includes a (b) AND c", "path~'a (b) AND c'", "brackets in a text are none"),
    Row("PATH does not include  x", "-path~' x'", "blanks of a text count"),
    Row("folder includes A/", "folder~'A/'"), Row("root includes /", "root~'/'"),
    Row("filename includes .md", "filename~'.md'"), Row("heading includes x", "heading~'x'"),
    Row("tags include #a", "tags~'#a'"), Row("tag do not include #a", "-tag~'#a'"),
    Row("recurrence includes week", "recurrence~'week'"), Row("id includes ab", "id~'ab'"),
    Row("description regex matches /a\\/b/i", "description~/a\\/b/i"),
    Row("path regex does not match /^a/", "-path~/^a/"),
  ]

  private static let combinations = [
    Row("(done)", "done"), Row("NOT (done)", "-done"), Row("NOT  ( done )", "-done"),
    Row("(done) AND (has id)", "(done and identified)"),
    Row("(done)AND(has id)", "(done and identified)", "blanks may be missing"),
    Row("(done) OR (has id) AND (has tags)", "(done or (identified and tagged))"),
    Row("(done) AND (has id) XOR (has tags)", "(done and (identified xor tagged))"),
    Row("((done) OR (has id)) AND (has tags)", "((done or identified) and tagged)"),
    Row("(done) AND NOT (has id)", "(done and -identified)"),
    Row("(done) OR NOT (NOT (has id))", "(done or --identified)"),
    Row("NOT ((done) OR (has id))", "-(done or identified)"),
    Row("NOT (done) AND (has id)", "(-done and identified)"),
    Row("[done] AND [path includes (a)]", "(done and path~'(a)')"),
    Row("{done} OR {tag includes #x}", "(done or tag~'#x')"),
    Row("\"done\" AND NOT \"has id\"", "(done and -identified)"),
    Row("(path includes a (b) c) OR (done)", "(path~'a (b) c' or done)"),
    Row("(description includes AND) AND (done)", "(description~'AND' and done)"),
  ]

  private static let days = [
    Row("due today", "due 2026-8-5..<2026-8-6"), Row("due on today", "due 2026-8-5..<2026-8-6"),
    Row("due before tomorrow", "due ..<2026-8-6"), Row("due after yesterday", "due 2026-8-5..<"),
    Row("due on or before 2026-01-31", "due ..<2026-2-1"),
    Row("due in or after this month", "due 2026-8-1..<"),
    Row("starts before today", "start ..<2026-8-5"),
    Row("happens this week", "happens 2026-8-3..<2026-8-10"),
    Row("scheduled last week", "scheduled 2026-7-27..<2026-8-3"),
    Row("created next month", "created 2026-9-1..<2026-10-1"),
    Row("done last quarter", "done 2026-4-1..<2026-7-1"),
    Row("cancelled this year", "cancelled 2026-1-1..<2027-1-1"),
    Row("due 2026-W01", "due 2025-12-29..<2026-1-5"), Row("due 2026-02", "due 2026-2-1..<2026-3-1"),
    Row("due in 2025-Q4", "due 2025-10-1..<2026-1-1"), Row("due 2025", "due 2025-1-1..<2026-1-1"),
    Row("due after 2025", "due 2026-1-1..<", "behind the last day"),
    Row("due 2026-01-10 2026-01-01", "due 2026-1-1..<2026-1-11", "the earlier one begins it"),
    Row("due tuesday", "due 2026-8-4..<2026-8-5", "the nearest one was yesterday"),
    Row("due wednesday", "due 2026-8-5..<2026-8-6"), Row("due sat", "due 2026-8-8..<2026-8-9"),
    Row("due sunday", "due 2026-8-2..<2026-8-3", "three days ago is nearer than in four"),
    Row("due next tuesday", "due 2026-8-11..<2026-8-12"),
    Row("due next friday", "due 2026-8-14..<2026-8-15", "one of the next week"),
    Row("due last wednesday", "due 2026-7-29..<2026-7-30"),
    Row("due last friday", "due 2026-7-31..<2026-8-1"),
    Row("due this monday", "due 2026-8-3..<2026-8-4", "of this week, and past"),
    Row("due next sunday", "due 2026-8-9..<2026-8-10", "the first day of the next week"),
    Row("due in two weeks", "due 2026-8-19..<2026-8-20"),
    Row("due before in 3 days", "due ..<2026-8-8"),
    Row("due 14 days ago", "due 2026-7-22..<2026-7-23"),
    Row("due a month from now", "due 2026-9-5..<2026-9-6"),
    Row("due 14 October", "due 2026-10-14..<2026-10-15"),
    Row("due May", "due 2026-5-1..<2026-5-2", "its first day"),
    Row("due 25th May 2023", "due 2023-5-25..<2023-5-26"),
  ]

  private static let looks = [
    Row("limit 5", "limit 5"), Row("LIMIT to 7 tasks", "limit 7"),
    Row("limit groups to 2 tasks", "limit groups 2"), Row("limit groups 3", "limit groups 3"),
    Row("sort by due", "sort due"), Row("sort by status.name reverse", "sort -status.name"),
    Row("sort by tag reverse 2", "sort -tag 2"), Row("sort by tags", "sort tag"),
    Row("group by tags", "group tag"), Row("group by due reverse", "group -due"),
    Row("group by backlink", "group backlink"),
    Row("view columns by status.type", "group status.type"),
    Row("view list", ""), Row("hide due date", ""), Row("show tree", ""), Row("short mode", ""),
    Row("full mode", ""), Row("explain", ""), Row("ignore global query", ""),
    Row("# sort by due", "", "a remark"), Row("", ""),
    Row("path includes {{query.file.path}}", "path~'Work/Team/Board.md'"),
    Row("folder includes {{ query.file.folder }}", "folder~'Work/Team/'"),
    Row("root includes {{query.file.root}}", "root~'Work/'"),
    Row("heading includes {{query.file.filename}}", "heading~'Board.md'"),
    Row("id includes {{query.file.filenameWithoutExtension}}", "id~'Board'"),
    Row("id includes {{query.file.pathWithoutExtension}}x", "id~'Work/Team/Boardx'"),
    Row("tag includes #{{query.file.property('project')}}", "tag~'#Falcon'"),
    Row("due {{query.file.property(\"day\")}}", "due 2026-8-1..<2026-8-2"),
    Row("id includes {{query.file.hasProperty('x')}}", "id~'false'"),
    Row("path includes {{", "path~'{{'"),
    Row("path includes a \\\n  b", "path~'a b'", "a line that goes on"),
    Row("path includes a\\\\", "path~'a\\'", "two backslashes are one"),
  ]

  @Test(arguments: filters + combinations + days + looks)
  func linesMean(_ row: Row) { #expect(Self.told(Self.read(row.line)) == row.meaning) }

  private static let known = "it is no line that vq knows"
  private static let blanks = "one blank stands between two words"
  private static let brackets =
    "all filters that AND, OR, XOR or NOT join stand in one kind of brackets: (…), […], {…} or \"…\""
  private static let relations =
    "stands one of 'includes', 'does not include', 'regex matches', 'regex does not match' and a value"
  private static let priorities =
    "behind 'priority' stands 'is', 'is not', 'is above' or 'is below' and one of "
    + "highest, high, medium, none, low, lowest"
  private static let parts =
    "one of backlink, edit button, nested backlink, postpone button, task count, group count, "
    + "toolbar, tree, urgency, cancelled date, created date, depends on, done date, due date, id, "
    + "on completion, priority, recurrence rule, scheduled date, start date, tags"

  private static let failures = [
    Row("huh", "refused 2: \(known)"),
    Row("due", "refused 2: a day is missing behind 'due'"),
    Row("starts", "refused 2: a day is missing behind 'starts'"),
    Row("Due before", "refused 2: a day is missing behind 'due before'"),
    Row("happens on or after", "refused 2: a day is missing behind 'happens on or after'"),
    Row("path includes", "refused 2: a text is missing behind 'path includes'"),
    Row("(path includes) AND (done)", "refused 2: a text is missing behind 'path includes'"),
    Row("tags do not include", "refused 2: a text is missing behind 'tags do not include'"),
    Row("path", "refused 2: behind 'path' \(relations)"),
    Row("path has x", "refused 2: behind 'path' \(relations)"),
    Row("priority", "refused 2: \(priorities)"),
    Row("priority is", "refused 2: \(priorities)"),
    Row("priority is upper", "refused 2: \(priorities)"),
    Row("limit", "left out 2: a limit is a number, as in 'limit 10'"),
    Row("limit to", "left out 2: a limit is a number, as in 'limit 10'"),
    Row("limit10", "left out 2: a limit is a number, as in 'limit 10'"),
    Row("limit  10", "left out 2: \(blanks)"),
    Row("sort  by due", "left out 2: \(blanks)"),
    Row("sort by  due reverse", "left out 2: \(blanks)"),
    Row("group by due  reverse", "left out 2: \(blanks)"),
    Row("path  includes x", "refused 2: \(blanks)"),
    Row("due  before 2026-08-09", "refused 2: \(blanks)"),
    Row("due on  or before 2026-08-09", "refused 2: \(blanks)"),
    Row("not  done", "refused 2: \(blanks)"),
    Row("sort  by nothing", "left out 2: \(known)"),
    Row("hide foo", "left out 2: what is shown or hidden is \(parts)"),
    Row("show", "left out 2: what is shown or hidden is \(parts)"),
    Row("hide", "left out 2: what is shown or hidden is \(parts)"),
    Row("(done) and (has id)", "refused 2: 'and' before a bracket is written 'AND'"),
    Row("[done] Or [has id]", "refused 2: 'Or' before a bracket is written 'OR'"),
    Row("not (done)", "refused 2: 'not' before a bracket is written 'NOT'"),
    Row("(done) AND not (has id)", "refused 2: 'not' before a bracket is written 'NOT'"),
    Row("(done) AND \"has id\"", "refused 2: \(brackets)"),
    Row("NOT {done]", "refused 2: \(brackets)"),
    Row("(done", "refused 2: \(known)"),
    Row("due before teatime", "refused 2: 'teatime' is no day that vq knows"),
    Row("filter by function true", "refused 2: it is JavaScript, which vq does not run"),
    Row(
      "(done) AND (filter by function true)",
      "refused 2: it is JavaScript, which vq does not run"),
    Row("sort by function a", "left out 2: it is JavaScript, which vq does not run"),
    Row("group by function a", "left out 2: it is JavaScript, which vq does not run"),
    Row("sort by folder", "left out 2: tasks have no order of that name"),
    Row("group by nothing", "left out 2: tasks have no groups of that name"),
    Row("group by tag", "left out 2: tasks have no groups of that name", "it is 'tags'"),
    Row("limit many", "left out 2: a limit is a number, as in 'limit 10'"),
    Row("view columns", "left out 2: a view is 'list' or 'columns by' with what groups tasks"),
    Row("preset x", "refused 2: the plugin's settings have no preset 'x'"),
    Row("path includes {{1 + 1}}", "refused 2: vq has no value for '{{1 + 1}}'"),
    Row(
      "tag includes {{query.file.property('x')}}",
      "refused 2: the note has no property 'x' with one value"),
    Row("(done) AND [has id]", "refused 2: \(brackets)", "one kind of brackets alone"),
    Row("(done) (has id)", "refused 2: 'done) (has id' is no filter that vq knows"),
    Row("((done) AND (has id)", "refused 2: a bracket is never closed"),
    Row("(done) AND (has id))", "refused 2: a closing bracket closes nothing"),
    Row("NOT ()", "refused 2: a filter is missing before a closing bracket"),
    Row("path regex matches x", "refused 2: a regular expression stands between '/' and '/'"),
    Row("path regex matches //", "refused 2: the regular expression is empty"),
    Row("path regex matches /a/&", "refused 2: '&' are no flags of a regular expression"),
    Row(
      "status.type is open",
      "refused 2: types are IN_PROGRESS, TODO, ON_HOLD, DONE, CANCELLED, NON_TASK"),
    Row("status.type = TODO", "refused 2: behind 'status.type' stands 'is' or 'is not'"),
  ]

  @Test(arguments: failures)
  func linesThatAreNotFollowedAreNamed(_ row: Row) {
    let query = Self.read(row.line)
    // Of a refused filter nothing is left, of others what can be done.
    #expect(Self.told(query) == row.meaning)
    #expect((query.refusal != nil) == row.meaning.hasPrefix("refused"))
  }

  @Test func remarksHaveTheLineThatTheyBeginOn() {
    let query = Self.read("not done\n\npath includes a \\\nb\nsort by \\\nteatime\nhuh")
    #expect(query.remarks.map(\.line) == [6, 8])
    #expect(query.remarks.map(\.text) == ["sort by teatime", "huh"])
    #expect(query.filters.map(\.line) == [2, 4])
  }

  @Test func presetsAndSettingsAddLines() {
    let presets = [
      "mine": "path includes {{query.file.path}}\n# no\npreset inner", "inner": "sort by due",
      "loop": "preset loop", "line": "not done", "two": "done\nhas id",
    ]
    func told(_ text: String, global: String = "", own: String = "") -> String {
      Self.told(Self.read(text, presets: presets, global: global, own: own))
    }
    #expect(told("preset mine") == "path~'Work/Team/Board.md'; sort due")
    #expect(told("{{preset.line}}") == "-done")
    #expect(told("{{preset.two}}") == "done; identified")
    #expect(
      told("preset loop")
        == "refused 2: presets stand more than 10 deep in one another")
    #expect(told("done", global: "has id\nsort by due") == "identified; done; sort due")
    #expect(told("done\nIgnore global query", global: "has id") == "done")
    #expect(told("done", global: "huh") == "done; refused -: \(Self.known)")
    #expect(told("done", own: "limit 3") == "done; limit 3")
  }

  /// Whatever a stranger writes ends soon, with a message, and nothing calls itself.
  @Test(arguments: [
    ("(", 1_000_000), ("(", 60_000), ("NOT (", 12_000), ("not done\n", 100_000), ("done\n", 900),
    ("(done) AND ", 5_000), ("{{", 30_000), ("{{query.file.path}}", 3_000), ("\\\n", 900),
    ("{{preset.grow}}", 2), ("preset wide\n", 2), ("group by tags\n", 100),
  ])
  func hostileQueriesEnd(_ text: String, _ count: Int) {
    let query = Self.read(
      "due " + String(repeating: text, count: count),
      presets: [
        "grow": "{{preset.grow}}{{preset.grow}}",
        "wide": String(repeating: "preset wide\n", count: 9),
      ])
    #expect(!query.remarks.isEmpty)
    #expect(query.filters.reduce(0) { $0 + $1.steps.count } <= 500)
    #expect(query.groups.count <= 10)
    #expect(query.remarks.count <= 1_001)
  }

  /// Brackets that nest deep, around a filter that they do not change.
  @Test func deepBracketsAreRead() {
    let deep =
      String(repeating: "(", count: 30_000) + "done" + String(repeating: ")", count: 30_000)
    #expect(Self.told(Self.read(deep)) == "done")
  }

  /// Any line is read or named, and what was read leaves one answer.
  @Test(arguments: Rounds.seeds(20))
  func anyLineIsReadOrNamed(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "(", ")", " ", "AND", "OR", "NOT", "XOR", "done", "not done", "has id", "\"", "[", "]", "{{",
      "}}", "due ", "2026-08-01", "before ", "path includes ", "x", "\\", "\n", "#", "sort by ",
      "group by ", "limit ", "9", "é", "/a/", "regex matches ", "priority is ", "high", "preset ",
    ]
    for _ in 0..<100 {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let query = Self.read(text)
      for filter in query.filters {
        var pile = 0
        var isSound = true
        for step in filter.steps {
          switch step {
          case .test: pile += 1
          case .not: isSound = isSound && pile > 0
          default: pile -= 1
          }
          isSound = isSound && pile > 0
        }
        #expect(isSound && pile == 1, "seed \(seed): \(text)")
      }
    }
  }
}
