import Characters
import NoteIndex
import NoteModel
import NoteQuery
import NoteSearch
import SQLite

extension Vault {
  /// What groups tasks that are listed; nil for those without one.
  public typealias TaskGroup = String?

  /// Calls `body` with the tasks that meet a filter, in the order that the options name.
  ///
  /// A filter is asked of each task: words are looked for in its text and the name, the path and the properties of its
  /// note, tags in it and in the front matter. Throws `VaultError`: also of kind `badQuery`, where a pattern costs too much
  /// or there are more tasks than are kept.
  ///
  /// - Parameters:
  ///   - filter: nil for all.
  ///   - group: Called before the first task of each group, where there are groups.
  @discardableResult
  public func forEachTask(
    by filter: VaultSearch?, _ options: TaskOptions, group: (TaskGroup) throws -> Void = { _ in },
    _ body: (VaultTask) throws -> Void
  ) throws -> SearchReport {
    var report = SearchReport()
    let scan = try scan(filter, options, wantsTexts: true, &report)
    let reader = TaskReader(scan)
    var left = options.limit > 0 ? options.limit : .max
    for (name, tasks) in groups(scan, options) {
      if left == 0 { break }
      if options.group != nil { try group(name) }
      for task in tasks.prefix(left) { try body(reader.task(task)) }
      left -= min(left, tasks.count)
    }
    return report
  }

  /// Counts the tasks that meet a filter.
  public func taskCount(by filter: VaultSearch?, _ options: TaskOptions) throws -> (
    Int, SearchReport
  ) {
    var report = SearchReport()
    if filter == nil, options.due == nil, options.statuses.isEmpty,
      let counts = try knownTaskCounts(options, &report)
    {
      return (options.wanted(of: counts), report)
    }
    let scan = try scan(filter, options, wantsTexts: false, &report)
    return (scan.count, report)
  }

  /// Gathers the tasks that meet a filter. Throws as `forEachTask` does.
  ///
  /// - Parameter looksAtFiles: Whether the index is brought up to date before.
  func scan(
    _ filter: VaultSearch?, _ options: TaskOptions, wantsTexts: Bool, looksAtFiles: Bool = true,
    _ report: inout SearchReport
  ) throws -> TaskScan {
    readSettings()
    if looksAtFiles { report.refresh = try refresh() }
    // A filter of nothing finds nothing.
    let paths =
      filter != nil && filter?.plan == nil
      ? [] : try notesWithTasks(filter?.plan, options)
    let scan = TaskScan(paths, in: try files(), filter?.plan, options, wantsTexts: wantsTexts)
    do { try scan.run() } catch let error as SearchError {
      throw VaultError(.badQuery, at: filter?.query ?? "", cause: error.message)
    }
    report.unread = scan.unread.map { ($0.path.text, $0.reason) }.sorted { $0.0 < $1.0 }
    return scan
  }

  /// What the index says of the tasks of all notes; nil if some notes are left out.
  private func knownTaskCounts(
    _ options: TaskOptions, _ report: inout SearchReport
  ) throws -> TaskCounts? {
    readSettings()
    guard options.includesExcluded || excluded.isEmpty else { return nil }
    report.refresh = try refresh()
    return try withIndex { index in try index.allTasks() }
  }

  /// The notes that can have tasks that are wanted, in the order of their paths.
  private func notesWithTasks(
    _ plan: SearchPlan?, _ options: TaskOptions
  ) throws -> [VaultPath] {
    var paths: [VaultPath] = []
    try withIndex { index in
      let answers = try plan.map { plan throws(SQLiteError) in try KeyAnswers(plan, index) }
      let wanted = try index.known(ofTasks: { options.wanted(of: $0) > 0 }).meeting
      try index.forEachFile(in: wanted) { id, path in
        guard path.isNote else { return }
        if let plan, let answers,
          !plan.canHold(path, answers.keys(of: id), isOfParts: true)
        {
          return
        }
        paths.append(path)
      }
    }
    if !options.includesExcluded { removeExcluded(from: &paths) }
    return paths.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  private func groups(
    _ scan: TaskScan, _ options: TaskOptions
  ) -> [(name: TaskGroup, tasks: [TaskScan.Found])] {
    guard let group = options.group else { return [(nil, scan.found)] }
    var places: [String?: Int] = [:]
    var groups: [(name: TaskGroup, tasks: [TaskScan.Found])] = []
    func add(_ task: TaskScan.Found, _ key: String?, _ name: String?) {
      if let place = places[key] {
        groups[place].tasks.append(task)
      } else {
        places[key] = groups.count
        groups.append((name, [task]))
      }
    }
    let reader = TaskReader(scan)
    for task in scan.found {
      switch group {
      case .path:
        let path = scan.paths[Int(task.file)].text
        add(task, path, path)
      case .heading:
        let heading = task.heading < 0 ? nil : scan.headings[Int(task.heading)]
        add(task, heading, heading)
      case .due:
        let due = reader.task(task).dates[.due]?.text
        add(task, due, due)
      case .tag:
        let tags = reader.task(task).tags
        if tags.isEmpty { add(task, nil, nil) }
        var own: Set<String> = []
        for tag in tags where own.insert(NameKey(tag).text).inserted {
          add(task, NameKey(tag).text, tag)
        }
      }
    }
    // Groups of paths and headings come as their first tasks do; what has no group is the last.
    let isOrdered = group == .due || group == .tag
    return groups.enumerated().sorted { one, other in
      if (one.element.name == nil) != (other.element.name == nil) {
        return other.element.name == nil
      }
      if isOrdered, let first = one.element.name, let second = other.element.name, first != second {
        return first < second
      }
      return one.offset < other.offset
    }.map(\.element)
  }
}
