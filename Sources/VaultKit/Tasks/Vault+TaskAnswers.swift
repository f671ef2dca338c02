import Characters

// What stands in the place of a block with a query of tasks where a note is shown, as Markdown.
extension Vault {
  /// Tasks of a block that are shown, and characters of each and of the query.
  private static let mostTasks = 500
  private static let longestText = 500

  /// Returns what a query of tasks in a note finds, as Markdown.
  func answer(
    to block: QueryBlock, of path: String, _ blocks: TaskBlocks, mostBytes: Int
  ) -> [UInt8] {
    let lines = block.query.split(separator: "\n").filter { !$0.hasPrefix("#") }
    // Without a line, it finds all tasks.
    let query = Self.shortened(lines.joined(separator: "; "))
    let head = "**Tasks**" + (lines.isEmpty ? "" : " " + Self.code(query))
    var text: String
    do {
      let answer = try blocks.answer(block, of: path)
      let remarks = answer.remarks.map { " (left out: \($0.sentence))" }.joined()
      text = head + remarks + ": " + Self.count(answer)
      text += try rows(answer, blocks, mostBytes)
    } catch { text = head + ": cannot be answered: \(error)" }
    return Array(text.utf8)
  }

  private static func shortened(_ text: String) -> String {
    let start = text.prefix(longestText)
    return start.endIndex == text.endIndex ? text : start + "…"
  }

  private static func count(_ answer: TaskBlocks.Answer) -> String {
    if answer.all == 0 { return "nothing" }
    let all = Plural.count(answer.all, "task")
    return answer.shown < answer.all ? "\(answer.shown) of \(all)" : all
  }

  private func rows(
    _ answer: TaskBlocks.Answer, _ blocks: TaskBlocks, _ mostBytes: Int
  ) throws -> String {
    var rows = ""
    var shown = 0
    for group in answer.groups {
      if shown == Self.mostTasks || rows.utf8.count > mostBytes { break }
      for (level, name) in group.names.enumerated().dropFirst(group.known) {
        let signs = String(repeating: "#", count: min(4 + level, 6))
        rows += "\n\(signs) " + Self.code(Self.shortened(name))
      }
      try blocks.forEachTask(of: group) { task in
        rows += "\n- [\(task.status)] \(Self.code(Self.shortened(task.text))) "
        rows += Self.code("\(task.path):\(task.line)")
        shown += 1
        return shown < Self.mostTasks && rows.utf8.count <= mostBytes
      }
    }
    let places = answer.groups.reduce(0) { $0 + $1.count }
    return places > shown ? rows + "\n- and \(places - shown) more" : rows
  }
}
