import Characters
package import VaultKit

extension Report {
  /// Lists the links that lead to a note; `includesOwn` says whether those in the note itself count.
  package static func backlinks(to note: String, includesOwn: Bool, in vault: Vault) -> Report {
    var path = ""
    return Report(.backlinks, nothing: "no note links to '\(path)'") { printer in
      try vault.forEachBacklink(
        to: note, includesOwn: includesOwn,
        begin: {
          path = $0
          printer.fields([("note", .text(path))])
          printer.list("backlinks")
        }, { try printer.row($0) })
    }
  }
}

extension FieldList {
  /// The fields of `backlinks`.
  package static let backlinks = FieldList(own: ["note"], rows: Backlink.self)
}

extension Backlink: ReportRow {
  static let columns: [Column<Backlink>] = [
    Column("path") { .text($0.path) },
    Column("line") { .integer($0.line) },
    Column("column") { .integer($0.column) },
    Column("embed") { .boolean($0.isEmbed) },
    Column("link") { .text($0.link) },
    Column("form") { .text($0.form.rawValue) },
    Column("property") { .optional($0.property, FieldValue.text) },
    Column("text") { .optional($0.text, FieldValue.text) },
  ]

  func line(_ look: Look) -> String? { "\(look.place(path, line: line)): \(shown)" }

  var note: String? { path }

  func entry(_ look: Look) -> ListEntry? {
    ListEntry(line: line, text: [Span(shown)], markdown: shown)
  }

  private var shown: String { PlainText.trimmedLine(text ?? link) }
}
