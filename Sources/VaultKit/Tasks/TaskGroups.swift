import NoteQuery

/// Puts tasks of a query into the groups that it asks for.
struct TaskGroups {
  /// Tasks that have all names of a group.
  struct Group {
    /// Of each line that groups tasks, as the plugin orders them: `%%1%%` in front is not shown.
    var names: [String]
    /// By their place among the tasks that were found.
    var tasks: [Int]
  }

  /// The most places of tasks in groups: a task with many tags is in many.
  static let mostPlaces = 250_000

  private let keys: [TaskQuery.Group]
  private let today: Day
  private var places: [[String]: Int] = [:]
  private var groups: [Group] = []
  private var count = 0
  /// Whether there are too many.
  private(set) var isFull = false

  init(_ query: TaskQuery, today: Day) {
    keys = query.groups
    self.today = today
  }

  /// Adds a task to its groups.
  mutating func add(_ number: Int, _ task: QueriedTask) {
    if isFull { return }
    var all: [[String]] = [[]]
    for key in keys {
      let names = names(key.key, task)
      if all.count * names.count + count > Self.mostPlaces {
        isFull = true
        return
      }
      all = all.flatMap { before in names.map { before + [$0] } }
    }
    count += all.count
    for names in all {
      if let place = places[names] {
        // A tag that stands twice is one.
        if groups[place].tasks.last != number { groups[place].tasks.append(number) }
      } else {
        places[names] = groups.count
        groups.append(Group(names: names, tasks: [number]))
      }
    }
  }

  /// The groups in order.
  func sorted() -> [Group] {
    var orders: [String: TextOrder] = [:]
    for group in groups {
      for name in group.names where orders[name] == nil { orders[name] = TextOrder(name) }
    }
    return groups.enumerated().sorted { one, other in
      for (number, key) in keys.enumerated() {
        guard let first = orders[one.element.names[number]],
          let second = orders[other.element.names[number]], first != second
        else { continue }
        // The most urgent come first.
        return (first < second) != (key.isReversed != (key.key == .urgency))
      }
      return one.offset < other.offset
    }.map(\.element)
  }

  /// The name of a group as it is shown.
  static func shown(_ name: String) -> String {
    guard name.hasPrefix("%%"), let end = name.dropFirst(2).firstRange(of: "%%") else {
      return name
    }
    return String(name[end.upperBound...])
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private func names(_ key: TaskKey, _ task: QueriedTask) -> [String] {
    switch key {
    case .tag: task.tags.isEmpty ? ["(No tags)"] : task.tags
    case .path: [TaskSurroundings.Place.stem(task.task.path)]
    case .folder: [task.place.folder]
    case .root: [task.place.root]
    case .filename: [stem(task)]
    case .backlink: [stem(task) + (task.task.heading.map { " > " + $0 } ?? "")]
    case .heading: [task.task.heading.flatMap { $0.isEmpty ? nil : $0 } ?? "(No heading)"]
    case .status: [task.status.isDone ? "Done" : "Todo"]
    case .statusName: [task.status.name]
    case .statusType:
      [
        ranked(
          TaskTest.statusTypes.firstIndex(of: task.status.type) ?? 1, task.status.type, from: 1)
      ]
    case .priority: [ranked(task.priority, Self.priorities[task.priority] + " priority")]
    case .recurring: [task.task.recurrence == nil ? "Not Recurring" : "Recurring"]
    case .recurrence: [task.task.recurrence ?? "None"]
    case .urgency: [Self.hundredths(task.urgency(today: today))]
    case .id: [task.task.id ?? ""]
    default: [key.date.map { day(task.earliest($0), key.rawValue) } ?? ""]
    }
  }

  private static let priorities = ["Highest", "High", "Medium", "Normal", "Low", "Lowest"]

  private func stem(_ task: QueriedTask) -> String {
    TaskSurroundings.Place.stem(task.place.filename)
  }

  private func ranked(_ rank: Int, _ name: String, from first: Int = 0) -> String {
    "%%\(rank + first)%%\(name)"
  }

  private func day(_ date: QueriedTask.Date, _ name: String) -> String {
    switch date {
    case .none: "No \(name) date"
    case .invalid: "%%0%% Invalid \(name) date"
    case .day(let day): day.text + " " + Self.weekdays[day.civil.weekday]
    }
  }

  /// A number with two digits after the point.
  private static func hundredths(_ number: Double) -> String {
    let value = Int((number * 100).rounded())
    let (whole, part) = (abs(value) / 100, abs(value) % 100)
    return (value < 0 ? "-" : "") + "\(whole)." + (part < 10 ? "0" : "") + "\(part)"
  }
}
