import Characters
import NoteLinks
import NoteModel

// What stands in the place of a block with a query where a note is shown: Markdown, so that links to the notes lead on. The
// lines that were found are code there, since no other text stays what it is.
extension Vault {
  /// Files that are named, and lines of each that are shown.
  private static let mostFiles = 100
  private static let mostLines = 5

  /// Returns what a query of a note finds, as Markdown.
  ///
  /// The index is asked as it is.
  ///
  /// - Parameter tasks: Answers the queries of tasks among them.
  func answer(
    to block: QueryBlock, of path: VaultPath, _ tasks: TaskBlocks, mostBytes: Int
  ) -> [UInt8] {
    if block.language == .tasks {
      return answer(to: block, of: path.text, tasks, mostBytes: mostBytes)
    }
    let head = "**Search** " + Self.code(block.query)
    let text: String
    do { text = head + (try list(block, of: path, mostBytes)) } catch {
      text = head + ": cannot be answered: \(error)"
    }
    return Array(text.utf8)
  }

  private func list(_ block: QueryBlock, of path: VaultPath, _ mostBytes: Int) throws -> String {
    let search = try VaultSearch(block, of: path.text)
    var options = SearchOptions()
    options.looksAtFiles = false
    var files = 0
    var shown = 0
    var rows = ""
    try forEachFound(by: search, options) { note in
      files += 1
      guard files <= Self.mostFiles, rows.utf8.count < mostBytes else { return }
      shown += 1
      rows += "\n- " + (try name(of: VaultPath(note.path)))
      for line in note.lines.prefix(Self.mostLines) {
        rows += "\n  - \(line.line): " + Self.code(line.text)
      }
      let more = note.lineCount - min(note.lines.count, Self.mostLines)
      if more > 0 { rows += "\n  - and \(more) more" }
    }
    if files > shown { rows += "\n- and \(files - shown) more" }
    let repairs = search.repairs.map { " (\($0.message))" }.joined()
    let count = files == 0 ? "nothing" : Plural.count(files, "file")
    return "\(repairs): \(count)\(rows)"
  }

  /// A link to a file, or its path where brackets cannot hold the link.
  private func name(of path: VaultPath) throws -> String {
    let target = try withIndex { index in
      LinkTargets.resolver(over: index, settings).linkText(
        to: path, from: VaultPath(""), form: .wiki, format: .shortest)
    }
    let isPlain = !target.unicodeScalars.contains { "#^|[]%\n\r".unicodeScalars.contains($0) }
    return isPlain ? "[[\(target)]]" : Self.code(path.text)
  }

  /// A text as code in a line.
  static func code(_ text: String) -> String {
    let text = String(Substring(text.utf8.trimmed(\.isBlankOrControl)))
      .replacingLineEnds
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    if text.isEmpty { return "(nothing)" }
    let fence = String(repeating: "`", count: longest + 1)
    let isSpaced = text.hasPrefix("`") || text.hasSuffix("`")
    return isSpaced ? "\(fence) \(text) \(fence)" : fence + text + fence
  }
}

extension String {
  /// With blanks for its line ends.
  fileprivate var replacingLineEnds: String {
    String(map { $0.isNewline ? " " : $0 })
  }
}
