import ArgumentParser
import Reports
import VaultKit

/// `vq tasks`: lists the tasks of the vault.
struct TasksCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the tasks of all notes: open ones, done ones or all.",
    discussion: """
      The first word may be todo, which is meant without one, done or all. A filter is a search as in 'vq search' that \
      is asked of each task: words are looked for in its text and in the name, path and properties of its note. Dates, \
      priorities and the like are read as the Tasks plugin writes them, with signs or as [due:: 2026-03-06].

        vq tasks --due 'before friday' --sort due
        vq tasks all path:Projects --group heading
        vq tasks --status / --status '?' tag:work --json
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Only tasks with this sign in their box; may be repeated.", valueName: "sign"))
  var status: [String] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "When they are due: a day or 'next week'; with before, by, after or since in front; none, any.",
      valueName: "days"))
  var due: String?

  @Flag(name: .long, help: "Only tasks that were due before today.")
  var overdue = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The order: path, due, scheduled, start, created, done, cancelled or priority; with - before it in reverse order.",
      valueName: "date"))
  var sort = "path"

  @Option(
    name: .long, help: ArgumentHelp("path, heading, due or tag.", valueName: "group"))
  var group: String?

  @Option(name: .long, parsing: .unconditional, help: "How many tasks; 0 for all.")
  var limit = 0

  @Flag(name: [.customShort("c"), .long], help: "Print how many tasks there are.")
  var count = false

  func validate() throws {
    try ListingOptions.check(limit: limit)
    if overdue, due != nil { throw ValidationError("--overdue and --due do not go together") }
    if let kind, kind != .all, !status.isEmpty {
      throw ValidationError("\(kind.rawValue) and --status do not go together")
    }
    if let sign = status.first(where: { $0.count > 1 }) {
      throw ValidationError("--status takes one sign, not '\(PlainText.shortened(sign))'")
    }
    if count, group != nil { throw ValidationError("--count and --group do not go together") }
    _ = try wanted
  }

  private var wanted: TaskOptions {
    get throws {
      var wanted = TaskOptions()
      wanted.kind = kind ?? .todo
      wanted.statuses = status.map { $0.isEmpty ? " " : $0 }
      let today = try DayWords.today
      if overdue { wanted.due = .before(today) }
      if let due {
        guard let days = DueDays(due, today: today) else {
          throw ValidationError(
            "--due takes days such as friday, 'before 2026-03-06', 'by +7', 'next week', none or any, not '\(PlainText.shortened(due))'"
          )
        }
        wanted.due = days
      }
      let order = sort.hasPrefix("-") ? String(sort.dropFirst()) : sort
      guard let sort = TaskOptions.Sort(order) else {
        throw ValidationError(
          "--sort takes \(TaskOptions.Sort.names.joined(separator: ", ")), not '\(PlainText.shortened(order))'"
        )
      }
      wanted.sort = sort
      wanted.isReversed = self.sort.hasPrefix("-")
      if let group {
        guard let group = TaskOptions.Group(rawValue: group) else {
          throw ValidationError(
            "--group takes path, heading, due or tag, not '\(PlainText.shortened(group))'")
        }
        wanted.group = group
      }
      wanted.limit = limit
      wanted.includesExcluded = filter.excluded
      return wanted
    }
  }

  /// What the first word says of the boxes.
  private var kind: TaskOptions.Kind? { filter.words.first.flatMap(TaskOptions.Kind.init) }

  /// The message if the first word is a filter that found nothing and may name a state of tasks.
  private var kindHint: String? {
    guard kind == nil, let word = filter.words.first?.lowercased() else { return nil }
    let kinds = TaskOptions.Kind.allCases.map(\.rawValue)
    let meant = ["open": "todo", "undone": "todo", "closed": "done", "completed": "done"]
    guard let near = meant[word] ?? Vault.nearestWord(to: word, among: kinds, shortest: 3) else {
      return nil
    }
    return "if '\(PlainText.shortened(word))' is no word to look for: vq tasks \(near)"
  }

  func run() throws {
    let vault = try options.open()
    let search = try filter.search(without: kind == nil ? 0 : 1)
    let told = SearchRemarks()
    defer { told.print() }
    let wanted = try wanted
    if count {
      let (number, report) = try vault.taskCount(by: search, wanted)
      told.take(report)
      try options.print(.taskCount(number), in: vault)
      if number == 0 { throw ExitCode.nothingFound }
    } else {
      do {
        try options.list(.tasks(by: search, in: vault, wanted, told.take), in: vault)
      } catch let code as ExitCode where code == .nothingFound {
        if let hint = kindHint { Messages.line("  \(hint)") }
        throw code
      }
    }
  }
}
