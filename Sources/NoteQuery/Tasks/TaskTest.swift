/// One question that a query asks of a task.
package enum TaskTest: Sendable, Hashable {
  case done
  case recurring
  case tagged
  case identified
  /// Whether it names tasks that come before it.
  case dependent
  case blocking
  case blocked
  /// Whether it stands at the margin of its note or quote.
  case atMargin
  case priority(PriorityRelation, rank: Int)
  /// By the name of the type in capitals.
  case statusType(String)
  case text(TaskTextField, TextTest)
  case hasDate(TaskDateField)
  case invalidDate(TaskDateField)
  /// Days from the first one on and before the other one; nil where there is no such limit.
  case date(TaskDateField, from: CivilDay?, before: CivilDay?)

  /// How a priority is compared.
  package enum PriorityRelation: Sendable, Hashable {
    case equal
    case above
    case below
  }

  /// What is looked for in a text.
  package enum TextTest: Sendable, Hashable {
    /// Letter case does not count.
    case includes(String)
    /// A regular expression of JavaScript with its flags.
    case matches(String, flags: String)
  }

  /// Names of priorities by their rank, the most pressing first.
  package static let priorities = ["highest", "high", "medium", "none", "low", "lowest"]
  /// Names of types of statuses.
  package static let statusTypes = [
    "IN_PROGRESS", "TODO", "ON_HOLD", "DONE", "CANCELLED", "NON_TASK", "EMPTY",
  ]
}

/// A text of a task that a query looks into.
package enum TaskTextField: String, Sendable, CaseIterable {
  case path
  case folder
  case root
  case filename
  case heading
  case description
  case tag
  case tags
  case recurrence
  case id
  case statusName = "status.name"
}

/// A day of a task, or the three that say when it happens.
package enum TaskDateField: String, Sendable, CaseIterable {
  case due
  case scheduled
  case start
  case created
  case done
  case cancelled
  /// Its start, scheduled or due day.
  case happens

  /// How a filter that compares it begins.
  package var filterName: String { self == .start ? "starts" : rawValue }
}

/// A line of a query that says which tasks are shown.
package struct TaskFilter: Sendable, Hashable {
  /// What is done with the answers so far: that of a test is put on a pile, or the topmost ones of it are joined.
  package enum Step: Sendable, Hashable {
    /// By its place in `tests`.
    case test(Int)
    case not
    case and
    case or
    case xor
  }

  /// 1-based, of the note; nil for one that stands in the settings or the front matter.
  package var line: Int?
  /// As it is written.
  package var text: String
  package var tests: [TaskTest]
  /// Together they leave one answer.
  package var steps: [Step]

  package init(line: Int?, text: String, tests: [TaskTest], steps: [Step]) {
    self.line = line
    self.text = text
    self.tests = tests
    self.steps = steps
  }

  /// Returns whether a task meets it.
  ///
  /// - Parameter passes: Answers one of `tests`.
  package func holds(_ passes: (Int) -> Bool) -> Bool {
    var pile: [Bool] = []
    for step in steps {
      switch step {
      case .test(let number): pile.append(passes(number))
      case .not: pile.append(!(pile.popLast() ?? false))
      case .and, .or, .xor:
        let (second, first) = (pile.popLast() ?? false, pile.popLast() ?? false)
        switch step {
        case .and: pile.append(first && second)
        case .or: pile.append(first || second)
        default: pile.append(first != second)
        }
      }
    }
    return pile.last ?? true
  }
}
