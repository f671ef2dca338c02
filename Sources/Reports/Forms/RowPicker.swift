/// Passes on only the fields that were asked for. A row of a group has the fields of the group too.
final class RowPicker: Form {
  private let form: any Form
  private let picker: FieldPicker
  private let isSingle: Bool
  /// The report's own fields, so far.
  private var own: [Field] = []
  private var group: [Field] = []
  /// The list of a single result that is being handed out.
  private var list: (name: String, rows: [FieldValue])?

  init(_ form: any Form, _ picker: FieldPicker, isSingle: Bool) {
    self.form = form
    self.picker = picker
    self.isSingle = isSingle
  }

  func fields(_ fields: [Field]) {
    closeList()
    own += fields
    if !isSingle { form.fields(fields) }
  }

  func list(_ name: String) {
    group = []
    if !isSingle { return form.list(name) }
    closeList()
    list = (name, [])
  }

  /// A list of a single result is a field of it.
  private func closeList() {
    if let list { own.append((list.name, .list(list.rows))) }
    list = nil
  }

  func row(_ row: some ReportRow) throws {
    if isSingle {
      list?.rows.append(row.value(row.fields))
      return
    }
    let picked = try picker.values { row.field($0) ?? group.value($0) ?? own.value($0) }
    try form.row(PickedRow(fields: picked))
  }

  func group(_ row: some ReportRow, list: String) { group = row.fields }

  func end() throws {
    closeList()
    if isSingle { form.fields(try picker.values { own.value($0) }) }
    try form.end()
  }
}

/// The fields of a row that were asked for.
struct PickedRow: ReportRow {
  static var columns: [Column<PickedRow>] { [] }

  let fields: [Field]

  func line(_ look: Look) -> String? { nil }
}
