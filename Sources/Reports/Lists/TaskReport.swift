package import VaultKit

extension Report {
  /// Lists the tasks that meet a filter, in groups if some are wanted.
  ///
  /// - Parameters:
  ///   - filter: nil for all.
  ///   - told: Takes what there is to say beside them.
  package static func tasks(
    by filter: VaultSearch?, in vault: Vault, _ options: TaskOptions,
    _ told: @escaping (Vault.SearchReport) -> Void
  ) -> Report {
    let isInOrder = options.sort == .path && !options.isReversed
    let group = options.group
    return Report(group == nil ? .tasks : .groupedTasks, nothing: options.nothing(filter)) {
      printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list(group == nil ? "tasks" : "groups")
      told(
        try vault.forEachTask(
          by: filter, options,
          group: { name in
            try printer.group(TaskGroupRow(kind: group ?? .path, name: name), list: "tasks")
          },
          { try printer.row(TaskRow(task: $0, isInOrder: isInOrder, isGrouped: group != nil)) }))
    }
  }

  /// Counts the tasks that meet a filter.
  package static func taskCount(_ count: Int) -> Report {
    Report(
      .taskCount, text: { output, _ in output.line(String(count)) },
      parts: { $0.fields([("tasks", .integer(count))]) })
  }
}

extension FieldList {
  /// The fields of `tasks`.
  package static let tasks = FieldList(
    own: ["vault"], rows: TaskRow.self,
    table: ["path", "line", "status", "description", "due", "priority"])
  /// The fields of `tasks --group`.
  package static let groupedTasks = FieldList(
    own: ["vault"], groups: TaskGroupRow.self, rows: TaskRow.self, files: "path")
  /// The fields of `tasks --count`.
  package static let taskCount = FieldList(
    single: [Column<Int>("tasks") { .integer($0) }])
}

extension TaskOptions {
  fileprivate func nothing(_ filter: VaultSearch?) -> String {
    let kind =
      switch self.kind {
      case _ where !statuses.isEmpty: "no task has such a box"
      case .todo: "no task is open"
      case .done: "no task is done"
      case .all: "there is no task"
      }
    return kind + (due == nil ? "" : " and due then")
      + (filter.map { " that matches '\($0.query)'" } ?? "")
  }
}

/// What tasks below it have in common.
private struct TaskGroupRow: ReportRow {
  let kind: TaskOptions.Group
  let name: String?

  static let columns: [Column<TaskGroupRow>] = [
    Column("group") { .optional($0.name, FieldValue.text) }
  ]

  func line(_ look: Look) -> String? {
    switch (kind, name) {
    case (.path, .some(let path)): look.place(path)
    case (.tag, .some(let tag)): look.style.bold("#" + PlainText.safeName(tag))
    case (_, .some(let name)): look.style.bold(PlainText.trimmedLine(name))
    case (.due, nil): look.style.bold("no due date")
    case (.heading, nil): look.style.bold("no heading")
    case (_, nil): look.style.bold("no \(kind.rawValue)")
    }
  }
}

/// A task; a person reads it as it is written.
private struct TaskRow: ReportRow {
  let task: VaultTask
  /// Whether tasks come as they stand in their notes, so that those below others show it.
  let isInOrder: Bool
  let isGrouped: Bool

  static let columns: [Column<TaskRow>] =
    [
      Column("path") { .text($0.task.path) },
      Column("line") { .integer($0.task.line) },
      Column("status") { .text($0.task.status) },
      Column("open") { .boolean($0.task.isOpen) },
      Column("text") { .text($0.task.text) },
      Column("description") { .text($0.task.description) },
      Column("depth") { .integer($0.task.depth) },
      Column("heading") { .optional($0.task.heading, FieldValue.text) },
      Column("tags") { .texts($0.task.tags) },
    ]
    + VaultTask.DateKind.allCases.map { kind in
      Column(kind.rawValue) { .optional($0.task.dates[kind]?.text, FieldValue.text) }
    }
    + [
      Column("priority") { .optional($0.task.priority?.rawValue, FieldValue.text) },
      Column("recurrence") { .optional($0.task.recurrence, FieldValue.text) },
      Column("id") { .optional($0.task.id, FieldValue.text) },
      Column("dependsOn") { .texts($0.task.dependsOn) },
      Column("onCompletion") { .optional($0.task.onCompletion, FieldValue.text) },
    ]

  func line(_ look: Look) -> String? {
    "\(look.place(task.path, line: task.line)): \(blanks)\(task.shown)"
  }

  /// Tasks of one note stand below its name, those of a group or in an order of their own do not.
  var note: String? { isInOrder && !isGrouped ? task.path : nil }

  func entry(_ look: Look) -> ListEntry? {
    ListEntry(line: task.line, indent: blanks.utf8.count, text: [Span(task.shown)])
  }

  private var blanks: String {
    isInOrder ? String(repeating: "  ", count: min(task.depth, 20)) : ""
  }
}

extension VaultTask {
  /// Its box and what it says, in one line.
  var shown: String { "[\(PlainText.safeLine(status))] " + PlainText.trimmedLine(text) }
}
