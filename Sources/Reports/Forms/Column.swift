/// A field that every row of one kind has: its name, and how a row tells its value.
struct Column<Row>: Sendable {
  let name: String
  /// The names of the members, for an object.
  let members: [String]
  /// Returns the value; nil leaves the field out of JSON.
  let value: @Sendable (Row) -> FieldValue?

  init(_ name: String, _ value: @escaping @Sendable (Row) -> FieldValue?) {
    self.name = name
    members = []
    self.value = value
  }

  /// Makes a column of objects, or of null.
  init<Part>(
    _ name: String, _ columns: [Column<Part>], _ part: @escaping @Sendable (Row) -> Part?
  ) {
    self.name = name
    members = columns.map(\.name)
    value = { row in .optional(part(row)) { .object(columns.fields(of: $0)) } }
  }

  /// The name, and those of the members after a dot.
  var names: [String] { [name] + members.map { name + "." + $0 } }
}

extension Array {
  /// Returns the fields of a row.
  func fields<Row>(of row: Row) -> [Field] where Element == Column<Row> {
    compactMap { column in column.value(row).map { (column.name, $0) } }
  }
}
