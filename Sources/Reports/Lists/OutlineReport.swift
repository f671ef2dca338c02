package import VaultKit

extension Report {
  /// Lists the headings and labels of a note.
  package static func outline(of note: String, in vault: Vault) -> Report {
    var path = ""
    return Report(.outline, nothing: "'\(path)' has no headings") { printer in
      let outline = try vault.outline(of: note)
      path = outline.path
      printer.fields([("path", .text(path)), ("title", .text(outline.title))])
      printer.list("headings")
      let top = outline.entries.lazy.filter { !$0.isLabel }.map(\.level).min() ?? 1
      var depth = 0
      for entry in outline.entries {
        // A label has no level of its own: it stands one below the heading before it.
        let indent = entry.isLabel ? depth : entry.level - top
        if !entry.isLabel { depth = indent + 1 }
        try printer.row(OutlineRow(entry: entry, path: path, indent: indent))
      }
    }
  }
}

extension FieldList {
  /// The fields of `outline`.
  package static let outline = FieldList(own: ["path", "title"], rows: OutlineRow.self)
}

/// A heading or label, and how far to the right it stands.
private struct OutlineRow: ReportRow {
  let entry: Outline.Entry
  let path: String
  let indent: Int

  static let columns: [Column<OutlineRow>] = [
    Column("level") { $0.entry.isLabel ? .null : .integer($0.entry.level) },
    Column("label") { .boolean($0.entry.isLabel) },
    Column("text") { .text($0.entry.text) },
    Column("line") { .integer($0.entry.line) },
  ]

  var note: String? { path }

  func entry(_ look: Look) -> ListEntry? {
    let role: Palette.Role =
      entry.isLabel
      ? .bold : entry.level == 1 ? .heading1 : entry.level == 2 ? .heading2 : .heading3
    return ListEntry(
      line: entry.line, indent: 2 * indent, text: [Span(PlainText.safeName(entry.text), [role])])
  }

  func line(_ look: Look) -> String? {
    let blanks = String(repeating: "  ", count: indent)
    return "\(look.place(path, line: entry.line)): \(blanks)\(PlainText.safeName(entry.text))"
  }
}
