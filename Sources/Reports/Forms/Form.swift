/// A way to print a report: it is given the parts one by one, and keeps none.
protocol Form: AnyObject {
  /// Takes fields of the report itself.
  func fields(_ fields: [Field])

  /// Begins a list under a name; it ends with the next fields, the next list or the report.
  func list(_ name: String)

  /// Takes the next thing of the list, or of the group that was begun last.
  func row(_ row: some ReportRow) throws

  /// Takes a thing of the list that has a list of its own; the next rows belong to that.
  func group(_ row: some ReportRow, list: String) throws

  /// Ends the report.
  func end() throws
}
