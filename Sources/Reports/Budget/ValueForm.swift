/// Keeps what it was given last, as values of JSON.
final class ValueForm: Form {
  private let look: Look?
  private(set) var fields: [Field] = []
  /// The value of a row.
  private(set) var row = FieldValue.null
  /// The fields of a group, and the name of its list; nil before the first group.
  private(set) var group: (fields: [Field], list: String)?

  /// - Parameter look: Knows the vault, for the file of each path; nil leaves fields as they are.
  init(_ look: Look?) { self.look = look }

  func fields(_ fields: [Field]) { self.fields = look.withFile(fields) }

  func list(_ name: String) {}

  func row(_ row: some ReportRow) { self.row = row.value(look.withFile(row.fields)) }

  func group(_ row: some ReportRow, list: String) { group = (look.withFile(row.fields), list) }

  func end() {}
}
