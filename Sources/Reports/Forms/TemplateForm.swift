/// What the user's template says for each row.
final class TemplateForm: RowForm {
  private let output: Output
  private let template: Template
  private let lineEnd: String
  let isSingle: Bool

  /// - Parameters:
  ///   - isSingle: Whether the report's own fields are the only row.
  ///   - end: Ends a row.
  init(_ output: Output, _ template: Template, isSingle: Bool, end: String) {
    self.output = output
    self.template = template
    self.isSingle = isSingle
    lineEnd = end
  }

  func write(_ fields: [Field]) {
    template.forEachPiece(fields.map(\.value)) { piece, isTyped in
      let isShown = isTyped || !output.isTerminal
      output.write(isShown ? piece : PlainText.forTerminal(piece))
    }
    output.write(lineEnd)
  }
}
