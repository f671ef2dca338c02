import Characters
package import VaultKit

extension Report {
  /// Lists the places that name a note without a link.
  package static func mentions(of note: String, in vault: Vault) -> Report {
    var path = ""
    return Report(.mentions, nothing: "no note names '\(path)' without a link") { printer in
      var last: (path: String, line: Int)?
      try vault.forEachMention(
        of: note,
        begin: {
          path = $0
          printer.fields([("note", .text(path))])
          printer.list("mentions")
        },
        { mention in
          let place = (mention.path, mention.line)
          try printer.row(
            MentionRow(mention: mention, isOnSameLine: last.map { $0 == place } == true))
          last = place
        })
    }
  }
}

extension FieldList {
  /// The fields of `mentions`.
  package static let mentions = FieldList(own: ["note"], rows: MentionRow.self)
}

/// A mention; a person reads its line once, however often that names the note.
private struct MentionRow: ReportRow {
  let mention: Mention
  let isOnSameLine: Bool

  static let columns: [Column<MentionRow>] = [
    Column("path") { .text($0.mention.path) },
    Column("line") { .integer($0.mention.line) },
    Column("column") { .integer($0.mention.column) },
    Column("mention") { .text($0.mention.mention) },
    Column("text") { .text($0.mention.text) },
  ]

  func line(_ look: Look) -> String? {
    isOnSameLine ? nil : "\(look.place(mention.path, line: mention.line)): \(shown)"
  }

  var note: String? { mention.path }

  func entry(_ look: Look) -> ListEntry? {
    isOnSameLine ? nil : ListEntry(line: mention.line, text: [Span(shown)], markdown: shown)
  }

  private var shown: String { PlainText.trimmedLine(mention.text) }
}
