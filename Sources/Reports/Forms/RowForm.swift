/// A form of rows alone: a report's own fields are the only row of a single result, and else not printed.
protocol RowForm: Form {
  /// Whether the report is a single result.
  var isSingle: Bool { get }

  /// Writes the fields of a row.
  func write(_ fields: [Field])
}

extension RowForm {
  func fields(_ fields: [Field]) {
    if isSingle { write(fields) }
  }

  func list(_ name: String) {}

  func row(_ row: some ReportRow) { write(row.fields) }

  func group(_ row: some ReportRow, list: String) {}

  func end() throws {}
}
