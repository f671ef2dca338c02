/// Prints rows of the terminal with the mark that stands at the left of them.
final class RowPrinter {
  private let output: Output
  private let style: Style
  var mark = LineRenderer.Mark.none
  /// Rows that were printed, blank ones left out.
  private(set) var count = 0
  /// Whether nothing was printed since the last blank line.
  private var isBehindBlank = true

  init(_ output: Output, _ style: Style) {
    self.output = output
    self.style = style
  }

  func print(_ row: StyledText) {
    let left =
      switch mark {
      case .none: ""
      case .blank: "  "
      case .passage: style.passageMark("> ")
      }
    output.line(row, style, mark: left)
    isBehindBlank = false
    count += 1
  }

  /// Prints a blank row; of several, one.
  func printBlank() {
    if !isBehindBlank { output.line() }
    isBehindBlank = true
  }
}
