/// Rows of values below the names of the columns.
final class ColumnsForm: RowForm {
  /// How values, rows and the head are written.
  enum Dialect {
    /// Values with tabs between them, without a head.
    case lines
    /// The same below a head.
    case tabs
    /// As RFC 4180 says: commas, quotes where they are needed, CRLF.
    case commas
    /// A table of Markdown.
    case markdown
  }

  private let output: Output
  private let dialect: Dialect
  private let lineEnd: String
  let isSingle: Bool

  /// - Parameters:
  ///   - names: The columns.
  ///   - isSingle: Whether the report's own fields are the only row.
  ///   - end: Ends a line of `lines`.
  init(_ output: Output, _ dialect: Dialect, names: [String], isSingle: Bool, end: String) {
    self.output = output
    self.dialect = dialect
    self.isSingle = isSingle
    lineEnd = end
    // Reports that follow one another are one table.
    guard dialect != .lines, output.beginsTable() else { return }
    write(names)
    if dialect == .markdown { output.line("|" + String(repeating: "---|", count: names.count)) }
  }

  func write(_ fields: [Field]) { write(fields.map(\.value.plain)) }

  private func write(_ values: [String]) {
    let cell = CellText(output: output)
    if dialect == .markdown { output.write("| ") }
    for (index, value) in values.enumerated() {
      if index > 0 { output.write(separator) }
      let value = output.isTerminal ? PlainText.forTerminal(value) : value
      switch dialect {
      case .lines, .tabs: cell.writeTabbed(value)
      case .commas: cell.writeQuoted(value, isAlone: values.count == 1)
      case .markdown: cell.writeMarkdown(value)
      }
    }
    switch dialect {
    case .lines: output.write(lineEnd)
    case .tabs: output.line()
    case .commas: output.write("\r\n")
    case .markdown: output.line(" |")
    }
  }

  private var separator: String {
    switch dialect {
    case .lines, .tabs: "\t"
    case .commas: ","
    case .markdown: " | "
    }
  }
}
