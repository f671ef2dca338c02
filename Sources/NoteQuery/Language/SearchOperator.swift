/// The operators of Obsidian's search, by the name before the colon.
package enum SearchOperator: String, Sendable, CaseIterable {
  case file, path, content, tag, line, block, section, task
  case taskTodo = "task-todo"
  case taskDone = "task-done"
  case matchCase = "match-case"
  case ignoreCase = "ignore-case"

  /// Finds an operator by its name, in any letter case.
  package init?(named name: some StringProtocol) {
    self.init(rawValue: name.lowercased())
  }

  /// What it looks at, for people: `some line`.
  package var scope: String {
    switch self {
    case .file: "the file's name"
    case .path: "the path"
    case .content: "the text"
    case .tag: "the tags"
    case .line: "some line"
    case .block: "some block"
    case .section: "some section"
    case .task: "some task"
    case .taskTodo: "some open task"
    case .taskDone: "some done task"
    case .matchCase: "with the letter case as typed"
    case .ignoreCase: "in any letter case"
    }
  }
}
