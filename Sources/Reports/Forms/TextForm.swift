/// Lines for people: one for each row, those of a group below its own.
final class TextForm: Form {
  private let output: Output
  private let look: Look
  private var indent = ""

  init(_ output: Output, _ look: Look) {
    self.output = output
    self.look = look
  }

  func fields(_ fields: [Field]) {}

  func list(_ name: String) { indent = "" }

  func row(_ row: some ReportRow) {
    guard let line = row.line(look) else { return }
    if !indent.isEmpty { output.write(indent) }
    output.line(line)
  }

  func group(_ row: some ReportRow, list: String) {
    indent = ""
    self.row(row)
    indent = "  "
  }

  func end() {}
}
