package import VaultKit

extension Report {
  /// Lists the places that name a note without a link.
  package static func mentions(of note: String, in vault: Vault) -> Report {
    var path = ""
    return Report(nothing: "no note names '\(path)' without a link") { printer in
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
          printer.row(MentionRow(mention: mention, isOnSameLine: last.map { $0 == place } == true))
          last = place
        })
    }
  }
}

/// A mention; a person reads its line once, however often that names the note.
private struct MentionRow: ReportRow {
  let mention: Mention
  let isOnSameLine: Bool

  var fields: [Field] {
    [
      ("path", .text(mention.path)), ("line", .integer(mention.line)),
      ("column", .integer(mention.column)), ("mention", .text(mention.mention)),
      ("text", .text(mention.text)),
    ]
  }

  func line(_ look: Look) -> String? {
    if isOnSameLine { return nil }
    let text = PlainText.safeLine(mention.text).trimmedBlanks()
    return "\(look.place(mention.path, line: mention.line)): \(text)"
  }
}
