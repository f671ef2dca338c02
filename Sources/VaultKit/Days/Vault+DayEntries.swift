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

/// What is wanted of some days.
public struct DayOptions: Sendable {
  /// What names of days and months are written in: a tag such as `de`.
  public var language: String
  /// Whether files that the user excludes count.
  public var includesExcluded = false
  /// The most entries; 0 for all.
  public var limit = 0

  public init(language: String) { self.language = language }
}

/// What a vault has of some days.
public struct DayEntries: Sendable {
  /// By what it is, in the order of `DayEntry.Kind`; only kinds with entries.
  public fileprivate(set) var groups: [(kind: DayEntry.Kind, entries: [DayEntry])] = []
  /// How many entries there are without a limit.
  public fileprivate(set) var total = 0
  /// What there is to say beside them.
  public fileprivate(set) var report = Vault.SearchReport()
  fileprivate var left: Int

  fileprivate init(limit: Int) { left = limit > 0 ? limit : .max }

  fileprivate mutating func add(_ kind: DayEntry.Kind, _ entries: [DayEntry]) {
    total += entries.count
    let shown = entries.prefix(left)
    left -= shown.count
    if !shown.isEmpty { groups.append((kind, Array(shown))) }
  }

  fileprivate mutating func add(_ other: Vault.SearchReport) {
    for file in other.unread where !report.unread.contains(where: { $0.path == file.path }) {
      report.unread.append(file)
    }
  }
}

extension Vault {
  /// Returns what the vault has of some days: their daily notes, tasks due, what names them, notes made and changed.
  ///
  /// A line names a day by `2026-03-04`, or as the daily note is called. Lines of a daily note that name its own day, and
  /// those of tasks that are listed, are left out. Throws `VaultError`: also of kind `badPeriod`.
  public func entries(of days: Days, _ options: DayOptions) throws -> DayEntries {
    try withOneLook { refresh in
      var entries = DayEntries(limit: options.limit)
      entries.report.refresh = refresh
      let dailies = try notes(of: .day, on: days, language: options.language)
      let own = Dictionary(
        dailies.lazy.filter(\.exists).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }
      )
      var seen: Set<String> = []
      entries.add(
        .daily,
        dailies.filter { $0.exists && seen.insert($0.path).inserted }.map {
          DayEntry(kind: .daily, path: $0.path, line: nil, text: "")
        })
      let naming = try whatNames(days, dailies, own, options, &entries)
      entries.add(.named, naming.filter { $0.kind == .named })
      let due = try tasks(due: days, options, &entries)
      entries.add(.task, due)
      let tasks = Set(due.map { Place(path: $0.path, line: $0.line ?? 0) })
      entries.add(
        .line,
        naming.filter {
          $0.kind == .line && !tasks.contains(Place(path: $0.path, line: $0.line ?? 0))
        })
      // A note that was made on such a day is listed once.
      var made: Set<String> = []
      for (kind, sort) in [(DayEntry.Kind.created, ListSort.created), (.changed, .modified)] {
        let paths = try notes(of: days, by: sort, options).filter { made.insert($0).inserted }
        entries.add(kind, paths.map { DayEntry(kind: kind, path: $0, line: nil, text: "") })
      }
      return entries
    }
  }

  private struct Place: Hashable {
    var path: String
    var line: Int
  }

  private func tasks(
    due days: Days, _ options: DayOptions, _ found: inout DayEntries
  ) throws -> [DayEntry] {
    var wanted = TaskOptions()
    wanted.kind = .all
    wanted.due = .within(days)
    wanted.sort = .date(.due)
    wanted.includesExcluded = options.includesExcluded
    var entries: [DayEntry] = []
    found.add(
      try forEachTask(by: nil, wanted) { task in
        entries.append(
          DayEntry(
            kind: .task, path: task.path, line: task.line, text: "[\(task.status)] \(task.text)"))
      })
    return entries
  }

  /// Notes and lines that name one of some days, by the names of their files.
  private func whatNames(
    _ days: Days, _ dailies: [PeriodNote], _ own: [String: PeriodNote], _ options: DayOptions,
    _ found: inout DayEntries
  ) throws -> [DayEntry] {
    let names = DayNames(days, dailies)
    var wanted = SearchOptions()
    wanted.includesExcluded = options.includesExcluded
    wanted.wantsPlaces = false
    var notes: [String: [Int: String]] = [:]
    for query in names.queries {
      found.add(
        try forEachFound(by: VaultSearch(query), wanted) { note in
          let daily = own[note.path]
          for line in note.lines where names.stand(in: line.text, of: daily) {
            notes[note.path, default: [:]][line.line] = line.text
          }
          if daily == nil, names.stand(in: String(VaultPath(note.path).stem)) {
            notes[note.path, default: [:]][0] = ""
          }
        })
    }
    let paths = notes.keys.map { (NameKey(VaultPath($0).stem).text, $0) }.sorted { $0 < $1 }
    return paths.flatMap { _, path in
      (notes[path] ?? [:]).sorted { $0.key < $1.key }.map { line, text in
        line == 0
          ? DayEntry(kind: .named, path: path, line: nil, text: "")
          : DayEntry(kind: .line, path: path, line: line, text: text)
      }
    }
  }

  private func notes(
    of days: Days, by sort: ListSort, _ options: DayOptions
  ) throws -> [String] {
    var wanted = ListOptions()
    wanted.sort = sort
    wanted.since = days.first.start
    wanted.before = days.end.start
    wanted.includesExcluded = options.includesExcluded
    var paths: [String] = []
    try forEachListed(by: nil, wanted) { paths.append($0.path) }
    return paths
  }
}
