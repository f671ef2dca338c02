import NoteModel

/// Something that a vault has of a day.
public struct DayEntry: Sendable, Hashable {
  /// What it is; the cases are in the order in which they are listed.
  public enum Kind: String, Sendable, CaseIterable {
    /// The daily note.
    case daily
    /// A note that has the day in its name.
    case named
    /// A task that is due.
    case task
    /// A line that names the day.
    case line
    /// A note that was made.
    case created
    /// Another note that was changed last.
    case changed
  }

  public var kind: Kind
  public var path: String
  /// 1-based; nil for a note as a whole.
  public var line: Int?
  /// The line, or the task from its sign on; empty for a note as a whole.
  public var text: String
}

extension Vault {
  /// Calls `body` with what the vault has of a day: its daily note, tasks due, what names it, notes made and changed.
  ///
  /// A line names a day by `2026-03-04`, or as the daily note is called. Lines of the daily note itself, and those of tasks
  /// that are listed, are left out. Throws `VaultError`: also of kind `badPeriod`.
  ///
  /// - Parameters:
  ///   - language: What names of days and months are written in: a tag such as `de`.
  ///   - isExcludedToo: Whether files that the user excludes count.
  ///   - group: Called before the first entry of each kind that there is.
  public func forEachEntry(
    of day: Day, language: String, isExcludedToo: Bool, group: (DayEntry.Kind) throws -> Void,
    _ body: (DayEntry) throws -> Void
  ) throws {
    _ = try refresh()
    let daily = try note(of: .day, at: day, language: language)
    var entries: [DayEntry] = []
    func finish(_ kind: DayEntry.Kind) throws {
      if entries.isEmpty { return }
      try group(kind)
      for entry in entries { try body(entry) }
      entries.removeAll()
    }
    if daily.exists { entries = [DayEntry(kind: .daily, path: daily.path, line: nil, text: "")] }
    try finish(.daily)
    let naming = try whatNames(day, daily, isExcludedToo)
    entries = naming.filter { $0.kind == .named }
    try finish(.named)
    entries = try tasks(due: day, isExcludedToo)
    let tasks = Set(entries.map { Place(path: $0.path, line: $0.line ?? 0) })
    try finish(.task)
    entries = naming.filter {
      $0.kind == .line && !tasks.contains(Place(path: $0.path, line: $0.line ?? 0))
    }
    try finish(.line)
    // What was made on that day is told once.
    var made: Set<String> = []
    for (kind, sort) in [(DayEntry.Kind.created, ListSort.created), (.changed, .modified)] {
      entries = try notes(of: day, by: sort, isExcludedToo).filter { made.insert($0).inserted }
        .map { DayEntry(kind: kind, path: $0, line: nil, text: "") }
      try finish(kind)
    }
  }

  private struct Place: Hashable {
    var path: String
    var line: Int
  }

  private func tasks(due day: Day, _ isExcludedToo: Bool) throws -> [DayEntry] {
    var options = TaskOptions()
    options.kind = .all
    options.due = .within(Days(first: day, end: day.later(by: 1)))
    options.includesExcluded = isExcludedToo
    var entries: [DayEntry] = []
    try forEachTask(by: nil, options) { task in
      entries.append(
        DayEntry(
          kind: .task, path: task.path, line: task.line, text: "[\(task.status)] \(task.text)"))
    }
    return entries
  }

  /// Notes and lines that name a day.
  private func whatNames(
    _ day: Day, _ daily: PeriodNote, _ isExcludedToo: Bool
  ) throws -> [DayEntry] {
    let name = String(VaultPath(daily.path).stem)
    let names = name.contains("\"") || name.contains("\\") ? [day.text] : [day.text, name]
    let search = try VaultSearch(Set(names).sorted().map { "\"\($0)\"" }.joined(separator: " OR "))
    var options = SearchOptions()
    options.includesExcluded = isExcludedToo
    options.wantsPlaces = false
    var entries: [DayEntry] = []
    try forEachFound(by: search, options) { note in
      if note.path == daily.path { return }
      let own = VaultPath(note.path).stem
      if names.contains(where: { own.contains($0) }) {
        entries.append(DayEntry(kind: .named, path: note.path, line: nil, text: ""))
      }
      for line in note.lines {
        entries.append(DayEntry(kind: .line, path: note.path, line: line.line, text: line.text))
      }
    }
    return entries
  }

  private func notes(
    of day: Day, by sort: ListSort, _ isExcludedToo: Bool
  ) throws -> [String] {
    var options = ListOptions()
    options.sort = sort
    options.since = day.start
    options.before = day.later(by: 1).start
    options.includesExcluded = isExcludedToo
    var paths: [String] = []
    try forEachListed(by: nil, options) { paths.append($0.path) }
    return paths
  }
}
