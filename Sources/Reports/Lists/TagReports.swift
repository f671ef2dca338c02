package import VaultKit

extension Report {
  /// Lists the tags of a vault with their counts.
  package static func tags(of vault: Vault) -> Report {
    Report(nothing: Wording.nothing("no note has a tag", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("tags")
      try vault.forEachTag { printer.row($0) }
    }
  }

  /// Lists the notes that carry a tag or one below it.
  package static func notes(tagged tag: String, in vault: Vault) -> Report {
    Report(
      nothing: Wording.nothing("no note has the tag '\(tag)'", near: try vault.tags(near: tag)),
      parts: { printer in
        let notes = try vault.notes(tagged: tag)
        printer.fields([("tag", .text(tag))])
        printer.list("notes")
        for note in notes { printer.row(note) }
      })
  }
}

extension TagCount: ReportRow {
  var fields: [Field] {
    [("tag", .text(name)), ("own", .integer(own)), ("total", .integer(total))]
  }

  /// A tag stands below its parent, as far to the right as it is deep.
  func line(_ look: Look) -> String? {
    let depth = name.utf8.split(separator: UInt8(ascii: "/")).count
    let indent = String(repeating: "  ", count: max(0, depth - 1))
    let ownCount = own == total ? "" : look.style.dim(" (\(own))")
    return "\(indent)#\(PlainText.safeName(name)) \(total)\(ownCount)"
  }
}

extension TaggedNote: ReportRow {
  var fields: [Field] {
    [("path", .text(path)), ("line", .integer(line)), ("tag", .text(tag))]
  }

  func line(_ look: Look) -> String? {
    "\(look.place(path, line: line)): #\(PlainText.safeName(tag))"
  }
}
