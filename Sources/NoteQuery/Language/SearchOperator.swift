/// The operators of Obsidian's search, by the name before the colon.
///
/// A question has all of them; `file`, `path`, `tag` and `section` are its own there (`QuestionPieces.Operator`).
package enum SearchOperator: String, Sendable, CaseIterable {
  case file, path, content, tag, line, block, section, task
  case taskTodo = "task-todo"
  case taskDone = "task-done"
  case matchCase = "match-case"
  case ignoreCase = "ignore-case"

  /// The other name of `section`, which means the same in a question.
  static let textOfSection = "section-text"

  /// Finds an operator by its name, in any letter case.
  package init?(named name: some StringProtocol) {
    let name = name.lowercased()
    self.init(rawValue: name == Self.textOfSection ? Self.section.rawValue : name)
  }

  /// The names of all operators.
  package static var names: [String] { allCases.map(\.rawValue) + [textOfSection] }

  /// What it looks at, for people: `some line`.
  package var scope: String {
    switch self {
    case .file: "the file's name"
    case .path: "the path"
    case .content: "the text"
    case .tag: "some tag"
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
