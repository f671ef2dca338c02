// What `vq search --from` prints: what each query of a note finds, lines or tasks.

package import VaultKit

/// A query that stands in a note, in a block of code.
package struct BlockSearch {
  package let block: QueryBlock
  /// The search in it, as it was read; nil for a query of tasks.
  package let search: VaultSearch?
  /// Lines of a query of tasks that are not followed.
  private var remarks: [TaskBlocks.Remark] = []

  package init(block: QueryBlock, search: VaultSearch?) {
    self.block = block
    self.search = search
  }

  fileprivate init(_ block: QueryBlock, _ answer: TaskBlocks.Answer) {
    self.init(block: block, search: nil)
    remarks = answer.remarks
  }
}

extension Report {
  /// Lists what the queries in a note find, below each of them.
  ///
  /// - Parameters:
  ///   - options: The most tasks are the most files.
  ///   - told: Takes what there is to say of files.
  ///   - remark: Takes what there is to say of a query of tasks, with a line of the note.
  package static func found(
    by searches: [BlockSearch], in note: (vault: Vault, path: String), _ options: SearchOptions,
    _ told: @escaping (Vault.SearchReport) -> Void,
    remark: @escaping (Int, String) -> Void
  ) -> Report {
    Report(.foundByBlocks, nothing: "no query of the note can be answered") { printer in
      printer.list("queries")
      let tasks = TaskBlocks(in: note.vault)
      for search in searches {
        if let query = search.search {
          try printer.group(search, list: "found")
          told(
            try note.vault.forEachFound(by: query, options) { found in
              for row in found.rows { try printer.row(BlockRow(found: row)) }
            })
          continue
        }
        let block = search.block
        do {
          let answer = try tasks.answer(block, of: note.path)
          for line in answer.remarks {
            remark(line.line ?? block.line, "left out: \(line.message)")
          }
          try printer.group(BlockSearch(block, answer), list: "found")
          try printer.add(answer, of: tasks, most: options.limit)
        } catch let error as VaultError {
          remark(block.line, "\(error)")
        }
      }
      told(tasks.report)
    }
  }
}

extension FieldList {
  /// The fields of `search --from`.
  package static let foundByBlocks = FieldList(
    own: [], groups: BlockSearch.self, rows: BlockRow.self, files: "path")
}

extension Printer {
  /// Adds the tasks that a block finds.
  ///
  /// - Parameter most: The most of them; 0 for all.
  fileprivate func add(_ answer: TaskBlocks.Answer, of blocks: TaskBlocks, most: Int) throws {
    var left = most > 0 ? most : .max
    for group in answer.groups where left > 0 {
      var isFirst = true
      try blocks.forEachTask(of: group) { task in
        try row(BlockRow(task: task, of: group, isFirst: isFirst))
        isFirst = false
        left -= 1
        return left > 0
      }
    }
  }
}

extension BlockSearch: ReportRow {
  static let columns: [Column<BlockSearch>] = [
    Column("query") { .text($0.block.query) },
    Column("queryLine") { .integer($0.block.line) },
    Column("problems") { $0.search?.problems ?? .list([]) },
    Column("language") { .text($0.block.language.rawValue) },
    Column("remarks") { search in
      .list(
        search.remarks.map {
          .object([
            ("line", .optional($0.line, FieldValue.integer)), ("message", .text($0.message)),
          ])
        })
    },
  ]

  func line(_ look: Look) -> String? {
    let query = block.query.split(separator: "\n").joined(separator: "; ")
    return look.style.bold(PlainText.trimmedLine("\(block.line): \(query)"))
  }
}

/// A line that a search in a note finds, or a task.
private struct BlockRow: ReportRow {
  private let found: FoundRow
  private let task: VaultTask?
  /// The names of the groups that the task is in.
  private let groups: [String]
  /// Those that are shown above it, each with how many it is below.
  private let headings: [(level: Int, name: String)]

  init(found: FoundRow) {
    self.found = found
    task = nil
    (groups, headings) = ([], [])
  }

  init(task: VaultTask, of group: TaskBlocks.Group, isFirst: Bool) {
    found = FoundRow(path: task.path, found: nil)
    self.task = task
    groups = group.names
    headings =
      isFirst ? group.names.enumerated().dropFirst(group.known).map { ($0.offset, $0.element) } : []
  }

  static let columns: [Column<BlockRow>] =
    FoundRow.columns.map { column in
      Column(column.name) { $0.value(of: column) }
    } + [
      Column("status") { .optional($0.task?.status, FieldValue.text) },
      Column("groups") { .texts($0.groups) },
    ]

  private func value(of column: Column<FoundRow>) -> FieldValue? {
    guard let task else { return column.value(found) }
    switch column.name {
    case "line": return .integer(task.line)
    case "text": return .text(task.text)
    default: return column.value(found)
    }
  }

  func line(_ look: Look) -> String? {
    guard let task else { return found.line(look) }
    let place = look.place(task.path, line: task.line)
    let above = headings.map { ($0.level, look.style.bold(PlainText.trimmedLine($0.name))) }
    let lines = above + [(groups.count, "\(place): \(task.shown)")]
    // The form puts two blanks before the first line.
    return lines.enumerated().map { number, line in
      String(repeating: "  ", count: line.0 + (number == 0 ? 0 : 1)) + line.1
    }.joined(separator: "\n")
  }

  var note: String? { task == nil ? found.note : nil }

  func entry(_ look: Look) -> ListEntry? { found.entry(look) }
}
