/// A row without control characters and without a text that is very long.
struct SafeRow<Row: ReportRow>: ReportRow {
  static var columns: [Column<SafeRow<Row>>] { [] }

  let row: Row
  let mostTokens: Int
  /// The names of vaults by their folders, where several are told apart.
  var names: [String: String] = [:]

  var fields: [Field] {
    row.fields.map { field in
      // A place that is cut leads nowhere.
      let isPlace = ["path", "file", "source"].contains(field.name)
      let value = field.value.named(names, in: field.name)
      return (field.name, value.safe(mostTokens: isPlace ? .max : mostTokens))
    }
  }

  func value(_ fields: [Field]) -> FieldValue { row.value(fields).safe(mostTokens: mostTokens) }

  func line(_ look: Look) -> String? {
    row.line(look).map { BudgetedText.shortened(PlainText.safe($0), tokens: mostTokens) }
  }

  var note: String? { row.note }
}

extension FieldValue {
  /// Returns the name of a vault in the place of its folder, in a field that says which vault is meant.
  func named(_ names: [String: String], in field: String) -> FieldValue {
    guard field == "vault", case .text(let root) = self, let name = names[root] else { return self }
    return .text(name)
  }

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
