/// One JSON object a line for each thing of a list, as `JSONForm` has it. A report without lists is one line.
final class JSONLinesForm: Form {
  private let output: Output
  private let look: Look?
  /// The report's own fields, until a list begins.
  private var own: [Field] = []
  private var hasList = false
  private var group = OpenArray()

  /// - Parameter look: Knows the vault, for the file of each path; nil leaves fields as they are.
  init(_ output: Output, _ look: Look?) {
    self.output = output
    self.look = look
  }

  func fields(_ fields: [Field]) {
    closeGroup()
    if !hasList { own += fields }
  }

  func list(_ name: String) {
    closeGroup()
    hasList = true
  }

  func row(_ row: some ReportRow) {
    if group.isOpen {
      group.beginElement(output)
      return output.write(row.value(look.withFile(row.fields)))
    }
    output.write(.object(look.withFile(row.fields)))
    output.line()
  }

  func group(_ row: some ReportRow, list: String) {
    closeGroup()
    group = OpenArray(in: look.withFile(row.fields), list, output)
  }

  func end() {
    closeGroup()
    if hasList { return }
    output.write(.object(look.withFile(own)))
    output.line()
  }

  private func closeGroup() {
    if group.isOpen { output.line("]}") }
    group = OpenArray()
  }
}
