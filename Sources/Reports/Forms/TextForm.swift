/// Lines for people: one for each row, those of a group below its own, on a terminal those of a note below its name.
final class TextForm: Form {
  private let output: Output
  private let look: Look
  private var indent = ""
  /// The note that rows are listed below.
  private var note: String?

  init(_ output: Output, _ look: Look) {
    self.output = output
    self.look = look
  }

  func fields(_ fields: [Field]) {}

  func list(_ name: String) {
    indent = ""
    note = nil
  }

  func row(_ row: some ReportRow) {
    if look.isTerminal, let note = row.note, let columns = output.columns {
      if let entry = row.entry(look) { print(entry, of: note, columns) }
      return
    }
    guard let line = row.line(look) else { return }
    if !indent.isEmpty { output.write(indent) }
    output.line(line)
  }

  /// Prints an entry below the name of its note.
  private func print(_ entry: ListEntry, of path: String, _ columns: Int) {
    if path != note {
      if note != nil { output.line() }
      output.line(look.place(path, room: columns))
      note = path
    }
    guard let line = entry.line else { return }
    for (index, text) in entry.before.enumerated() {
      print(context: text, line - entry.before.count + index, columns)
    }
    let place = "\(line)" + (entry.column.map { ":\($0)" } ?? "")
    let address = look.links.text(
      root: look.paths.root, path: path, line: line, column: entry.column)
    print(entry.text, behind: Span(place, [.dim], address: address), columns)
    for (index, text) in entry.after.enumerated() {
      print(context: text, line + index + 1, columns)
    }
  }

  private func print(context text: String, _ line: Int, _ columns: Int) {
    print([Span(PlainText.safeLine(text), [.dim])], behind: Span("\(line)", [.dim]), columns)
  }

  private func print(_ text: [Span], behind place: Span, _ columns: Int) {
    let gap = Span(blanks: max(0, 5 - place.text.count))
    let margin = StyledText([gap, place, Span(blanks: 2)])
    var wrapper = LineWrapper(
      columns: columns, first: margin, rest: StyledText([Span(blanks: margin.width)])
    ) { self.output.line($0, self.look.style) }
    for span in text { wrapper.add(span) }
    wrapper.finish()
  }

  func group(_ row: some ReportRow, list: String) {
    indent = ""
    self.row(row)
    indent = "  "
  }

  func end() {}
}
