/// One thing of a list: named fields for programs, a line for people.
protocol ReportRow {
  var fields: [Field] { get }

  /// What stands in a JSON list for it: an object of its fields if nothing else is said.
  var value: FieldValue { get }

  /// Returns what a person reads; nil for a thing that an earlier line shows already.
  func line(_ look: Look) -> String?
}

extension ReportRow {
  var value: FieldValue { .object(fields) }
}
