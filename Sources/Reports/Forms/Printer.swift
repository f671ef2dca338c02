/// Passes the parts of a report on to a form.
final class Printer {
  let form: any Form
  private(set) var hasRows = false

  init(_ form: any Form) { self.form = form }

  func fields(_ fields: [Field]) { form.fields(fields) }

  func list(_ name: String) { form.list(name) }

  func row(_ row: some ReportRow) throws {
    hasRows = true
    try form.row(row)
  }

  func group(_ row: some ReportRow, list: String) throws {
    hasRows = true
    try form.group(row, list: list)
  }
}
