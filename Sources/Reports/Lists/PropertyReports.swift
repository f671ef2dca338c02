package import VaultKit

extension Report {
  /// Lists the properties of a vault with their counts.
  package static func properties(of vault: Vault) -> Report {
    Report(nothing: Wording.nothing("no note has a property", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("properties")
      try vault.forEachProperty { printer.row($0) }
    }
  }

  /// Lists the notes that have a property, with its values.
  package static func properties(named name: String, in vault: Vault) -> Report {
    Report(
      nothing: Wording.nothing(
        "no note has the property '\(name)'", near: try vault.properties(near: name)),
      parts: { printer in
        let properties = try vault.properties(named: name)
        printer.fields([("property", .text(name))])
        printer.list("notes")
        for property in properties { printer.row(property) }
      })
  }
}

extension PropertyCount: ReportRow {
  var fields: [Field] { [("name", .text(name)), ("notes", .integer(notes))] }

  func line(_ look: Look) -> String? { "\(PlainText.safeName(name)) \(notes)" }
}

extension PropertyOfNote: ReportRow {
  var fields: [Field] {
    [("path", .text(path)), ("name", .text(name)), ("value", .encoded(value))]
  }

  func line(_ look: Look) -> String? { "\(look.place(path)): \(PlainText.safeLine(value))" }
}
