import VaultKit

/// Lines for people: one for each row, those of a group below its own, on a terminal those of a note below its name.
final class TextForm: Form {
  private let output: Output
  private let look: Look
  private var indent = ""
  /// The note that rows are listed below.
  private var note: String?
  private var hasGroup = false

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
      output.line(indent + look.place(path, room: columns - indent.utf8.count))
      note = path
    }
    if entry.line == nil, entry.text.isEmpty, entry.markdown == nil { return }
    let line = entry.line ?? 0
    let step = entry.isOfOneLine ? 0 : 1
    let first = line - step * entry.before.count
    if entry.isApart {
      let gap = Span(ListEntry.gap, [.dim])
      output.line(StyledText([Span(blanks: indent.utf8.count), gap]), look.style)
    }
    for (index, text) in entry.before.enumerated() {
      print(context: text, first + step * index, columns)
    }
    let place = (entry.line.map(String.init) ?? "") + (entry.column.map { ":\($0)" } ?? "")
    let address = look.links.text(
      root: look.paths.root, path: path, line: entry.line, column: entry.column)
    let gap = gap(before: place)
    let width = gap.text.utf8.count + place.count + 2
    if let rows = entry.markdown.flatMap({ rendered($0, columns - width) }) {
      let head = gap.text + look.style.link(look.style.dim(place), to: address) + "  "
      for (index, row) in rows.enumerated() {
        output.line((index == 0 ? head : Span(blanks: width).text) + row)
      }
      return
    }
    print(
      entry.text, behind: Span(place, [.dim], address: address), indent: entry.indent, columns)
    for (index, text) in entry.after.enumerated() {
      print(context: text, line + step * (1 + index), columns)
    }
  }

  private func gap(before place: String) -> Span {
    Span(blanks: max(0, 5 - place.count) + indent.utf8.count)
  }

  private func print(context text: String, _ line: Int, _ columns: Int) {
    print([Span(PlainText.safeLine(text), [.dim])], behind: Span("\(line)", [.dim]), columns)
  }

  private func print(_ text: [Span], behind place: Span, indent: Int = 0, _ columns: Int) {
    let margin = StyledText([gap(before: place.text), place, Span(blanks: 2 + indent)])
    var wrapper = LineWrapper(
      columns: columns, first: margin, rest: StyledText([Span(blanks: margin.width)])
    ) { self.output.line($0, self.look.style) }
    for span in text { wrapper.add(span) }
    wrapper.finish()
  }

  /// Returns Markdown as it looks; nil if nothing of it is seen, as of a comment.
  private func rendered(_ markdown: String, _ columns: Int) -> [String]? {
    let text = Output.text(columns: columns) { output in
      var renderer = LineRenderer(output, look, columns: max(columns, 10))
      ShownLine.forEach(in: markdown) { renderer.print($0) }
      renderer.finish()
    }
    let rows = text.split(separator: "\n").map(String.init)
    return rows.isEmpty ? nil : rows
  }

  func group(_ row: some ReportRow, list: String) {
    if look.isTerminal, hasGroup { output.line() }
    hasGroup = true
    indent = ""
    note = nil
    self.row(row)
    indent = "  "
  }

  func end() {}
}
