import NoteQuery

/// A task with what a query of the Tasks plugin asks of it, in the words of the plugin.
struct QueriedTask {
  let task: VaultTask
  let status: TaskStatus
  /// Text that makes list items tasks; it is not part of what they say.
  let globalFilter: String

  init(_ task: VaultTask, _ settings: TaskSettings) {
    self.task = task
    status = settings.status(of: task.status)
    globalFilter = settings.globalFilter
  }

  var place: TaskSurroundings.Place { TaskSurroundings.Place(task.path) }

  /// With a hash before each.
  var tags: [String] { task.tags.map { "#" + $0 }.filter { $0 != globalFilter } }

  var description: String {
    guard !globalFilter.isEmpty, let found = task.description.firstRange(of: globalFilter) else {
      return task.description
    }
    return (task.description[..<found.lowerBound] + task.description[found.upperBound...])
      .trimmedBlanks
  }

  var priority: Int { VaultTask.Priority.rank(of: task.priority) }

  /// A day of a task, which may be one that no calendar has.
  enum Date {
    case none
    case invalid
    case day(Day)
  }

  func date(_ kind: VaultTask.DateKind) -> Date {
    if let day = task.dates[kind] { return .day(day) }
    return task.invalidDates.contains(kind) ? .invalid : .none
  }

  /// The days of a field; three of `happens`.
  func dates(_ field: TaskDateField) -> [Date] { field.kinds.map(date) }

  /// The earliest of the days of a field.
  func earliest(_ field: TaskDateField) -> Date {
    var earliest = Date.none
    for date in dates(field) {
      switch (date, earliest) {
      case (.day(let day), .day(let known)): if day < known { earliest = date }
      case (.day, _), (.invalid, .none): earliest = date
      default: break
      }
    }
    return earliest
  }

  /// How pressing it is, by the plugin's formula.
  func urgency(today: Day) -> Double {
    var urgency = 0.0
    func distance(_ day: Day) -> Int { today.civil.number - day.civil.number }
    if let due = task.dates[.due] {
      let overdue = min(7, max(-14, distance(due)))
      urgency += (Double(overdue + 14) * 0.8 / 21 + 0.2) * 12
    }
    if let scheduled = task.dates[.scheduled], distance(scheduled) >= 0 { urgency += 5 }
    if let start = task.dates[.start], distance(start) < 0 { urgency -= 3 }
    return urgency + [9, 6, 3.9, 1.95, 0, -1.8][priority]
  }
}

extension TaskDateField {
  /// The days of a task that it is about; a test compares the names of both.
  fileprivate var kinds: [VaultTask.DateKind] {
    if self == .happens { return [.start, .scheduled, .due] }
    return VaultTask.DateKind(rawValue: rawValue).map { [$0] } ?? []
  }
}
