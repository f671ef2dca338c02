import Characters
import NoteQuery

/// The tasks of a vault, gathered once for all queries of a note.
///
/// The index is asked as it is.
final class TaskCollection {
  /// Bytes of tasks that are kept between two queries.
  private static let room = 24 << 20
  /// The most steps of filters that all queries together may take; one is about a tenth of a microsecond.
  private static let mostSteps = 50_000_000
  /// The most tasks of one query that are put in order.
  private static let mostTasks = 250_000

  private let vault: Vault
  private var gathered: Result<(scan: TaskScan, reader: TaskReader), any Error>?
  /// Files that could not be read.
  private(set) var report = Vault.SearchReport()
  private var knownDependencies: TaskMatcher.Dependencies?
  private(set) lazy var settings: TaskSettings = {
    // Where the vault is gone, the query says so.
    guard let root = try? vault.files() else { return TaskSettings() }
    return TaskSettings(in: root)
  }()
  private var stepsLeft = TaskCollection.mostSteps

  init(_ vault: Vault) { self.vault = vault }

  /// Tasks that a query found, by their places in the collection.
  struct Found {
    var groups: [TaskGroups.Group]
    /// How many there are, and how many without the limit of the query.
    var shown: Int
    var all: Int
  }

  /// Answers a query. Throws `TaskRefusal` and `VaultError`.
  func answer(_ query: TaskQuery, today: Day) throws -> Found {
    if let refusal = query.refusal { throw TaskRefusal(refusal) }
    let (scan, reader) = try tasks()
    let matcher = try TaskMatcher(query) { try self.dependencies() }
    if scan.found.count > stepsLeft / matcher.cost {
      throw Self.refusal("the queries of this note take too long on so many tasks")
    }
    stepsLeft -= scan.found.count * matcher.cost
    var order = TaskOrder(query, today: today)
    var found: [Int] = []
    for (number, task) in scan.found.enumerated() {
      if !isTask(task, scan, settings) { continue }
      guard matcher.canHold(QueriedTask(reader.outline(task), settings)) else { continue }
      let queried = QueriedTask(reader.task(task), settings)
      guard matcher.holds(queried) else { continue }
      if found.count == Self.mostTasks {
        throw Self.refusal("more than \(Self.mostTasks) tasks meet it; add a filter")
      }
      found.append(number)
      order.add(queried)
      if let failure = matcher.failure { throw TaskRefusal(failure) }
    }
    if let failure = matcher.failure { throw TaskRefusal(failure) }
    let sorted = order.sorted(found.count).map { found[$0] }
    return try grouped(sorted, query, settings, today: today)
  }

  /// Returns a task by its place.
  func task(_ number: Int) throws -> VaultTask {
    let (scan, reader) = try tasks()
    return reader.task(scan.found[number])
  }

  private func grouped(
    _ sorted: [Int], _ query: TaskQuery, _ settings: TaskSettings, today: Day
  ) throws -> Found {
    let limited = sorted.prefix(query.limit ?? .max)
    if query.groups.isEmpty {
      let group = TaskGroups.Group(names: [], tasks: Array(limited))
      return Found(
        groups: limited.isEmpty ? [] : [group], shown: limited.count, all: sorted.count)
    }
    var groups = TaskGroups(query, today: today)
    for number in limited { groups.add(number, QueriedTask(try task(number), settings)) }
    if groups.isFull {
      throw Self.refusal("its groups have more than \(TaskGroups.mostPlaces) tasks")
    }
    var list = groups.sorted()
    guard let most = query.groupLimit else {
      return Found(groups: list, shown: limited.count, all: sorted.count)
    }
    for place in list.indices { list[place].tasks = Array(list[place].tasks.prefix(most)) }
    let shown = Set(list.flatMap(\.tasks)).count
    return Found(groups: list, shown: shown, all: sorted.count)
  }

  private static func refusal(_ message: String) -> TaskRefusal {
    TaskRefusal(TaskRemark(line: nil, text: "", message: message, isOfFilter: true))
  }

  private func tasks() throws -> (scan: TaskScan, reader: TaskReader) {
    // What fails for one query fails for all of them, and takes as long.
    let result = gathered ?? Result { try gather() }
    gathered = result
    return try result.get()
  }

  private func gather() throws -> (scan: TaskScan, reader: TaskReader) {
    // The plugin knows nothing of the files that Obsidian leaves out of its searches.
    var options = TaskOptions()
    options.kind = .all
    options.includesExcluded = true
    let scan = try vault.scan(nil, options, wantsTexts: true, looksAtFiles: false, &report)
    return (scan, TaskReader(scan, readsOneLine: true, room: Self.room))
  }

  /// Whether a list item with a box is a task: the plugin can be set to ask for a text in it.
  private func isTask(
    _ found: TaskScan.Found, _ scan: TaskScan, _ settings: TaskSettings
  ) -> Bool {
    if settings.globalFilter.isEmpty { return true }
    return scan.withBytes(of: found) { item in
      let line = item.prefix { $0 != .lineFeed }
      return String(decoding: line, as: UTF8.self).contains(settings.globalFilter)
    }
  }

  private func dependencies() throws -> TaskMatcher.Dependencies {
    if let known = knownDependencies { return known }
    let (scan, reader) = try tasks()
    var dependencies = TaskMatcher.Dependencies()
    for task in scan.found where isTask(task, scan, settings) {
      dependencies.add(QueriedTask(reader.task(task), settings))
    }
    knownDependencies = dependencies
    return dependencies
  }
}
