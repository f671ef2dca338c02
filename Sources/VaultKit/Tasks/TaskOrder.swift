import NoteQuery

/// What tasks of a query are ordered by, a column for each line that orders them; then the plugin's own order.
struct TaskOrder {
  private enum Column {
    case numbers([Double])
    case texts([TextOrder])
  }

  private static let usual: [TaskQuery.Sort] = [
    .statusType, .urgency, .due, .priority, .path,
  ].map { TaskQuery.Sort(key: $0, isReversed: false) }

  private let sorts: [TaskQuery.Sort]
  private let today: Day
  private var columns: [Column]
  /// The order of texts that are met again and again, such as paths.
  private var known: [String: TextOrder] = [:]

  init(_ query: TaskQuery, today: Day) {
    // The first line for a key decides.
    var sorts: [TaskQuery.Sort] = []
    for sort in query.sorts + Self.usual
    where !sorts.contains(where: { $0.key == sort.key && $0.place == sort.place }) {
      sorts.append(sort)
    }
    self.sorts = sorts
    self.today = today
    columns = sorts.map { $0.key.isOfText ? .texts([]) : .numbers([]) }
  }

  /// Adds what orders a task.
  mutating func add(_ task: QueriedTask) {
    for (number, sort) in sorts.enumerated() {
      switch columns[number] {
      case .numbers(var numbers):
        columns[number] = .numbers([])
        numbers.append(self.number(sort.key, task))
        columns[number] = .numbers(numbers)
      case .texts(var texts):
        columns[number] = .texts([])
        texts.append(text(sort, task))
        columns[number] = .texts(texts)
      }
    }
  }

  /// Returns the numbers of the tasks that were added, in order.
  func sorted(_ count: Int) -> [Int] {
    (0..<count).sorted { one, other in
      for (sort, column) in zip(sorts, columns) {
        switch column {
        case .numbers(let numbers):
          if numbers[one] != numbers[other] {
            return (numbers[one] < numbers[other]) != sort.isReversed
          }
        case .texts(let texts):
          if texts[one] != texts[other] { return (texts[one] < texts[other]) != sort.isReversed }
        }
      }
      return one < other
    }
  }

  private func number(_ key: TaskKey, _ task: QueriedTask) -> Double {
    switch key {
    case .statusType:
      return Double(TaskTest.statusTypes.firstIndex(of: task.status.type) ?? 1)
    case .status: return task.status.isDone ? 1 : 0
    case .recurring: return task.task.recurrence == nil ? 1 : 0
    case .priority: return Double(task.priority)
    case .urgency: return -task.urgency(today: today)
    case .random: return Double(Self.random(today.text + " " + task.task.description))
    default:
      guard let field = key.date else { return 0 }
      switch task.earliest(field) {
      case .none: return .infinity
      case .invalid: return -.infinity
      case .day(let day): return Double(day.civil.number)
      }
    }
  }

  private mutating func text(_ sort: TaskQuery.Sort, _ task: QueriedTask) -> TextOrder {
    switch sort.key {
    case .tag:
      let tags = task.tags
      // Tasks without such a tag come later, those without any last.
      if tags.isEmpty { return order("~~") }
      return order(tags.count < sort.place ? "~" : "#" + tags[sort.place - 1])
    case .path: return order(task.task.path)
    case .filename: return order(task.place.filename)
    case .heading: return order(task.task.heading ?? "")
    case .statusName: return order(task.status.name)
    case .id: return order(task.task.id ?? "")
    default: return TextOrder(Self.cleaned(task.description))
    }
  }

  private mutating func order(_ text: String) -> TextOrder {
    if let order = known[text] { return order }
    let order = TextOrder(text)
    known[text] = order
    return order
  }

  /// A description without the link or the emphasis that it begins with, as the plugin orders it.
  static func cleaned(_ text: String) -> String {
    var text = text
    if text.hasPrefix("[") {
      let inner = text.dropFirst(text.hasPrefix("[[") ? 2 : 1)
      if let close = inner.firstIndex(of: "]") {
        let shown = inner[..<close].split(separator: "|", maxSplits: 1).last ?? ""
        let rest = inner[inner.index(after: close)...]
        text = String(shown + (rest.hasPrefix("]") ? rest.dropFirst() : rest))
      }
    }
    for mark in ["**", "*", "==", "__", "_"] where text.hasPrefix(mark) {
      let inner = text.dropFirst(mark.count)
      guard let sign = mark.first, let end = inner.firstIndex(of: sign), end > inner.startIndex,
        inner[end...].hasPrefix(mark)
      else { continue }
      text = String(inner[..<end] + inner[end...].dropFirst(mark.count))
    }
    return text
  }

  /// The plugin's number for the order of a day.
  private static func random(_ text: String) -> Int32 {
    var hash: Int32 = 9
    for unit in text.utf16 { hash = (hash ^ Int32(unit)) &* 387_420_489 }
    return hash ^ Int32(bitPattern: UInt32(bitPattern: hash) >> 9)
  }
}

extension TaskKey {
  /// Whether texts order tasks by it.
  fileprivate var isOfText: Bool {
    switch self {
    case .path, .filename, .heading, .statusName, .id, .description, .tag: true
    default: false
    }
  }
}
