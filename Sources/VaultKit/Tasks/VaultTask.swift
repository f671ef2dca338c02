import NoteModel

/// A task of a note: a list item with a box.
public struct VaultTask: Sendable, Hashable {
  /// How pressing it is.
  public enum Priority: String, Sendable, CaseIterable {
    case highest
    case high
    case medium
    case low
    case lowest

    /// Returns the place among all, the most pressing first: what has none lies between medium and low, as in the plugin.
    static func rank(of priority: Priority?) -> Int {
      switch priority {
      case .highest: 0
      case .high: 1
      case .medium: 2
      case nil: 3
      case .low: 4
      case .lowest: 5
      }
    }
  }

  /// A day of a task.
  public enum DateKind: String, Sendable, CaseIterable {
    case due
    case scheduled
    case start
    case created
    case done
    case cancelled
  }

  public var path: String
  /// 1-based.
  public var line: Int
  /// The sign between the brackets; a blank for a task that is open.
  public var status: String
  /// How many tasks it is below.
  public var depth: Int
  /// The heading above it.
  public var heading: String?
  /// What it says after its box, as written.
  public var text: String
  /// Whether it stands at the margin of its note or quote.
  var isAtMargin = true
  /// The same without what is read of it below.
  public var description = ""
  public var tags: [String] = []
  public var dates: [DateKind: Day] = [:]
  /// Days that no calendar has.
  var invalidDates: Set<DateKind> = []
  public var priority: Priority?
  /// Such as `every week`.
  public var recurrence: String?
  public var id: String?
  /// Ids of the tasks that come before it.
  public var dependsOn: [String] = []
  /// What the plugin does with it once it is done: `keep` or `delete`.
  public var onCompletion: String?

  /// Whether its box is blank.
  public var isOpen: Bool { status == " " }
}

/// Which tasks are wanted, and in which order.
public struct TaskOptions: Sendable {
  /// Tasks by their boxes.
  public enum Kind: String, Sendable, CaseIterable {
    /// The box is blank.
    case todo
    /// The box has any other sign.
    case done
    case all
  }

  /// What orders tasks.
  public enum Sort: Sendable, Hashable {
    case path
    case priority
    case date(VaultTask.DateKind)

    public static var names: [String] {
      ["path", "priority"] + VaultTask.DateKind.allCases.map(\.rawValue)
    }

    public init?(_ name: String) {
      switch name {
      case "path": self = .path
      case "priority": self = .priority
      default:
        guard let kind = VaultTask.DateKind(rawValue: name) else { return nil }
        self = .date(kind)
      }
    }
  }

  /// What tasks that are listed together have in common.
  public enum Group: String, Sendable, CaseIterable {
    case path
    case heading
    case due
    case tag
  }

  public var kind = Kind.todo
  /// Signs between the brackets, in the place of `kind`; none for that.
  public var statuses: [String] = []
  /// When they are due; nil for whenever.
  public var due: DueDays?
  public var sort = Sort.path
  public var isReversed = false
  public var group: Group?
  /// The most tasks; 0 for all.
  public var limit = 0
  /// Whether files that the user excludes are looked at too.
  public var includesExcluded = false

  public init() {}

  /// Whether a sign between the brackets is one that is wanted.
  func wants(_ status: String) -> Bool {
    if !statuses.isEmpty { return statuses.contains(status) }
    switch kind {
    case .todo: return status == " "
    case .done: return status != " "
    case .all: return true
    }
  }

  /// How many of a note's tasks can be wanted.
  func wanted(of counts: TaskCounts) -> Int {
    if !statuses.isEmpty { return counts.open + counts.done }
    switch kind {
    case .todo: return counts.open
    case .done: return counts.done
    case .all: return counts.open + counts.done
    }
  }
}

/// Days on which tasks are due.
public enum DueDays: Sendable, Hashable {
  case before(Day)
  case from(Day)
  case within(Days)
  case never
  case some

  /// Reads `friday`, `before friday`, `by friday`, `after friday`, `since friday`, `none` and `any`; nil for
  /// other texts. A weekday is the next one.
  public init?(_ text: String, today: Day) {
    let words = text.split(separator: " ")
    switch text.lowercased() {
    case "none": self = .never
    case "any": self = .some
    default:
      guard let first = words.first else { return nil }
      let rest = words.dropFirst().joined(separator: " ")
      func days(_ text: String) -> Days? { Days(text, today: today, isAhead: true) }
      switch first.lowercased() {
      case "before":
        guard let days = days(rest) else { return nil }
        self = .before(days.first)
      case "by":
        guard let days = days(rest) else { return nil }
        self = .before(days.end)
      case "after":
        guard let days = days(rest) else { return nil }
        self = .from(days.end)
      case "since":
        guard let days = days(rest) else { return nil }
        self = .from(days.first)
      default:
        guard let days = days(first.lowercased() == "on" ? rest : text) else { return nil }
        self = .within(days)
      }
    }
  }

  func covers(_ day: Day?) -> Bool {
    guard let day else { return self == .never }
    switch self {
    case .before(let end): return day < end
    case .from(let first): return day >= first
    case .within(let days): return days.contains(day)
    case .never: return false
    case .some: return true
    }
  }
}
