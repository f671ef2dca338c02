/// A row without control characters and without a text that is very long.
struct SafeRow<Row: ReportRow>: ReportRow {
  static var columns: [Column<SafeRow<Row>>] { [] }

  let row: Row
  let mostTokens: Int

  var fields: [Field] { row.fields.map { ($0.name, $0.value.safe(mostTokens: mostTokens)) } }

  func value(_ fields: [Field]) -> FieldValue { row.value(fields).safe(mostTokens: mostTokens) }

  func line(_ look: Look) -> String? {
    row.line(look).map { BudgetedText.shortened(PlainText.safe($0), tokens: mostTokens) }
  }

  var note: String? { row.note }
}

extension FieldValue {
  /// Returns the value without control characters and with the beginning of texts that are longer than some tokens.
  func safe(mostTokens: Int) -> FieldValue {
    switch self {
    case .null, .boolean, .integer, .number: self
    case .text(let text):
      .text(BudgetedText.shortened(PlainText.safe(text), tokens: mostTokens))
    case .encoded(let json):
      (FieldValue(json: json) ?? .text(json)).safe(mostTokens: mostTokens)
    case .list(let values): .list(values.map { $0.safe(mostTokens: mostTokens) })
    case .object(let members):
      .object(members.map { ($0.name, $0.value.safe(mostTokens: mostTokens)) })
    }
  }
}
