package import VaultKit

extension Report {
  /// Lists the tags of a vault with their counts.
  package static func tags(of vault: Vault) -> Report {
    Report(.tags, nothing: Wording.nothing("no note has a tag", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("tags")
      try vault.forEachTag { try printer.row($0) }
    }
  }

  /// Lists the notes that carry a tag or one below it.
  package static func notes(tagged tag: String, in vault: Vault) -> Report {
    Report(
      .taggedNotes,
      nothing: Wording.nothing("no note has the tag '\(tag)'", near: try vault.tags(near: tag)),
      parts: { printer in
        let notes = try vault.notes(tagged: tag)
        printer.fields([("tag", .text(tag))])
        printer.list("notes")
        for note in notes { try printer.row(note) }
      })
  }
}

extension FieldList {
  /// The fields of `tags`.
  package static let tags = FieldList(own: ["vault"], rows: TagCount.self)
  /// The fields of `tags TAG`.
  package static let taggedNotes = FieldList(own: [], rows: TaggedNote.self)
}

extension TagCount: ReportRow {
  static let columns: [Column<TagCount>] = [
    Column("tag") { .text($0.name) },
    Column("own") { .integer($0.own) },
    Column("total") { .integer($0.total) },
  ]

  /// A tag stands below its parent, as far to the right as it is deep.
  func line(_ look: Look) -> String? {
    let depth = name.utf8.split(separator: UInt8(ascii: "/")).count
    let indent = String(repeating: "  ", count: max(0, depth - 1))
    let ownCount = own == total ? "" : look.style.dim(" (\(own))")
    return "\(indent)#\(PlainText.safeName(name)) \(total)\(ownCount)"
  }
}

extension TaggedNote: ReportRow {
  static let columns: [Column<TaggedNote>] = [
    Column("path") { .text($0.path) },
    Column("line") { .integer($0.line) },
    Column("tag") { .text($0.tag) },
  ]

  func line(_ look: Look) -> String? {
    "\(look.place(path, line: line)): #\(PlainText.safeName(tag))"
  }
}
