/// What the user's template says for each row.
final class TemplateForm: Form {
  private let output: Output
  private let template: Template
  private let lineEnd: String
  private let isSingle: Bool

  /// - Parameters:
  ///   - isSingle: Whether the report's own fields are the only row.
  ///   - end: Ends a row.
  init(_ output: Output, _ template: Template, isSingle: Bool, end: String) {
    self.output = output
    self.template = template
    self.isSingle = isSingle
    lineEnd = end
  }

  func fields(_ fields: [Field]) {
    if isSingle { write(fields) }
  }

  func list(_ name: String) {}

  func row(_ row: some ReportRow) { write(row.fields) }

  func group(_ row: some ReportRow, list: String) {}

  func end() throws {}

  private func write(_ fields: [Field]) {
    template.forEachPiece(fields.map(\.value)) { piece, isTyped in
      let isShown = isTyped || !output.isTerminal
      output.write(isShown ? piece : PlainText.forTerminal(piece))
    }
    output.write(lineEnd)
  }
}
