package import VaultKit

extension Report {
  /// Says which vault is used, where its index is and what it holds.
  ///
  /// - Parameters:
  ///   - version: The version of vq.
  ///   - date: Returns a time in seconds since 1970 as a person reads it.
  package static func status(
    _ status: VaultStatus, version: String, date: @escaping (Int) -> String
  ) -> Report {
    Report(
      .status,
      text: { output, look in
        for (name, value) in status.lines(version, date) {
          let padding = String(repeating: " ", count: 10 - name.count)
          output.line(look.style.dim(name + padding) + value)
        }
      },
      parts: { printer in
        printer.fields(VaultStatus.columns.fields(of: status))
        printer.fields([("version", .text(version)), ("refresh", .object(status.refresh.fields))])
      })
  }
}

extension FieldList {
  /// The fields of `status`.
  package static let status = FieldList(single: VaultStatus.columns, and: ["version"])
}

extension VaultStatus {
  fileprivate static let columns: [Column<VaultStatus>] = [
    Column("vault") { .text($0.vault) },
    Column("index") { .text($0.index) },
    Column("notes") { .integer($0.notes) },
    Column("excludedNotes") { .integer($0.excludedNotes) },
    Column("files") { .integer($0.files) },
    Column("sections") { .integer($0.sections) },
    Column("links") { .integer($0.links) },
    Column("unresolvedLinks") { .integer($0.unresolvedLinks) },
    Column("tags") { .integer($0.tags) },
    Column("problems") { .integer($0.problems) },
    Column("indexBytes") { .integer($0.indexBytes) },
    Column("refreshed") { .optional($0.refreshed, FieldValue.integer) },
    Column("schemaVersion") { .integer($0.schemaVersion) },
    Column("sqliteVersion") { .text($0.sqliteVersion) },
    Column("slowSearch") { .optional($0.slowSearch, FieldValue.text) },
  ]

  fileprivate func lines(
    _ version: String, _ date: (Int) -> String
  ) -> [(name: String, value: String)] {
    var lines = [
      ("vault", PlainText.safeName(vault)),
      ("index", PlainText.safeName(index)),
      ("size", Self.size(indexBytes)),
      ("notes", "\(notes)" + (excludedNotes > 0 ? ", \(excludedNotes) excluded" : "")),
      ("files", "\(files)"),
      ("sections", "\(sections)"),
      ("links", "\(links), \(unresolvedLinks) unresolved"),
      ("tags", "\(tags)"),
      ("problems", "\(problems)"),
      ("changed", refreshed.map(date) ?? "never"),
      ("versions", "vq \(version), schema \(schemaVersion), SQLite \(sqliteVersion)"),
    ]
    if let slowSearch { lines.append(("search", "slow: " + PlainText.safeName(slowSearch))) }
    return lines
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}
