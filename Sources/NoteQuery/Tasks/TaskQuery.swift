/// A query of the Tasks plugin: which tasks are shown, in which order and in which groups.
package struct TaskQuery: Sendable, Hashable {
  /// A task has to meet all of them.
  package var filters: [TaskFilter] = []
  /// What orders tasks, the most important first; then comes the plugin's own order.
  package var sorts: [Sort] = []
  /// What groups tasks, the outermost first.
  package var groups: [Group] = []
  /// The most tasks; nil for all.
  package var limit: Int?
  /// The most tasks of a group; nil for all.
  package var groupLimit: Int?
  /// The lines that are not followed.
  package var remarks: [TaskRemark] = []

  package init() {}

  /// Why there is no answer: a filter that is not followed would let the wrong tasks through.
  package var refusal: TaskRemark? { remarks.first { $0.isOfFilter } }

  /// A line that begins with `sort by`.
  package struct Sort: Sendable, Hashable {
    package var key: TaskKey
    package var isReversed: Bool
    /// Which of its tags orders a task, counted from 1.
    package var place = 1

    package init(key: TaskKey, isReversed: Bool) {
      self.key = key
      self.isReversed = isReversed
    }
  }

  /// A line that begins with `group by`.
  package struct Group: Sendable, Hashable {
    package var key: TaskKey
    package var isReversed: Bool
  }
}

/// A line of a query that is not followed, and why.
package struct TaskRemark: Sendable, Hashable {
  /// 1-based, of the note; nil for one that stands in the settings or the front matter.
  package var line: Int?
  /// The line as it is written.
  package var text: String
  /// What is wrong with it.
  package var message: String
  /// Whether it says which tasks are shown, not only how.
  package var isOfFilter: Bool

  package init(line: Int?, text: String, message: String, isOfFilter: Bool) {
    self.line = line
    self.text = text
    self.message = message
    self.isOfFilter = isOfFilter
  }
}

/// What a task can be ordered or grouped by, as a query names it.
package enum TaskKey: String, Sendable, CaseIterable {
  case statusName = "status.name"
  case statusType = "status.type"
  case status
  case recurring
  case recurrence
  case priority
  case happens
  case cancelled
  case created
  case start
  case scheduled
  case due
  case done
  case path
  case folder
  case root
  case backlink
  case description
  case tag
  case heading
  case filename
  case urgency
  case id
  case random

  /// Whether tasks can be ordered by it.
  package var orders: Bool {
    switch self {
    case .folder, .root, .backlink, .recurrence: false
    default: true
    }
  }

  /// Whether tasks can be grouped by it.
  package var groups: Bool { self != .description && self != .random }

  /// The day that it names; nil for other keys.
  package var date: TaskDateField? { TaskDateField(rawValue: rawValue) }
}
