/// One JSON object: fields are its members, lists of rows are arrays.
final class JSONForm: Form {
  private let output: Output
  private let look: Look?
  private var hasMembers = false
  private var list = OpenArray()
  private var group = OpenArray()

  /// - Parameter look: Knows the vault, for the file of each path; nil leaves fields as they are.
  init(_ output: Output, _ look: Look?) {
    self.output = output
    self.look = look
  }

  func fields(_ fields: [Field]) {
    closeList()
    for field in look.withFile(fields) {
      beginMember(field.name)
      output.write(field.value)
    }
  }

  func list(_ name: String) {
    closeList()
    beginMember(name)
    list = OpenArray(output)
  }

  func row(_ row: some ReportRow) {
    if group.isOpen { group.beginElement(output) } else { list.beginElement(output) }
    output.write(row.value(look.withFile(row.fields)))
  }

  func group(_ row: some ReportRow, list name: String) {
    closeGroup()
    list.beginElement(output)
    group = OpenArray(in: look.withFile(row.fields), name, output)
  }

  func end() {
    closeList()
    output.line(hasMembers ? "}" : "{}")
  }

  private func beginMember(_ name: String) {
    output.write(hasMembers ? "," : "{")
    hasMembers = true
    output.write(.text(name))
    output.write(":")
  }

  private func closeGroup() {
    if group.isOpen { output.write("]}") }
    group = OpenArray()
  }

  private func closeList() {
    closeGroup()
    if list.isOpen { output.write("]") }
    list = OpenArray()
  }
}
