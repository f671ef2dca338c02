import VaultKit

/// Sets the cells of a table's rows below each other.
struct TableLayout {
  /// Between two columns.
  static let separator = " │ "
  /// No column gets fewer columns of the terminal, unless it needs fewer.
  private static let narrowest = 6
  /// Most columns of a table that are laid out.
  private static let mostColumns = 64

  /// Where the text of a cell lies among that of all.
  struct Cell {
    var start: StyledText.Place
    var end: StyledText.Place

    var width: Int { end.column - start.column }
  }

  private let widths: [Int]
  private let alignments: [ShownLine.Alignment]

  /// - Parameters:
  ///   - rows: The cells of each row.
  ///   - room: Columns of the terminal.
  ///
  /// Returns nil where there is no room for so many columns.
  init?(_ rows: [ArraySlice<Cell>], _ alignments: [ShownLine.Alignment], room: Int) {
    var natural: [Int] = []
    for row in rows {
      guard row.count <= Self.mostColumns else { return nil }
      for (column, cell) in row.enumerated() {
        if column == natural.count { natural.append(1) }
        natural[column] = max(natural[column], cell.width)
      }
    }
    let room = room - max(0, natural.count - 1) * Self.separator.count
    guard let widths = Self.fitting(natural, room) else { return nil }
    self.widths = widths
    self.alignments = alignments
  }

  /// Lets columns that need less than their share have that, and gives the others the same.
  private static func fitting(_ natural: [Int], _ room: Int) -> [Int]? {
    if natural.reduce(0, +) <= room { return natural }
    var widths = natural
    var open = Array(natural.indices)
    var left = room
    while !open.isEmpty {
      let share = left / open.count
      let small = open.filter { natural[$0] <= share }
      if small.isEmpty {
        guard share >= narrowest else { return nil }
        for (place, column) in open.enumerated() {
          widths[column] = share + (place < left % open.count ? 1 : 0)
        }
        return widths
      }
      left -= small.reduce(0) { $0 + natural[$1] }
      open.removeAll { small.contains($0) }
    }
    return widths
  }

  /// The row below the names of the columns.
  var rule: String {
    widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
  }

  /// Calls `body` with the rows of the terminal that a table's row takes, without blanks at their ends.
  func forEachRow(
    _ cells: ArraySlice<Cell>, of text: StyledText, _ body: (StyledText) -> Void
  ) {
    if zip(cells, widths).allSatisfy({ $0.width <= $1 }) {
      var row = TableRow(self)
      for cell in cells { row.add(text, cell.start, cell.end) }
      row.addMissing()
      return body(row.text)
    }
    let columns = zip(cells, widths).map { cell, width -> [StyledText] in
      var whole = StyledText()
      whole.add(text, cell.start, cell.end)
      var rows: [StyledText] = []
      var wrapper = LineWrapper(columns: width, breaksWords: true, least: 1) { rows.append($0) }
      for span in whole.spans { wrapper.add(span) }
      wrapper.finish()
      return rows
    }
    for index in 0..<max(1, columns.map(\.count).max() ?? 1) {
      var row = TableRow(self)
      for lines in columns {
        let line = index < lines.count ? lines[index] : StyledText()
        row.add(line, StyledText.Place(), line.end)
      }
      row.addMissing()
      body(row.text)
    }
  }

  /// A row of the terminal in the making.
  private struct TableRow {
    private let layout: TableLayout
    private(set) var text = StyledText()
    private var column = 0
    private var gap = 0

    init(_ layout: TableLayout) { self.layout = layout }

    /// Adds a cell, which stands between two places of a text.
    mutating func add(_ cell: StyledText, _ start: StyledText.Place, _ end: StyledText.Place) {
      let space = max(0, layout.widths[column] - (end.column - start.column))
      let before =
        switch column < layout.alignments.count ? layout.alignments[column] : .left {
        case .left: 0
        case .center: space / 2
        case .right: space
        }
      if column > 0 {
        text.addBlanks(gap)
        text.add(Span(TableLayout.separator, [.table]))
      }
      text.addBlanks(before)
      text.add(cell, start, end)
      gap = space - before
      column += 1
    }

    /// Adds the cells that the table's row does not have.
    mutating func addMissing() {
      let empty = StyledText()
      while column < layout.widths.count { add(empty, empty.end, empty.end) }
    }
  }
}
