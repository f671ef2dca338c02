/// One thing of a list: named fields for programs, a line for people.
protocol ReportRow {
  /// The fields that such a row has. The names are a promise to scripts: new ones may come, none may change or go.
  static var columns: [Column<Self>] { get }

  var fields: [Field] { get }

  /// What stands in a JSON list for it: an object of its fields if nothing else is said.
  func value(_ fields: [Field]) -> FieldValue

  /// Returns what a person reads; nil for a thing that an earlier line shows already.
  func line(_ look: Look) -> String?
}

extension ReportRow {
  var fields: [Field] { Self.columns.fields(of: self) }

  func value(_ fields: [Field]) -> FieldValue { .object(fields) }
}
