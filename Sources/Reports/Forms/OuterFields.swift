/// The fields around a row: those of the report so far, and those of the group that the row is in.
struct OuterFields {
  private(set) var own: [Field] = []
  private var group: [Field] = []

  /// Adds fields of the report.
  mutating func add(_ fields: [Field]) { own += fields }

  /// Begins a list, which is in no group yet.
  mutating func beginList() { group = [] }

  /// Begins a group.
  mutating func begin(_ group: some ReportRow) { self.group = group.fields }

  /// Returns the field of a row, else that of its group, else that of the report.
  func value(_ name: String, of row: some ReportRow) -> FieldValue? {
    row.field(name) ?? group.value(name) ?? own.value(name)
  }
}
