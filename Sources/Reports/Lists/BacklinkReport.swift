package import VaultKit

extension Report {
  /// Lists the links that lead to a note; `includesOwn` says whether those in the note itself count.
  package static func backlinks(to note: String, includesOwn: Bool, in vault: Vault) -> Report {
    var path = ""
    return Report(nothing: "no note links to '\(path)'") { printer in
      try vault.forEachBacklink(
        to: note, includesOwn: includesOwn,
        begin: {
          path = $0
          printer.fields([("note", .text(path))])
          printer.list("backlinks")
        }, { printer.row($0) })
    }
  }
}

extension Backlink: ReportRow {
  var fields: [Field] {
    [
      ("path", .text(path)), ("line", .integer(line)), ("column", .integer(column)),
      ("embed", .boolean(isEmbed)), ("link", .text(link)), ("form", .text(form.rawValue)),
      ("property", .optional(property, FieldValue.text)),
      ("text", .optional(text, FieldValue.text)),
    ]
  }

  func line(_ look: Look) -> String? {
    "\(look.place(path, line: line)): \(PlainText.safeLine(text ?? link).trimmedBlanks())"
  }
}
