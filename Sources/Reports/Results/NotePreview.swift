package import VaultKit

/// A section beside a list to pick from: rendered Markdown, with a mark at the line that answers.
package struct NotePreview {
  private let rows: [String]
  /// The first row of the line that answers.
  private let focus: Int
  private let columns: Int

  /// - Parameter note: What `path:line` names, with that line as its focus.
  package init(_ note: ShownNote, in vault: Vault, _ look: Look, columns: Int) throws {
    let line = note.focus.map { $0 + 1 }
    let text = try Output.text(columns: columns) { output in
      try Report.render(
        note, in: vault, to: output, look, columns, hasProperties: false,
        mark: { $0.line == line ? .passage : .blank })
    }
    let mark = look.style.passageMark("> ")
    rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    focus = rows.firstIndex { $0.hasPrefix(mark) } ?? 0
    self.columns = columns
  }

  /// Returns the rows, moved so that the line that answers is seen where the window begins with row `start`.
  ///
  /// Blank rows come before them, or the first ones are left out: the window's start is set before the number of rows is
  /// known.
  ///
  /// - Parameters:
  ///   - start: The row at the top of the window, 1-based.
  ///   - height: Rows of the window.
  package func text(windowStart start: Int, height: Int) -> String {
    let shift = start - 1 - top(height)
    let moved =
      shift < 0 ? rows.dropFirst(-shift) : Array(repeating: "", count: shift) + rows[...]
    return moved.joined(separator: "\n")
  }

  /// The row that should be the first in a window: the line that answers stands at a third of it, if it is not seen anyway.
  private func top(_ height: Int) -> Int {
    var (room, top) = (height / 3, focus)
    while top > 0 {
      room -= self.height(rows[top - 1])
      if room < 0 { break }
      top -= 1
    }
    let isSeen = rows[..<focus].reduce(0) { $0 + self.height($1) } < height * 2 / 3
    return isSeen ? 0 : top
  }

  /// Rows of the window that a row takes: code is not broken at its width.
  private func height(_ row: String) -> Int {
    max(1, (Self.width(row) + columns - 1) / columns)
  }

  /// Columns of a row without its colours.
  private static func width(_ row: String) -> Int {
    row.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated()
      .reduce(0) { sum, part in
        let text = part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst()
        return sum + PlainText.width(String(text))
      }
  }
}
