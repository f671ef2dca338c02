/// The file of each row, once.
final class FilesForm: Form {
  private let output: Output
  private let look: Look
  private let lineEnd: String
  private let isSingle: Bool

  /// - Parameters:
  ///   - isSingle: Whether the report's own fields are the only row.
  ///   - end: Ends a line.
  init(_ output: Output, _ look: Look, isSingle: Bool, end: String) {
    self.isSingle = isSingle
    self.output = output
    self.look = look
    lineEnd = end
  }

  func fields(_ fields: [Field]) {
    if isSingle { write(fields) }
  }

  private func write(_ fields: [Field]) {
    guard case .text(let path)? = fields.first?.value else { return }
    guard fields.count > 1, case .text(let vault) = fields[1].value else {
      return write(path, look)
    }
    write(path, look.inside(vault))
  }

  private func write(_ path: String, _ look: borrowing Look) {
    guard output.isFirst(file: look.paths.shown(path)) else { return }
    output.write(look.place(path, isExact: !output.isTerminal))
    output.write(lineEnd)
  }

  func list(_ name: String) {}

  func row(_ row: some ReportRow) { write(row.fields) }

  func group(_ row: some ReportRow, list: String) {}

  func end() throws {}
}
