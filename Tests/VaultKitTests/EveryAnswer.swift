import VaultKit

/// What every command that reads says of a vault, one line an answer, less what was done to the index and when.
struct EveryAnswer {
  private static let questions = [
    "alpha", "beta gamma", "delta \"alpha beta\" nick", "zzz", "alpah", "wainscott", "recieve",
    "receeve alpha", "tag:alpha", "tag:alpah", "section:beta", "alpha -beta", "path:a", "中文",
    "what is alpha", "wainscot receive beta gamma", "::",
  ]
  private static let names = ["n", "m", "a/n", "b/é"]

  private(set) var lines: [String] = []

  static func lines(_ vault: Vault) throws -> [String] {
    var all = EveryAnswer()
    try all.ask(vault)
    try all.list(vault)
    for name in names { all.look(at: name, vault) }
    return all.lines
  }

  private mutating func add(_ command: String, _ answer: Any) {
    lines.append("\(command): \(answer)")
  }

  private mutating func ask(_ vault: Vault) throws {
    for question in Self.questions {
      for options in [
        AskOptions(isExplained: true), AskOptions(limit: 100, perNote: 0),
        AskOptions(isBeingTyped: true),
      ] {
        let found = try vault.ask(question, options)
        add(
          "ask \(question)",
          (found.answers, found.corrections, found.terms, found.ignored, found.repairs))
      }
    }
  }

  private mutating func list(_ vault: Vault) throws {
    add("tags", try vault.tags())
    add("tagged", try vault.notes(tagged: "alpha"))
    add("properties", try vault.properties())
    add("properties tags", try vault.properties(named: "tags"))
    add("unresolved", try vault.unresolved())
    add("orphans", try vault.orphans())
    add("isolated", try vault.orphans(isIsolated: true))
    add("deadends", try vault.deadEnds())
    add("check", try vault.check(includesStyle: true))
    var references: [Reference] = []
    try vault.forEachReference { references.append($0) }
    add("links", references)
    try tasks(of: vault)
    let status = try vault.status()
    add(
      "status",
      [
        status.notes, status.files, status.sections, status.links, status.unresolvedLinks,
        status.tags, status.problems,
      ])
  }

  private mutating func tasks(of vault: Vault) throws {
    for kind in [TaskOptions.Kind.todo, .done, .all] {
      var options = TaskOptions()
      options.kind = kind
      var tasks: [VaultTask] = []
      try vault.forEachTask(by: nil, options) { tasks.append($0) }
      add("tasks", (tasks, try vault.taskCount(by: nil, options).0))
    }
  }

  /// Says also in what way a note is not there.
  private mutating func look(at name: String, _ vault: Vault) {
    func result<Answer>(_ body: () throws -> Answer) -> String { "\(Result(catching: body))" }
    add("related", result { try vault.related(to: name) })
    add("mentions", result { try vault.mentions(of: name) })
    add("links", result { try vault.links(of: name) })
    add("backlinks", result { try vault.backlinks(to: name) })
    add("outline", result { try vault.outline(of: name) })
    add("show", result { try vault.show(name) })
    add("resolve", result { try vault.resolve(name, from: nil) })
  }
}
