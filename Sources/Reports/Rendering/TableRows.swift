import VaultKit

/// The rows of a table that are set below each other.
///
/// Of a long table the first rows say how wide its columns are.
struct TableRows {
  /// Most rows that are held back.
  private static let most = 500
  /// Most bytes of text in rows that are held back.
  private static let mostBytes = 1 << 20
  /// Bytes that a cell takes besides its text.
  private static let cell = 64

  private struct Row {
    var mark: LineRenderer.Mark
    var margin: StyledText
    /// Its cells among those of all rows.
    var cells: Range<Int>
    var isHead: Bool
  }

  private let columns: Int
  private var rows: [Row] = []
  /// The text of all cells, and where each of them lies.
  private var text = StyledText()
  private var cells: [TableLayout.Cell] = []
  private var alignments: [ShownLine.Alignment] = []
  private var head: [StyledText] = []

  init(columns: Int) { self.columns = columns }

  var isEmpty: Bool { rows.isEmpty }

  /// Whether a line belongs to the table that is held back.
  func takes(_ line: ShownLine) -> Bool {
    if case .tableRow(isHead: true) = line.kind { return rows.isEmpty }
    return rows.count < Self.most && text.end.bytes + cells.count * Self.cell < Self.mostBytes
  }

  /// Begins a row, whose cells are added next.
  mutating func begin(_ line: ShownLine, _ mark: LineRenderer.Mark, margin: StyledText) {
    switch line.kind {
    case .tableRule(let alignments): self.alignments = alignments
    case .tableRow(let isHead):
      if isHead { head = [] }
      rows.append(
        Row(mark: mark, margin: margin, cells: cells.count..<cells.count, isHead: isHead))
    default: break
    }
  }

  /// Adds text of a cell. One that no column is for stands in the last column.
  mutating func add(_ span: Span) {
    if isBeyondHead, let last = cells.last, text.end == last.end { text.add(Span(" | ")) }
    text.add(span)
  }

  /// Ends a cell.
  mutating func endCell() {
    if isBeyondHead {
      cells[cells.count - 1].end = text.end
      return
    }
    let row = rows.count - 1
    let cell = TableLayout.Cell(start: cells.last?.end ?? StyledText.Place(), end: text.end)
    cells.append(cell)
    rows[row].cells = rows[row].cells.lowerBound..<cells.count
    if rows[row].isHead { head.append(text(of: cell)) }
  }

  /// Whether the row has a cell for each column.
  private var isBeyondHead: Bool {
    guard let row = rows.last, !row.isHead, !head.isEmpty else { return false }
    return row.cells.count >= head.count
  }

  private func text(of cell: TableLayout.Cell) -> StyledText {
    var text = StyledText()
    text.add(self.text, cell.start, cell.end)
    return text
  }

  /// Calls `body` with the rows of the terminal that the table takes, and forgets it.
  mutating func forEachRow(_ body: (StyledText, LineRenderer.Mark) -> Void) {
    guard let first = rows.first else { return }
    defer {
      rows.removeAll(keepingCapacity: true)
      cells.removeAll(keepingCapacity: true)
      text.removeAll()
    }
    let room = columns - first.margin.width - (first.mark == .none ? 0 : 2)
    guard
      let layout = TableLayout(rows.map { cells[$0.cells] }, alignments, room: room)
    else { return printRecords(room, body) }
    var line = StyledText()
    for row in rows {
      // Where the columns have no names, nothing stands for them.
      if row.isHead, cells[row.cells].allSatisfy({ $0.width == 0 }) { continue }
      layout.forEachRow(cells[row.cells], of: text) { text in
        line.removeAll()
        line.add(row.margin)
        line.add(text)
        body(line, row.mark)
      }
      if row.isHead {
        line.removeAll()
        line.add(row.margin)
        line.add(Span(layout.rule, [.table]))
        body(line, row.mark)
      }
    }
  }

  /// Prints each cell on a line of its own after the name of its column, where there are too many columns.
  private func printRecords(_ room: Int, _ body: (StyledText, LineRenderer.Mark) -> Void) {
    var isFirst = true
    for row in rows where !row.isHead || rows.count == 1 {
      if !isFirst { body(StyledText(row.margin.spans + [Span("──", [.table])]), row.mark) }
      isFirst = false
      for (column, cell) in cells[row.cells].enumerated() where cell.width > 0 {
        var lines: [StyledText] = []
        var wrapper = LineWrapper(columns: room, rest: StyledText([Span(blanks: 2)])) {
          lines.append($0)
        }
        if column < head.count, !row.isHead, head[column].width > 0 {
          for span in head[column].spans { wrapper.add(span) }
          wrapper.add(Span(": ", [.bold]))
        }
        for span in text(of: cell).spans { wrapper.add(span) }
        wrapper.finish()
        for line in lines {
          var whole = row.margin
          whole.add(line)
          body(whole, row.mark)
        }
      }
    }
  }
}
