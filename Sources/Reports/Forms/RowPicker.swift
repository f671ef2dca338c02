/// Passes on only the fields that were asked for. A row of a group has the fields of the group too.
final class RowPicker: Form {
  private let form: any Form
  private let picker: FieldPicker
  private let isSingle: Bool
  private var outer = OuterFields()
  /// The list of a single result that is being handed out.
  private var list: (name: String, rows: [FieldValue])?

  init(_ form: any Form, _ picker: FieldPicker, isSingle: Bool) {
    self.form = form
    self.picker = picker
    self.isSingle = isSingle
  }

  func fields(_ fields: [Field]) {
    closeList()
    outer.add(fields)
    if !isSingle { form.fields(fields) }
  }

  func list(_ name: String) {
    outer.beginList()
    if !isSingle { return form.list(name) }
    closeList()
    list = (name, [])
  }

  /// A list of a single result is a field of it.
  private func closeList() {
    if let list { outer.add([(list.name, .list(list.rows))]) }
    list = nil
  }

  func row(_ row: some ReportRow) throws {
    if isSingle {
      list?.rows.append(row.value(row.fields))
      return
    }
    let picked = try picker.values { outer.value($0, of: row) }
    try form.row(PickedRow(fields: picked))
  }

  func group(_ row: some ReportRow, list: String) { outer.begin(row) }

  func end() throws {
    closeList()
    if isSingle { form.fields(try picker.values { outer.own.value($0) }) }
    try form.end()
  }
}

/// The fields of a row that were asked for.
struct PickedRow: ReportRow {
  static var columns: [Column<PickedRow>] { [] }

  let fields: [Field]

  func line(_ look: Look) -> String? { nil }
}
