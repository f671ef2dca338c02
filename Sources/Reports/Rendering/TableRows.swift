import VaultKit

/// The rows of a table that are set below each other.
///
/// Of a long table the first rows say how wide its columns are.
struct TableRows {
  /// Rows, and bytes of their text, that are held back.
  private static let most = 500
  private static let mostBytes = 1 << 20
  /// Bytes that a cell takes besides its text.
  private static let cell = 64

  private struct Row {
    var mark: LineRenderer.Mark
    var margin: [Span]
    var cells: [[Span]]
    var isHead: Bool
  }

  private let columns: Int
  private var rows: [Row] = []
  private var bytes = 0
  private var alignments: [ShownLine.Alignment] = []
  private var head: [[Span]] = []

  init(columns: Int) { self.columns = columns }

  /// Whether a line belongs to the table that is held back.
  func takes(_ line: ShownLine) -> Bool {
    if case .tableRow(isHead: true) = line.kind { return rows.isEmpty }
    return rows.count < Self.most && bytes < Self.mostBytes
  }

  mutating func add(
    _ line: ShownLine, _ mark: LineRenderer.Mark, margin: [Span], cells: [[Span]]
  ) {
    switch line.kind {
    case .tableRule(let alignments): self.alignments = alignments
    case .tableRow(let isHead):
      rows.append(Row(mark: mark, margin: margin, cells: cells, isHead: isHead))
      bytes += cells.reduce(0) { $0 + Self.cell + $1.reduce(0) { $0 + $1.text.utf8.count } }
    default: break
    }
  }

  /// Calls `body` with the rows of the terminal that the table takes, and forgets it.
  mutating func forEachRow(_ body: ([Span], LineRenderer.Mark) -> Void) {
    guard let first = rows.first else { return }
    defer { (rows, bytes) = ([], 0) }
    let room =
      columns - first.margin.width - (first.mark == .none ? 0 : 2)
    if let head = rows.first(where: \.isHead) { self.head = head.cells }
    guard let layout = TableLayout(rows.map(\.cells), alignments, room: room) else {
      return printRecords(room, body)
    }
    for row in rows {
      // Where the columns have no names, nothing stands for them.
      if row.isHead, row.cells.allSatisfy({ $0.width == 0 }) { continue }
      let cells = row.isHead ? row.cells.map { Self.bold($0) } : row.cells
      for line in layout.rows(cells) { body(row.margin + line, row.mark) }
      if row.isHead { body(row.margin + [Span(layout.rule, [.table])], row.mark) }
    }
  }

  private static func bold(_ cell: [Span]) -> [Span] {
    cell.map { span in
      var span = span
      span.roles.insert(.bold, at: 0)
      return span
    }
  }

  /// Prints each cell on a line of its own behind the name of its column, where there are too many columns.
  private func printRecords(_ room: Int, _ body: ([Span], LineRenderer.Mark) -> Void) {
    var isFirst = true
    for row in rows where !row.isHead || rows.count == 1 {
      if !isFirst { body(row.margin + [Span("──", [.table])], row.mark) }
      isFirst = false
      for (column, cell) in row.cells.enumerated() where cell.width > 0 {
        let name = column < head.count && !row.isHead ? head[column] : []
        var lines: [[Span]] = []
        var wrapper = LineWrapper(
          columns: room, rest: LineWrapper.Margin([Span(blanks: 2)])
        ) { lines.append($0) }
        for span in Self.bold(name) { wrapper.add(span) }
        if name.width > 0 { wrapper.add(Span(": ", [.bold])) }
        for span in cell { wrapper.add(span) }
        wrapper.finish()
        for line in lines { body(row.margin + line, row.mark) }
      }
    }
  }
}
