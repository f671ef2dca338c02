/// Sets the cells of a table's rows below each other.
struct TableLayout {
  private static let separator = " | "
  /// Columns of a cell after which it no longer widens the others.
  private static let widest = 40

  /// The cells of each row.
  private let rows: [[[Span]]]
  private let widths: [Int]

  /// - Parameter lines: The rows as the text has them, their cells between bars.
  init(_ lines: [[Span]]) {
    rows = lines.map(Self.cells)
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], min(Self.widest, Self.width(of: cell)))
      }
    }
    self.widths = widths
  }

  /// Returns a row with blanks in it, and none at its end.
  func row(_ index: Int) -> [Span] {
    var spans: [Span] = []
    for (column, cell) in rows[index].enumerated() {
      spans += cell
      guard column + 1 < rows[index].count else { break }
      let gap = max(0, widths[column] - Self.width(of: cell))
      spans.append(Span(text: String(repeating: " ", count: gap) + Self.separator, isMatch: false))
    }
    return spans
  }

  private static func width(of cell: [Span]) -> Int {
    cell.reduce(0) { $0 + PlainText.width($1.text) }
  }

  private static func cells(_ line: [Span]) -> [[Span]] {
    var cells: [[Span]] = [[]]
    for span in line {
      var rest = span.text[...]
      while let bar = bar(in: rest) {
        add(rest[..<bar.lowerBound], of: span, to: &cells[cells.count - 1])
        cells.append([])
        rest = rest[bar.upperBound...]
      }
      add(rest, of: span, to: &cells[cells.count - 1])
    }
    return cells
  }

  private static func bar(in text: Substring) -> Range<Substring.Index>? {
    let bytes = text.utf8
    var index = bytes.startIndex
    while let end = bytes.index(index, offsetBy: separator.utf8.count, limitedBy: bytes.endIndex) {
      if bytes[index..<end].elementsEqual(separator.utf8) { return index..<end }
      index = bytes.index(after: index)
    }
    return nil
  }

  private static func add(_ text: Substring, of span: Span, to cell: inout [Span]) {
    if text.isEmpty { return }
    var piece = span
    piece.text = String(text)
    cell.append(piece)
  }
}
