import VaultKit

/// Sets the cells of a table's rows below each other.
struct TableLayout {
  /// Between two columns.
  static let separator = " │ "
  /// No column gets fewer columns of the terminal, unless it needs fewer.
  private static let narrowest = 6
  /// Columns of a table that are told apart.
  private static let mostColumns = 64

  private let widths: [Int]
  private let alignments: [ShownLine.Alignment]

  /// - Parameters:
  ///   - rows: The cells of each row.
  ///   - room: Columns of the terminal.
  ///
  /// Returns nil where there is no room for so many columns.
  init?(_ rows: [[[Span]]], _ alignments: [ShownLine.Alignment], room: Int) {
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

  /// Returns the rows of the terminal that a table's row takes, without blanks at their ends.
  func rows(_ cells: [[Span]]) -> [[Span]] {
    let columns = zip(widths.indices, widths).map { column, width -> [[Span]] in
      guard column < cells.count else { return [] }
      var rows: [[Span]] = []
      var wrapper = LineWrapper(columns: width, breaksWords: true, least: 1) { rows.append($0) }
      for span in cells[column] { wrapper.add(span) }
      wrapper.finish()
      return rows
    }
    let height = max(1, columns.map(\.count).max() ?? 1)
    return (0..<height).map { index in
      var row: [Span] = []
      var gap = 0
      for (column, lines) in columns.enumerated() {
        let line = index < lines.count ? lines[index] : []
        let space = max(0, widths[column] - line.width)
        let before =
          switch column < alignments.count ? alignments[column] : .left {
          case .left: 0
          case .center: space / 2
          case .right: space
          }
        if column > 0 {
          row.add(Span(blanks: gap))
          row.append(Span(Self.separator, [.table]))
        }
        row.add(Span(blanks: before))
        for span in line { row.add(span) }
        gap = space - before
      }
      return row
    }
  }
}
